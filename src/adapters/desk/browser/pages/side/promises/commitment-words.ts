import type { CommitmentView } from "../../../../../../application/desk-views.js";
import type { StepAction } from "../../../../../../domain/commitment/commitment.js";
import type { AlertLevel, CommitmentKind } from "../../../../../../domain/words.js";
import { words } from "../../../words.js";

type Spoken = (span: string) => string;

interface Rule {
  /** Beside the owner in a row; empty: the kind says it all. */
  short: string;
  /** Why there is such a commitment at all. */
  long: string;
  /** What happened when its clock started. */
  start: string;
}

export interface CommitmentWords {
  done: Partial<Record<CommitmentKind, string>>;
  doneElse: string;
  kept: (what: { at: string; done: string; margin: string }) => string;
  early: Spoken;
  late: Spoken;
  inTime: string;
  over: Spoken;
  silent: Spoken;
  silentBare: string;
  toldEarly: Spoken;
  toldBare: string;
  saidUnseen: (at: string) => string;
  pausedFor: Spoken;
  pausedBare: string;
  since: Spoken;
  customer: string;
  desk: string;
  rule: (why: CommitmentView["why"]) => Rule;
  step: Record<StepAction, (to: string) => string>;
  alert: Record<AlertLevel, (to: string) => string>;
  moved: string;
}

const priorityIn = (why: string): string => /P[1-4]/.exec(why)?.[0] ?? "";

function ruleZh(why: string): Rule {
  const p = priorityIn(why);
  if (why.startsWith("cadence.P"))
    return { short: `${p} 的进展节奏`, long: `${p} 的工单要按时告诉客户进展`, start: "上一次告知进展，或登记" };
  if (/^sla\.P\d\.first_response$/.test(why))
    return { short: `${p} 首次答复`, long: `${p} 的工单要在时限内由人答复`, start: "登记工单" };
  if (/^sla\.P\d\.plan$/.test(why)) return { short: `${p} 方案`, long: `${p} 的工单要在时限内给出方案`, start: "登记工单" };
  return RULES_ZH[why] ?? { short: "", long: "", start: "" };
}

const RULES_ZH: Record<string, Rule> = {
  "cadence.waiting": { short: "等客户时提醒", long: "等客户时也按节奏提醒，次数有上限", start: "上一次提醒" },
  "sla.outage.first_response": { short: "系统故障", long: "系统故障或服务中断，首次答复更快", start: "登记工单" },
  "sla.complaint.first_response": { short: "投诉", long: "投诉要在时限内由人答复", start: "收到投诉" },
  "sla.complaint.investigation": { short: "投诉", long: "投诉要在时限内查明原因", start: "收到投诉" },
  "sla.complaint.solution": { short: "投诉", long: "查明之后要在时限内解决", start: "收到投诉" },
  handoff: { short: "答应转人工", long: "已经答应客户，由人在时限内答复", start: "答应转人工" },
  takeover: { short: "接手后要开口", long: "接手对话后没有说话，主管会知道", start: "接手对话" },
  unseen: { short: "消息没看到", long: "客户一直没有看到消息，改用电话", start: "等够了仍未看到" },
  before_due: { short: "到期前先说", long: "这位客户看不到对话，到期前由负责人打电话如实告知", start: "该先告知的时刻" },
  promised: { short: "登记时答应", long: "登记时答应客户回电", start: "登记工单" },
  "survey.low": { short: "评分低", long: "评分低，主管要致电跟进", start: "收到评分" },
  dissatisfied: { short: "客户不满意", long: "结束后客户说不满意，主管要致电跟进", start: "客户说不满意" },
  acceptance: { short: "等客户验收", long: "结果由客户说了算，没有回音到期自动结束", start: "提出结果" },
  survey: { short: "结束后", long: "工单结束后请客户打分", start: "工单结束" },
  visit: { short: "结束后", long: "工单结束后回访客户", start: "工单结束" },
};

function ruleEn(why: string): Rule {
  const p = priorityIn(why);
  if (why.startsWith("cadence.P"))
    return {
      short: `${p} cadence`,
      long: `On a ${p} ticket the customer hears how it stands at a steady pace`,
      start: "last progress told, or registered",
    };
  if (/^sla\.P\d\.first_response$/.test(why))
    return { short: `${p} first response`, long: `A person answers a ${p} ticket within its time`, start: "ticket registered" };
  if (/^sla\.P\d\.plan$/.test(why))
    return { short: `${p} plan`, long: `A ${p} ticket gets a plan within its time`, start: "ticket registered" };
  return RULES_EN[why] ?? { short: "", long: "", start: "" };
}

