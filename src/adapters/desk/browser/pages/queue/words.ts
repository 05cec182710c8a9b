import type { DueGroup } from "../../../../../application/desk-pages.js";
import type { Holder } from "../../../../../domain/words.js";
import { many, words } from "../../words.js";
import type { Tab } from "./filter/address.js";

interface Words {
  queue: string;
  byDue: string;
  filter: string;
  tabs: Record<Tab, string>;
  tabList: string;
  list: string;
  groups: Record<DueGroup, string>;
  count: (n: number, more: boolean) => string;
  tickets: (n: number) => string;
  between: string;
  late: (span: string) => string;
  paused: string;
  pausedUntil: (when: string) => string;
  withCustomer: string;
  withThird: string;
  said: string;
  moved: string;
  nothingOwed: string;
  noTime: string;
  minutes: (n: number) => string;
  hours: (n: number) => string;
  days: (n: number) => string;
  noName: (number: string) => string;
  unassigned: string;
  fresh: string;
  gone: string;
  unseen: (span: string) => string;
  unanswered: (span: string) => string;
  longest: string;
  waiting: (n: number) => string;
  waitingKey: string;
  next: string;
  previous: string;
  filterKey: string;
  nextPane: string;
  empty: Record<Tab, { title: string; text: string }>;
  see: Record<Tab, string>;
  noneFound: string;
  noneFoundText: (n: number | null, more: boolean) => string;
  clear: string;
  clearAll: string;
  without: (what: string) => string;
  fields: Record<"team" | "owner" | "category" | "due" | "priority" | "status" | "holder" | "channel" | "answer", string>;
  holder: Record<Holder, string>;
  unansweredOnly: string;
  any: string;
  anyone: string;
  nobodyFound: string;
  allTeams: string;
  chips: string;
  list_: (each: readonly string[]) => string;
}

