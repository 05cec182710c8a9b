import { many, words } from "../../../words.js";

type Data = (field: string) => string;
interface Said {
  /** Who did it. */
  by: string;
  data: Data;
  /** An agent's id in words. */
  name: (id: string) => string;
  /** ISO 8601 as the desk says it. */
  at: (iso: string) => string;
  /** A word of the desk by its kind: priority, category, promise. */
  term: (word: string) => string;
  reason: string | null;
}
type Sentence = (said: Said) => string;

const because = (reason: string | null, colon: string): string => (reason === null ? "" : `${colon}${reason}`);

const ZH: Record<string, Sentence> = {
  ticket_opened: ({ data, name }) => `登记 **${data("ticket")}**，定为 ${data("priority")}·分配给 **${name(data("owner"))}**`,
  reprioritised: ({ by, data, reason }) => `${by}把优先级 **${data("before")} → ${data("after")}**${because(reason, "：")}`,
  classified: ({ by, reason }) => `${by}改了分类${because(reason, "：")}`,
  assigned: ({ by, data, name, reason }) =>
    name(data("after")) === by ? `${by}接手了工单` : `${by}转给 **${name(data("after"))}**${because(reason, "：")}`,
  due_changed: ({ data, at }) => `改期 **${at(data("before"))} → ${at(data("after"))}**`,
  progress_told: ({ data, at }) => `已告知进展，下次 **${at(data("next"))} 前**`,
  held_by_bot: ({ data, at, term }) => `${term(data("kind"))}快到期，助手已先告知，下次 **${at(data("next"))} 前**`,
  evidence_asked: ({ by }) => `${by}请客户补充，等客户期间暂停计时`,
  evidence_given: () => "客户已补充，计时继续",
  handoff: () => "客户要找人工，已答应由人答复",
  scope_confirmed: () => "客户说明了影响范围",
  result_proposed: ({ by }) => `${by}提出结果，等客户验收`,
  acceptance_reminded: () => "已提醒客户验收",
  ticket_closed: ({ data }) => (data("reason") === "accepted" ? "客户验收，工单结束" : "客户没有回音，工单结束"),
  ticket_cancelled: ({ by }) => `${by}取消了工单`,
  ticket_reopened: ({ data }) => (data("because") === "not_accepted" ? "客户没有验收，工单重开" : "问题再次出现，工单重开"),
  survey_sent: () => "已请客户评价",
  survey_answered: ({ data }) => `客户评价 **${data("scores")}**`,
  survey_declined: () => "客户不想评价",
  survey_expired: () => "评价到期，没有作答",
  linked: ({ by }) => `${by}关联了另一张工单`,
  unseen: () => "客户一直没有看到消息，改为打电话",
  answered_late: ({ data, term }) => `${term(data("kind"))}说晚了`,
  erasure_asked: () => "客户要求删除个人信息",
};

const EN: Record<string, Sentence> = {
  ticket_opened: ({ data, name }) =>
    `Ticket **${data("ticket")}** opened as ${data("priority")} · assigned to **${name(data("owner"))}**`,
  reprioritised: ({ by, data, reason }) =>
    `${by} set the priority **${data("before")} → ${data("after")}**${because(reason, ": ")}`,
  classified: ({ by, reason }) => `${by} corrected the classification${because(reason, ": ")}`,
  assigned: ({ by, data, name, reason }) =>
    name(data("after")) === by
      ? `${by} took the ticket`
      : `${by} assigned it to **${name(data("after"))}**${because(reason, ": ")}`,
  due_changed: ({ data, at }) => `Moved **${at(data("before"))} → ${at(data("after"))}**`,
  progress_told: ({ data, at }) => `Update told, next **by ${at(data("next"))}**`,
  held_by_bot: ({ data, at, term }) =>
    `${term(data("kind"))} was close: the assistant told the customer, next **by ${at(data("next"))}**`,
  evidence_asked: ({ by }) => `${by} asked the customer for more; the clock pauses meanwhile`,
  evidence_given: () => "The customer sent it; the clock runs again",
  handoff: () => "The customer asked for a person, and was promised one",
  scope_confirmed: () => "The customer told how far it reaches",
  result_proposed: ({ by }) => `${by} proposed the result; waiting for the customer to accept`,
  acceptance_reminded: () => "The customer was reminded to accept",
  ticket_closed: ({ data }) =>
    data("reason") === "accepted" ? "Accepted; ticket closed" : "No answer from the customer; ticket closed",
  ticket_cancelled: ({ by }) => `${by} cancelled the ticket`,
  ticket_reopened: ({ data }) =>
    data("because") === "not_accepted" ? "Not accepted; ticket reopened" : "It came back; ticket reopened",
  survey_sent: () => "The customer was asked for scores",
  survey_answered: ({ data }) => `The customer's scores: **${data("scores")}**`,
  survey_declined: () => "The customer prefers not to score",
  survey_expired: () => "The survey ran out without an answer",
  linked: ({ by }) => `${by} linked another ticket`,
  unseen: () => "The customer hasn't seen what was said, so we call",
  answered_late: ({ data, term }) => `${term(data("kind"))} was told late`,
  erasure_asked: () => "The customer asked for their data to be deleted",
};

