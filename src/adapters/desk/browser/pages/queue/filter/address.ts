import { DUE_GROUPS, type DueGroup } from "../../../../../../application/desk-pages.js";
import {
  CATEGORIES,
  CHANNELS,
  HOLDERS,
  PRIORITIES,
  TICKET_STATUSES,
  type Category,
  type Channel,
  type Holder,
  type Priority,
  type TicketStatus,
} from "../../../../../../domain/words.js";

export const TABS = ["mine", "unassigned", "team", "waiting"] as const;
export type Tab = (typeof TABS)[number];

/** What the queue shows, as the address says it: shared by its link, and the browser's own "back" leads back. */
export interface Choice {
  tab: Tab;
  /** Null: every one. What falls to a team without people must be in sight of all. */
  team: string | null;
  owner: string | null;
  category: Category | null;
  due: readonly DueGroup[];
  priority: readonly Priority[];
  status: readonly TicketStatus[];
  holder: Holder | null;
  channel: Channel | null;
  unanswered: boolean;
}

export const EVERYTHING: Choice = {
  tab: "team",
  team: null,
  owner: null,
  category: null,
  due: [],
  priority: [],
  status: [],
  holder: null,
  channel: null,
  unanswered: false,
};

/** Where the customer is to act: to tell us more, or to say whether it is well. */
export const WITH_CUSTOMER: readonly TicketStatus[] = ["waiting", "resolved"];

const one = <T extends string>(all: readonly T[], value: string | null): T | null => all.find((each) => each === value) ?? null;
/** Known values in their own order, each once: two links to the same list are the same. */
const some = <T extends string>(all: readonly T[], value: string | null): readonly T[] => {
  const wanted = new Set((value ?? "").split(","));
  return all.filter((each) => wanted.has(each));
};
const ID = /^[\w-]{1,64}$/;
const id = (value: string | null): string | null => (value !== null && ID.test(value) ? value : null);

/** What is not understood is left out: an old or mistyped link shows more, never nothing. */
export function choiceIn(search: string): Choice {
  const at = new URLSearchParams(search);
  const tab = one(TABS, at.get("tab")) ?? EVERYTHING.tab;
  return {
    tab,
    team: id(at.get("team")),
    owner: tab === "mine" || tab === "unassigned" ? null : id(at.get("owner")),
    category: one(CATEGORIES, at.get("category")),
    due: some(DUE_GROUPS, at.get("due")),
    priority: some(PRIORITIES, at.get("priority")),
    status: tab === "waiting" ? [] : some(TICKET_STATUSES, at.get("status")),
    holder: one(HOLDERS, at.get("holder")),
    channel: one(CHANNELS, at.get("channel")),
    unanswered: at.get("unanswered") === "true",
  };
}

/** The choice as an address has it: "" or "?tab=mine&priority=P1,P2"; `choiceIn` reads it back. */
export function searchOf({ tab, unanswered, ...others }: Choice): string {
  const fields: [string, string | null][] = [
    ["tab", tab === EVERYTHING.tab ? null : tab],
    ...Object.entries(others).map(([name, value]): [string, string | null] => [
      name,
      Array.isArray(value) ? value.join(",") : (value as string | null),
    ]),
    ["unanswered", unanswered ? "true" : null],
  ];
  const said = fields.flatMap(([name, value]) =>
    value === null || value === "" ? [] : [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`],
  );
  return said.length === 0 ? "" : `?${said.join("&")}`;
}

/** The API's own filters for a choice of the agent `me`: fields of `GET queue`. */
export function filterOf(choice: Choice, me: string): Record<string, string | boolean | readonly string[] | null> {
  const { tab, team, owner, category, due, priority, status, holder, channel, unanswered } = choice;
  return {
    owner: tab === "mine" ? me : owner,
    team: tab === "mine" ? null : team,
    atDutyPost: tab === "unassigned" ? true : null,
    status: tab === "waiting" ? WITH_CUSTOMER : status,
    category,
    due,
    priority,
    holder,
    channel,
    unanswered: unanswered ? true : null,
  };
}

/** Nothing but the tab and its team. */
export const unfiltered = ({ tab, team }: Choice): Choice => ({ ...EVERYTHING, tab, team });

export const isFiltered = (choice: Choice): boolean => searchOf(choice) !== searchOf(unfiltered(choice));