export const QUEUE_WORDS = words<Words>(
  {
    queue: "队列",
    byDue: "按到期时间，固定",
    filter: "筛选",
    tabs: { mine: "我的", unassigned: "未分配", team: "全组", waiting: "等客户" },
    tabList: "队列分类",
    list: "工单，按到期时间",
    groups: { overdue: "逾期", soon: "30 分钟内", today: "今天", later: "之后·暂停" },
    count: (n, more) => `${n}${more ? "+" : ""}`,
    tickets: (n) => `${n} 张`,
    between: "·",
    late: (span) => `逾 ${span}`,
    paused: "暂停",
    pausedUntil: (when) => `到 ${when}`,
    withCustomer: "等客户",
    withThird: "等第三方",
    said: "已说",
    moved: "改期后",
    nothingOwed: "不欠",
    noTime: "—",
    minutes: (n) => `${n} 分`,
    hours: (n) => `${n} 时`,
    days: (n) => `${n} 天`,
    noName: (number) => `未留姓名 ${number}`,
    unassigned: "未分配",
    fresh: "新到",
    gone: "已不在这里",
    unseen: (span) => `未看 ${span}`,
    unanswered: (span) => `未答 ${span}`,
    longest: "等得最久",
    waiting: (n) => `${n} 项有变化，点此排序`,
    waitingKey: "按新的顺序排列",
    next: "下一张工单，Enter 打开",
    previous: "上一张工单，Enter 打开",
    filterKey: "筛选队列",
    nextPane: "下一栏（队列、对话、侧栏）",
    empty: {
      mine: { title: "您手上没有欠着的", text: "分给您的工单一到就出现在这里，并有提示。" },
      unassigned: { title: "每张工单都有人负责", text: "还没有人接的新工单会出现在这里，并有提示。" },
      team: { title: "现在什么都不欠", text: "客户一提出要办的事，就按到期时间出现在这里。" },
      waiting: { title: "没有在等客户的", text: "请客户补充或验收之后，工单到这里等；客户一答复就回到队列。" },
    },
    see: { mine: "看我的", unassigned: "看未分配", team: "看全组", waiting: "看等客户" },
    noneFound: "没有符合筛选的工单",
    noneFoundText: (n, more) =>
      n === null
        ? "去掉筛选，看看其余的。"
        : n === 0
          ? "不筛选也没有工单。"
          : `不筛选有 ${n}${more ? "+" : ""} 张，去掉筛选就能看到。`,
    clear: "清除筛选",
    clearAll: "全部清除",
    without: (what) => `去掉筛选：${what}`,
    fields: {
      team: "组",
      owner: "负责人",
      category: "类别",
      due: "到期",
      priority: "优先级",
      status: "状态",
      holder: "接待",
      channel: "渠道",
      answer: "答复",
    },
    holder: { bot: "智能助手", agent: "同事" },
    unansweredOnly: "客户在等答复",
    any: "不限",
    anyone: "任何人",
    nobodyFound: "没有这个人",
    allTeams: "全部组",
    chips: "已用的筛选",
    list_: (each) => each.join("、"),
  },
  {
    queue: "Queue",
    byDue: "by due time, always",
    filter: "Filter",
    tabs: { mine: "Mine", unassigned: "Unassigned", team: "Team", waiting: "Waiting" },
    tabList: "Parts of the queue",
    list: "Tickets by due time",
    groups: { overdue: "Overdue", soon: "Within 30 min", today: "Today", later: "Later · paused" },
    count: (n, more) => `${n}${more ? "+" : ""}`,
    tickets: (n) => many(n, "ticket"),
    between: " · ",
    late: (span) => `${span} late`,
    paused: "Paused",
    pausedUntil: (when) => `to ${when}`,
    withCustomer: "customer",
    withThird: "third party",
    said: "said",
    moved: "moved",
    nothingOwed: "not owed",
    noTime: "—",
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => `${n} d`,
    noName: (number) => `No name ${number}`,
    unassigned: "Unassigned",
    fresh: "New",
    gone: "No longer here",
    unseen: (span) => `unseen ${span}`,
    unanswered: (span) => `unanswered ${span}`,
    longest: "waiting longest",
    waiting: (n) => `${many(n, "change")} waiting: sort now`,
    waitingKey: "Apply the waiting order",
    next: "Next ticket, Enter opens it",
    previous: "Previous ticket, Enter opens it",
    filterKey: "Filter the queue",
    nextPane: "Next pane (queue, conversation, side)",
    empty: {
      mine: { title: "You owe nothing", text: "Tickets assigned to you appear here as they come, and you'll be told." },
      unassigned: {
        title: "Every ticket has an owner",
        text: "New tickets that nobody has taken appear here, and you'll be told.",
      },
      team: { title: "Nothing is owed", text: "As soon as a customer asks for something it appears here, by due time." },
      waiting: {
        title: "Nothing waits for a customer",
        text: "Tickets come here when you ask a customer for more or for acceptance, and go back with the answer.",
      },
    },
    see: { mine: "See mine", unassigned: "See unassigned", team: "See the team's", waiting: "See waiting" },
    noneFound: "No ticket matches the filter",
    noneFoundText: (n, more) =>
      n === null
        ? "Clear the filter to see the others."
        : n === 0
          ? "There's none without the filter either."
          : `There ${n === 1 ? "is" : "are"} ${n}${more ? "+" : ""} without it: clear the filter to see ${n === 1 ? "it" : "them"}.`,
    clear: "Clear the filter",
    clearAll: "Clear all",
    without: (what) => `Remove filter: ${what}`,
    fields: {
      team: "Team",
      owner: "Owner",
      category: "Category",
      due: "Due",
      priority: "Priority",
      status: "Status",
      holder: "Held by",
      channel: "Channel",
      answer: "Answer",
    },
    holder: { bot: "Assistant", agent: "Colleague" },
    unansweredOnly: "Customer awaits an answer",
    any: "Any",
    anyone: "Anyone",
    nobodyFound: "Nobody of that name",
    allTeams: "All teams",
    chips: "Filters in use",
    list_: (each) => each.join(", "),
  },
);

export type QueueWords = Words;
