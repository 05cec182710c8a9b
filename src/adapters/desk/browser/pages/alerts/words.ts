import type { AlertKind } from "../../../../../application/alerts/alerts.js";
import type { DeliveryKind, DeliveryState } from "../../../../../application/deliveries/outbox.js";
import type { AlertLevel } from "../../../../../domain/words.js";
import { words } from "../../words.js";

interface AlertWords {
  title: string;
  under: string;
  tabs: { label: string; unseen: string; all: string; deliveries: string };
  columns: Record<"since" | "level" | "what" | "ticket" | "now" | "act", string>;
  level: Record<AlertLevel, string>;
  warned: (kind: string, due: string) => string;
  raised: (kind: string, due: string) => string;
  noCommitment: string;
  what: Record<Exclude<AlertKind, "owner_warned" | "alert_raised" | "mentioned">, string>;
  mentioned: (who: string) => string;
  you: string;
  because: (reason: string) => string;
  ago: (span: string) => string;
  now: Record<"owed" | "paused" | "met" | "broken" | "dropped", string>;
  open: (number: string) => string;
  see: string;
  seeAll: (n: number) => string;
  seen: string;
  saw: (n: number) => string;
  more: string;
  emptyUnseen: string;
  emptyUnseenText: string;
  emptyAll: string;
  emptyDeliveries: string;
  emptyDeliveriesText: string;
  resend: string;
  resendTitle: string;
  resendUnknown: string;
  resent: string;
  sent: { columns: Record<"since" | "channel" | "kind" | "state" | "reason" | "act", string> };
  state: Record<DeliveryState, string>;
  kind: Record<DeliveryKind, string>;
  tries: (n: number) => string;
}

export const ALERT_WORDS = words<AlertWords>(
  {
    title: "提醒",
    under: "快要失约、已经失约和提到您的，最近 30 天",
    tabs: { label: "提醒的范围", unseen: "没看过", all: "全部", deliveries: "没送出的" },
    columns: { since: "时间", level: "提醒谁", what: "什么事", ticket: "工单", now: "现在", act: "操作" },
    level: { owner: "负责人", supervisor: "主管", manager: "经理" },
    warned: (kind, due) => `${kind}快到期，${due} 前要办`,
    raised: (kind, due) => `${kind}到了 ${due} 还没有人办`,
    noCommitment: "一项承诺",
    what: {
      message_parked: "一条消息没能处理完，先放在一边",
      delivery_parked: "一条消息没送出去，停下了",
      delivery_outcome_unknown: "一条消息不知道送到没有",
      delivery_expired: "一条消息过了时限还没送出",
    },
    mentioned: (who) => `${who}在内部备注里提到了您`,
    you: "您",
    because: (reason) => `原因：${reason}`,
    ago: (span) => `${span}前`,
    now: { owed: "还欠着", paused: "暂停", met: "已守约", broken: "已失约", dropped: "不再欠" },
    open: (number) => `打开 ${number}`,
    see: "标为看过",
    seeAll: (n) => `这 ${n} 条都标为看过`,
    seen: "看过了",
    saw: (n) => `${n} 条已标为看过，别人的不变。`,
    more: "更早的",
    emptyUnseen: "没有没看过的提醒",
    emptyUnseenText: "有承诺快到期或到期没人办，会先提醒负责人，再是主管和经理。",
    emptyAll: "最近 30 天没有提醒",
    emptyDeliveries: "都送出去了",
    emptyDeliveriesText: "渠道拒收、停用或过了时限的消息会留在这里，可以重发。",
    resend: "重发",
    resendTitle: "这条可能已经送到，仍要重发？",
    resendUnknown: "渠道没有说清收到没有。重发后，客户可能看到两条一样的。",
    resent: "已交给渠道重发，结果几秒内可见。",
    sent: { columns: { since: "时间", channel: "渠道", kind: "内容", state: "状态", reason: "原因", act: "操作" } },
    state: { waiting: "等着发", sent: "已送出", unknown: "不知道送到没有", parked: "停下了", expired: "过了时限" },
    kind: { typing: "正在输入", customer: "给客户的消息", digest: "简报", webhook: "网络钩子", alert: "提醒", card: "工单卡片" },
    tries: (n) => `试过 ${n} 次`,
  },
  {
    title: "Alerts",
    under: "What is about to break or broke, in the last 30 days",
    tabs: { label: "Which alerts", unseen: "Not seen", all: "All", deliveries: "Not delivered" },
    columns: { since: "Since", level: "Raised to", what: "What", ticket: "Ticket", now: "Now", act: "Act" },
    level: { owner: "Owner", supervisor: "Supervisor", manager: "Manager" },
    warned: (kind, due) => `${kind} is due soon, by ${due}`,
    raised: (kind, due) => `${kind} fell due at ${due} and nobody had done it`,
    noCommitment: "A commitment",
    what: {
      message_parked: "A message could not be dealt with and was put aside",
      delivery_parked: "A message did not go out and was stopped",
      delivery_outcome_unknown: "Nobody knows whether a message arrived",
      delivery_expired: "A message ran out of time before it went out",
    },
    mentioned: (who) => `${who} named you in a note`,
    you: "You",
    because: (reason) => `Reason: ${reason}`,
    ago: (span) => `${span} ago`,
    now: { owed: "Still owed", paused: "Paused", met: "Kept", broken: "Broken", dropped: "No longer owed" },
    open: (number) => `Open ${number}`,
    see: "Mark as seen",
    seeAll: (n) => `Mark these ${n} as seen`,
    seen: "Seen",
    saw: (n) => `${n} marked as seen; nobody else's list changes.`,
    more: "Earlier ones",
    emptyUnseen: "No alerts you haven't seen",
    emptyUnseenText: "When a promise is about to break, or falls due undone, its owner hears first, then supervisor and manager.",
    emptyAll: "No alerts in the last 30 days",
    emptyDeliveries: "Everything went out",
    emptyDeliveriesText: "What a channel refuses or cannot take in time stays here and can be sent again.",
    resend: "Send again",
    resendTitle: "It may have arrived. Send it again?",
    resendUnknown: "The channel didn't say whether it got this. The customer may see it twice.",
    resent: "Handed to the channel again; the outcome shows within seconds.",
    sent: {
      columns: { since: "Since", channel: "Channel", kind: "What", state: "State", reason: "Reason", act: "Act" },
    },
    state: { waiting: "Waiting", sent: "Sent", unknown: "Outcome unknown", parked: "Stopped", expired: "Out of time" },
    kind: {
      typing: "Typing",
      customer: "To a customer",
      digest: "Digest",
      webhook: "Webhook",
      alert: "Alert",
      card: "Ticket card",
    },
    tries: (n) => (n === 1 ? "1 try" : `${n} tries`),
  },
);
