import type { AuditAction, AuditBy } from "../../../../../../application/audit.js";
import { words } from "../../../words.js";

interface AuditWords {
  action: Record<AuditAction, string>;
  by: Record<AuditBy["by"], string>;
  columns: Record<"at" | "who" | "did" | "whom" | "detail", string>;
  anyAction: string;
  anybody: string;
  filterAction: string;
  filterAgent: string;
  none: string;
  more: string;
  unknownAgent: string;
  detail: Record<string, string>;
  kinds: Record<string, string>;
  real: string;
}

export const AUDIT_WORDS = words<AuditWords>(
  {
    action: {
      signed_in: "登录",
      sign_in_failed: "登录失败",
      signed_out: "退出",
      password_changed: "改了密码",
      invited: "发出邀请链接",
      invite_used: "用邀请链接设了密码",
      welcome_used: "设立第一位管理员",
      agent_added: "添加同事",
      agent_changed: "改了角色或团队",
      agent_disabled: "停用同事",
      agent_enabled: "恢复同事",
      token_made: "生成令牌",
      contact_shown: "看了完整的联系方式",
      conversation_blocked: "拦截对话",
      conversation_unblocked: "解除拦截",
      exported: "导出记录",
    },
    by: { agent: "同事", cli: "服务器上的命令", nobody: "未登录的人" },
    columns: { at: "时间", who: "谁", did: "做了什么", whom: "对谁或什么", detail: "说明" },
    anyAction: "全部操作",
    anybody: "所有人",
    filterAction: "按操作筛选",
    filterAgent: "按人筛选",
    none: "没有这样的记录",
    more: "更早的",
    unknownAgent: "已不在名单上",
    detail: {
      role: "角色",
      team: "团队",
      times: "次数",
      kind: "种类",
      reason: "理由",
      files: "文件",
      email: "邮箱",
      transcript: "对话记录",
    },
    kinds: { customer: "客户", ticket: "工单", conversation: "对话", email: "一个邮箱", file: "文件" },
    real: "审计记的是机器的时间，不随虚拟时钟移动。",
  },
  {
    action: {
      signed_in: "Signed in",
      sign_in_failed: "Sign-in failed",
      signed_out: "Signed out",
      password_changed: "Changed the password",
      invited: "Made an invitation",
      invite_used: "Set a password by invitation",
      welcome_used: "Became the first administrator",
      agent_added: "Added a colleague",
      agent_changed: "Changed role or team",
      agent_disabled: "Disabled a colleague",
      agent_enabled: "Took a colleague back",
      token_made: "Made a token",
      contact_shown: "Looked at a contact in full",
      conversation_blocked: "Blocked a conversation",
      conversation_unblocked: "Unblocked a conversation",
      exported: "Exported records",
    },
    by: { agent: "A colleague", cli: "A command on the server", nobody: "Somebody not signed in" },
    columns: { at: "When", who: "Who", did: "Did what", whom: "To whom or what", detail: "More" },
    anyAction: "Every act",
    anybody: "Everybody",
    filterAction: "Filter by act",
    filterAgent: "Filter by person",
    none: "There is no such entry",
    more: "Earlier ones",
    unknownAgent: "no longer listed",
    detail: {
      role: "role",
      team: "team",
      times: "times",
      kind: "kind",
      reason: "reason",
      files: "files",
      email: "e-mail",
      transcript: "transcript",
    },
    kinds: { customer: "Customer", ticket: "Ticket", conversation: "Conversation", email: "An e-mail", file: "File" },
    real: "The audit has the machine's time, which a virtual clock doesn't move.",
  },
);
