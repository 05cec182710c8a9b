import type {
  Category,
  Channel,
  CommitmentKind,
  Form,
  Level,
  Nature,
  Priority,
  Role,
  TicketStatus,
} from "../../../../domain/words.js";
import type { LinkKind } from "../../../../domain/input.js";
import { words } from "../words.js";

/** The desk's words as people read them: one each, on every page. */
interface Terms {
  category: Record<Category, string>;
  noCategory: string;
  form: Record<Form, string>;
  nature: Record<Nature, string>;
  level: Record<Level, string>;
  priority: Record<Priority, string>;
  status: Record<TicketStatus, string>;
  kind: Record<CommitmentKind, string>;
  channel: Record<Channel, string>;
  role: Record<Role, string>;
  link: Record<LinkKind, string>;
  urgency: string;
  importance: string;
  bot: string;
  waitingFor: Record<string, string>;
}

export const TERMS = words<Terms>(
  {
    category: { presale: "售前咨询", insale: "售中支持", aftersale: "售后问题", value_added: "增值服务" },
    noCategory: "未分类",
    form: { consultation: "咨询", support: "支持", complaint: "投诉" },
    nature: { product: "产品", service: "服务", process: "流程", other: "其他" },
    level: { low: "低", high: "高" },
    priority: { P1: "P1 紧急且重要", P2: "P2 重要不紧急", P3: "P3 紧急不重要", P4: "P4 常规" },
    status: { open: "处理中", waiting: "等待", resolved: "待验收", closed: "已结束", cancelled: "已取消", merged: "已合并" },
    kind: {
      first_response: "首次答复",
      investigation: "查明原因",
      solution: "解决",
      plan: "方案",
      step: "步骤",
      progress_update: "进展",
      eta: "说好的时间",
      acceptance: "验收",
      survey: "满意度调查",
      return_visit: "回访",
      call: "电话",
      contact: "主动联系",
      review: "复盘",
    },
    channel: {
      web: "网页",
      slack: "Slack",
      botframework: "Teams",
      terminal: "终端",
      phone: "电话",
      email: "邮件",
      visit: "来访",
    },
    role: { agent: "客服", supervisor: "主管", manager: "经理", administrator: "管理员" },
    link: { related: "相关", same_cause: "同一原因", follow_up: "后续", duplicate: "重复" },
    urgency: "紧急",
    importance: "重要",
    bot: "智能助手",
    waitingFor: { customer: "等客户", third_party: "等第三方" },
  },
  {
    category: { presale: "Presale", insale: "In-sale", aftersale: "After-sale", value_added: "Value-added" },
    noCategory: "Not classified",
    form: { consultation: "Consultation", support: "Support", complaint: "Complaint" },
    nature: { product: "Product", service: "Service", process: "Process", other: "Other" },
    level: { low: "Low", high: "High" },
    priority: { P1: "P1 urgent and important", P2: "P2 important, not urgent", P3: "P3 urgent, not important", P4: "P4 routine" },
    status: {
      open: "Open",
      waiting: "Waiting",
      resolved: "Awaiting acceptance",
      closed: "Closed",
      cancelled: "Cancelled",
      merged: "Merged",
    },
    kind: {
      first_response: "First response",
      investigation: "Investigation",
      solution: "Solution",
      plan: "Plan",
      step: "Step",
      progress_update: "Progress update",
      eta: "Confirmed time",
      acceptance: "Acceptance",
      survey: "Survey",
      return_visit: "Return visit",
      call: "Call",
      contact: "Proactive contact",
      review: "Review",
    },
    channel: {
      web: "Web",
      slack: "Slack",
      botframework: "Teams",
      terminal: "Terminal",
      phone: "Phone",
      email: "E-mail",
      visit: "Visit",
    },
    role: { agent: "Agent", supervisor: "Supervisor", manager: "Manager", administrator: "Administrator" },
    link: { related: "Related", same_cause: "Same cause", follow_up: "Follow-up", duplicate: "Duplicate" },
    urgency: "Urgency",
    importance: "Importance",
    bot: "Assistant",
    waitingFor: { customer: "Waiting for the customer", third_party: "Waiting for a third party" },
  },
);
