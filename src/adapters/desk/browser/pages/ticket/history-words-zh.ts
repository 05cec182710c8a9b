import type { Data, Saying, Sayings, Speaker } from "./history-line.js";

const BECAUSE: Record<string, string> = {
  seen: "客户已看到",
  due: "到期没有说",
  held_by_bot: "到期前没有人说，智能助手先告知了",
  waiting_for_customer: "在等客户",
  replaced_by_hold: "换成了告知时说好的新时间",
  ticket_ended: "工单已结束",
  handed_back: "已交还智能助手",
  cancelled: "需求已取消",
  resolved: "结果已提出",
  accepted: "客户已验收",
  silence: "没有回音",
  not_accepted: "客户没有验收",
  same_problem: "同样的问题又出现",
  reprioritised: "改了优先级",
  answered: "已答复",
  settled: "已办完",
  called: "已电话告知",
  visited: "已回访",
};
const because = (value: unknown): string => BECAUSE[String(value)] ?? "";
const as = (title: string, detail: string): string | [string, string] => (detail === "" ? title : [title, detail]);

const ended =
  (verb: string): Saying =>
  ({ kind, dueAt, because: why, late }, s) =>
    as(
      `${s.kind(kind)}${verb}，说好 ${s.at(dueAt)}`,
      [because(why), late === true ? "服务中断后补记" : ""].filter((part) => part !== "").join("，"),
    );

const FIELD: Record<string, string> = { category: "类别", form: "形式", nature: "性质", urgency: "紧急", importance: "重要" };

function changes({ before, after }: Data, s: Speaker): string {
  const [was, is] = [(before ?? {}) as Data, (after ?? {}) as Data];
  return Object.keys(is)
    .map((field) => `${FIELD[field] ?? field} ${s.term(field, was[field])} → ${s.term(field, is[field])}`)
    .join("，");
}

/** What happened, as Chinese colleagues read it. */
export const HISTORY_ZH: Sayings = {
  ticket_opened: ({ priority, category, form }, s) =>
    as(`登记，定为 ${s.term("priority", priority)}`, `${s.term("category", category)}·${s.term("form", form)}`),
  scope_confirmed: ({ scope }) =>
    `客户说明影响范围：${{ all: "全部", some: "部分", unsure: "不确定" }[String(scope)] ?? "用自己的话"}`,
  customer_added: () => "客户补充了情况",
  handoff: ({ because: why }) =>
    as("转人工", { asked: "客户要求", not_understood: "智能助手没听懂", asked_again: "客户再次要求" }[String(why)] ?? ""),
  agent_spoke: (_, s) => `${s.who}答复了客户`,
  progress_told: ({ next }, s) => as(`${s.who}告诉客户进展`, `下次 ${s.at(next)} 前`),
  commitment_opened: ({ kind, dueAt }, s) => `新承诺：${s.kind(kind)}，${s.at(dueAt)} 前`,
  commitment_said: ({ kind }, s) => as(`${s.kind(kind)}已经说了`, "等客户看到"),
  commitment_met: ended("守约"),
  commitment_broken: ({ toldBefore, ...data }, s) => ended(toldBefore === true ? "失约，已先告知" : "失约")(data, s),
  commitment_dropped: ended("不再欠"),
  commitment_resumed: ({ kind, pausedMs }, s) => `${s.kind(kind)}继续计时，暂停了 ${s.span(pausedMs)}`,
  answered_late: ({ kind, lateMs }, s) => `${s.kind(kind)}晚了 ${s.span(lateMs)}`,
  held_by_bot: ({ kind, next }, s) => as(`智能助手如实告知：${s.kind(kind)}还没有结果`, `改为 ${s.at(next)} 前`),
  due_changed: ({ before, after }, s) => as(`到期从 ${s.at(before)} 改为 ${s.at(after)}`, "按新的优先级从原起点重算"),
  owner_warned: ({ kind, to }, s) => as(`提醒${s.name(to)}：${s.kind(kind)}快到期`, "每项只提醒一次"),
  alert_raised: ({ kind, level }, s) =>
    `提醒${{ owner: "负责人", supervisor: "主管", manager: "经理" }[String(level)] ?? ""}：${s.kind(kind)}`,
  unseen: ({ kind }, s) => as("客户一直没看到消息", `${s.kind(kind)}改用电话告知`),
  assigned: ({ before, after, reason }, s) => as(`${s.who}转派：${s.name(before)} → ${s.name(after)}`, s.note(reason)),
  classified: ({ reason, ...data }, s) => as(`${s.who}更正分类：${changes(data, s)}`, s.note(reason)),
  reprioritised: ({ before, after, reason }, s) =>
    as(`${s.who}改优先级：${s.term("priority", before)} → ${s.term("priority", after)}`, s.note(reason)),
  evidence_asked: (_, s) => as(`${s.who}请客户补充材料`, "等客户时，查明和解决暂停，进展不暂停"),
  evidence_given: () => "客户给了补充材料",
  note_added: ({ noteId }, s) => as(`${s.who}写了内部备注`, s.note(noteId)),
  mentioned: ({ to }, s) => `${s.who}在备注里提到${s.name(to)}`,
  linked: ({ to, as: kind }, s) => `${s.who}关联了 ${s.number(to)}（${s.term("link", kind)}）`,
  result_proposed: ({ by }, s) => as(`${s.name(by)}提出结果`, "等客户验收"),
  ticket_closed: ({ reason }) => as("工单结束", { accepted: "客户验收", silence: "到期没有回音" }[String(reason)] ?? ""),
  ticket_reopened: ({ because: why }) => as("工单重开", because(why)),
  ticket_cancelled: ({ reason }) =>
    as("需求取消", { by_customer: "客户取消", by_agent: "同事取消", mistake: "登记错了" }[String(reason)] ?? ""),
  acceptance_reminded: () => "再请客户验收一次",
  survey_sent: () => "发出满意度调查",
  survey_answered: ({ scores, again }) =>
    as(`客户打分：${Array.isArray(scores) ? scores.join(" ") : ""}`, again === true ? "以最后一次为准" : ""),
  survey_commented: () => "客户在评分里留了话",
  survey_expired: () => "调查过期，没有作答",
  survey_declined: () => "客户不想打分",
  erasure_asked: () => "客户要求删除个人资料",
  message_edited: () => "客户改了一条消息",
  message_deleted: () => "客户删了一条消息",
  other: ({ type }) => `其他记录（${String(type)}）`,
};
