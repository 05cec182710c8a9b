import { words } from "../words.js";
import type { NewsKind } from "./news.js";

export const ANNOUNCE_WORDS = words(
  {
    title: (n: number, title: string) => `(${n}) ${title}`,
    kinds: { said: "客户有新消息", mine: "分给您一张工单", unassigned: "有新工单待接", alert: "有一条提醒给您" } satisfies Record<
      NewsKind,
      string
    >,
    body: (number: string | null, customer: string | null) => [number, customer].filter((part) => part !== null).join("·"),
    told: (what: string, whose: string) => (whose === "" ? `${what}。` : `${what}：${whose}。`),
  },
  {
    title: (n: number, title: string) => `(${n}) ${title}`,
    kinds: {
      said: "A customer wrote",
      mine: "A ticket came to you",
      unassigned: "A new ticket has no owner",
      alert: "An alert for you",
    } satisfies Record<NewsKind, string>,
    body: (number: string | null, customer: string | null) => [number, customer].filter((part) => part !== null).join(" · "),
    told: (what: string, whose: string) => (whose === "" ? `${what}.` : `${what}: ${whose}.`),
  },
);