const FILED_ZH: Record<string, string> = {
  name: "姓名",
  contact: "联系方式",
  comment: "评语",
  speed: "速度",
  resolution: "解决",
  attitude: "态度",
  overall: "总体",
};
const FILED_EN: Record<string, string> = {
  name: "Name",
  contact: "Contact",
  comment: "Comment",
  speed: "Speed",
  resolution: "Resolution",
  attitude: "Attitude",
  overall: "Overall",
};

const CHANNEL_ZH: Record<string, string> = {
  waiting: "等渠道发出",
  unknown: "渠道没有回音，不知是否送达",
  parked: "渠道拒收，没有送达",
  expired: "超过时限，没有送达",
};
const CHANNEL_EN: Record<string, string> = {
  waiting: "Waiting for the channel",
  unknown: "The channel didn't answer: it may or may not have arrived",
  parked: "The channel refused it: not delivered",
  expired: "Too late: not delivered",
};

export const TRANSCRIPT_WORDS = words(
  {
    log: "对话记录",
    events: ZH,
    older: "更早的消息",
    noneTitle: "还没有对话",
    noneText: "客户的第一句话会出现在这里。",
    fresh: (n: number) => `${n} 条新消息 ↓`,
    toEnd: "到最新 ↓",
    note: (name: string) => `内部备注·${name}`,
    edited: (at: string) => `客户 ${at} 改过`,
    deleted: (at: string) => `客户 ${at} 已删除`,
    choices: "选项",
    chosen: "客户选了",
    previous: (when: string, number: string, status: string) => `上次会话 ${when}·${number}，${status}`,
    open: "打开",
    sent: "已发出",
    seen: "已看到",
    filed: FILED_ZH,
    waiting: "没有发出，内容还在。网络恢复会自动发出。",
    sending: "正在发出",
    held: (n: number) => `${n} 秒后发出`,
    takeBack: "撤回",
    takingBack: "正在撤回",
    failed: "没有发出",
    again: "重新发送",
    force: "仍要发送",
    discard: "删除",
    progress: "进展",
    evidence: "请客户补充",
    channel: CHANNEL_ZH,
    resend: "再发一次",
    download: (name: string, size: string) => `下载 ${name}（${size}）`,
    picture: (name: string) => `图片 ${name}`,
    noPicture: "图片取不到",
    just: "刚刚",
    undoKey: "撤回刚才的回复",
    theirTime: (when: string) => `客户当地 ${when}`,
  },
  {
    log: "Conversation",
    events: EN,
    older: "Earlier messages",
    noneTitle: "Nothing said yet",
    noneText: "The customer's first words will show here.",
    fresh: (n: number) => `${many(n, "new message")} ↓`,
    toEnd: "To the latest ↓",
    note: (name: string) => `Internal note · ${name}`,
    edited: (at: string) => `edited by the customer at ${at}`,
    deleted: (at: string) => `deleted by the customer at ${at}`,
    choices: "Choices",
    chosen: "The customer chose",
    previous: (when: string, number: string, status: string) => `Last talk ${when} · ${number}, ${status}`,
    open: "Open",
    sent: "Sent",
    seen: "Seen",
    filed: FILED_EN,
    waiting: "Not sent; your text is safe. It goes out when you're back online.",
    sending: "Sending",
    held: (n: number) => `Goes in ${n} s`,
    takeBack: "Undo",
    takingBack: "Taking it back",
    failed: "Not sent",
    again: "Send again",
    force: "Send all the same",
    discard: "Delete",
    progress: "Update",
    evidence: "Asking for more",
    channel: CHANNEL_EN,
    resend: "Send once more",
    download: (name: string, size: string) => `Download ${name} (${size})`,
    picture: (name: string) => `Picture ${name}`,
    noPicture: "The picture can't be loaded",
    just: "just now",
    undoKey: "Take the last reply back",
    theirTime: (when: string) => `${when} for the customer`,
  },
);