const RULES_EN: Record<string, Rule> = {
  "cadence.waiting": {
    short: "reminder while waiting",
    long: "While we wait for the customer, we remind them a few times",
    start: "last reminder",
  },
  "sla.outage.first_response": {
    short: "outage",
    long: "An outage is answered sooner than its priority asks",
    start: "ticket registered",
  },
  "sla.complaint.first_response": {
    short: "complaint",
    long: "A person answers a complaint within its time",
    start: "complaint received",
  },
  "sla.complaint.investigation": {
    short: "complaint",
    long: "A complaint's cause is found within its time",
    start: "complaint received",
  },
  "sla.complaint.solution": {
    short: "complaint",
    long: "A complaint is solved within its time once the cause is known",
    start: "complaint received",
  },
  handoff: { short: "person promised", long: "The customer was promised a person within this time", start: "person promised" },
  takeover: {
    short: "taken over",
    long: "Whoever takes over speaks, or the supervisor hears of it",
    start: "conversation taken over",
  },
  unseen: { short: "not seen", long: "The customer didn't see what was said, so we call", start: "unseen for too long" },
  before_due: {
    short: "told ahead",
    long: "This customer sees no chat, so the owner calls before it is due",
    start: "time to tell ahead",
  },
  promised: { short: "call promised", long: "The customer was promised this call", start: "ticket registered" },
  "survey.low": { short: "low score", long: "A low score is followed by the supervisor's call", start: "score received" },
  dissatisfied: {
    short: "not satisfied",
    long: "The customer wasn't satisfied afterwards, so the supervisor calls",
    start: "said not to be satisfied",
  },
  acceptance: {
    short: "customer's word",
    long: "The customer has the last word; without one the ticket closes when this is due",
    start: "result proposed",
  },
  survey: { short: "after closing", long: "After closing, the customer is asked for scores", start: "ticket closed" },
  visit: { short: "after closing", long: "After closing, the customer gets a return visit", start: "ticket closed" },
};

export const COMMITMENT_WORDS = words<CommitmentWords>(
  {
    done: {
      first_response: "答复",
      progress_update: "告知",
      call: "打了电话",
      survey: "作答",
      acceptance: "验收",
      return_visit: "回访",
    },
    doneElse: "完成",
    kept: ({ at, done, margin }) => `${at} ${done}，${margin}`,
    early: (span) => `早 ${span}`,
    late: (span) => `晚 ${span}`,
    inTime: "正好按时",
    over: (span) => `逾 ${span}`,
    silent: (span) => `失约 ${span}`,
    silentBare: "失约",
    toldEarly: (span) => `提前 ${span}告知`,
    toldBare: "到期前已告知",
    saidUnseen: (at) => `${at} 说的`,
    pausedFor: (span) => `等客户，已 ${span}`,
    pausedBare: "等客户",
    since: (span) => `已 ${span}`,
    customer: "客户",
    desk: "服务台",
    rule: ruleZh,
    step: {
      warn_owner: (to) => `提醒 ${to}：快到期`,
      hold: () => "智能助手如实告诉客户，并说好下一个时间",
      due: () => "到期，记为失约",
      alert_owner: (to) => `提醒 ${to}`,
      alert_supervisor: () => "提醒主管",
      alert_manager: () => "提醒经理",
      unseen: () => "客户仍没看到，欠一个电话",
      remind: () => "再提醒客户一次",
      send: () => "发出满意度调查",
      expire: () => "没有回音，到此为止",
    },
    alert: { owner: (to) => `已提醒 ${to}`, supervisor: () => "已提醒主管", manager: () => "已提醒经理" },
    moved: "改了优先级后才逾期，另行统计",
  },
  {
    done: {
      first_response: "answered",
      progress_update: "told",
      call: "called",
      survey: "answered",
      acceptance: "accepted",
      return_visit: "visited",
    },
    doneElse: "done",
    kept: ({ at, done, margin }) => `${done} ${at}, ${margin}`,
    early: (span) => `${span} early`,
    late: (span) => `${span} late`,
    inTime: "just in time",
    over: (span) => `${span} over`,
    silent: (span) => `Missed by ${span}`,
    silentBare: "Missed",
    toldEarly: (span) => `told ${span} ahead`,
    toldBare: "told before it was due",
    saidUnseen: (at) => `said at ${at}`,
    pausedFor: (span) => `waiting for the customer, ${span}`,
    pausedBare: "waiting for the customer",
    since: (span) => `for ${span}`,
    customer: "Customer",
    desk: "Desk",
    rule: ruleEn,
    step: {
      warn_owner: (to) => `${to} is reminded that it's due soon`,
      hold: () => "the assistant tells the customer the truth and names the next time",
      due: () => "due: counted as missed",
      alert_owner: (to) => `${to} is alerted`,
      alert_supervisor: () => "the supervisor is alerted",
      alert_manager: () => "the manager is alerted",
      unseen: () => "still not seen: a call is owed",
      remind: () => "the customer is reminded once more",
      send: () => "the survey goes out",
      expire: () => "no answer came: it ends here",
    },
    alert: {
      owner: (to) => `${to} was alerted`,
      supervisor: () => "the supervisor was alerted",
      manager: () => "the manager was alerted",
    },
    moved: "Overdue only since the priority changed; counted apart",
  },
);
