import { AT_DUTY_POST } from "./at-duty-post.js";
import type { QueueFilter } from "../../../../application/desk-pages.js";
import { CHANNELS, HOLDERS, PRIORITIES, TICKET_STATUSES } from "../../../../domain/words.js";
import { anyOf, where } from "./list.js";
import type { Where } from "./list.js";
import { isLate } from "./is-late.js";

/*
 * The queue is four lists one after the other, each walked in its order and only as far as the page reaches: tickets with something
 * overdue, which ended as broken and is not done yet, at its oldest; with something to do, at its nearest (walked along
 * commitments_owed, the partial index of what is live, by due time); those where all
 * that is owed is paused or waits to be seen; open ones that owe nothing, which no policy should make, but a ticket that no list
 * shows is the worst fault a queue can have.
 */

/** To be done: neither paused nor said. */
const todo = (c: string): string => `${c}.state = 'owed' and ${c}.said_at is null`;
const live = (c: string): string => `${c}.state in ('owed', 'paused')`;

const nearer = (c: string, which: (of: string) => string): string =>
  `exists (select from commitments n where n.ticket_id = ${c}.ticket_id and ${which("n")} and (n.due_at, n.id) < (${c}.due_at, ${c}.id))`;
const any = (ticket: string, which: (of: string) => string): string =>
  `exists (select from commitments n where n.ticket_id = ${ticket} and ${which("n")})`;

export interface Part {
  /** Which of the groups by due time may stand in it; `due`: any, by its window. */
  group: "overdue" | "due" | "later";
  from: string;
  conditions: string[];
  /** Sorts the part; `c.due_at` where it walks commitments. */
  due: string;
}

const OF_COMMITMENTS = "commitments c join tickets t on t.id = c.ticket_id";

export const PARTS: readonly Part[] = [
  { group: "overdue", from: OF_COMMITMENTS, conditions: [isLate("c"), `not ${nearer("c", isLate)}`], due: "c.due_at" },
  {
    group: "due",
    from: OF_COMMITMENTS,
    conditions: [todo("c"), `not ${any("c.ticket_id", isLate)}`, `not ${nearer("c", todo)}`],
    due: "c.due_at",
  },
  {
    group: "later",
    from: OF_COMMITMENTS,
    conditions: [
      ...[live("c"), `not (${todo("c")})`, `not ${any("c.ticket_id", isLate)}`],
      ...[`not ${any("c.ticket_id", todo)}`, `not ${nearer("c", live)}`],
    ],
    due: "c.due_at",
  },
  {
    group: "later",
    from: "tickets t left join commitments c on false",
    conditions: ["t.closed_at is null", `not ${any("t.id", isLate)}`, `not ${any("t.id", live)}`],
    due: "'-infinity'::timestamptz",
  },
];

/** Complaints break equal dues: 1 before 2 before 3, then all others. */
export const RANK = "((t.rank + 3) % 4)";

/** On tickets `t` alone, or through them. */
export function ofTickets(filter: Omit<QueueFilter, "due">): Where {
  const wanted = where()
    .and("t.owner_id = ?", filter.owner)
    .and("t.team_id = ?", filter.team)
    .and("t.category = ?", filter.category);
  if (filter.priority) wanted.and(anyOf("t.priority", filter.priority, PRIORITIES));
  if (filter.status) wanted.and(anyOf("t.status", filter.status, TICKET_STATUSES));
  if (filter.atDutyPost !== undefined) wanted.and(`${not(filter.atDutyPost)}${AT_DUTY_POST}`);
  const ofIts = (condition: string) => `exists (select from conversations v where v.id = t.conversation_id and ${condition})`;
  if (filter.holder) wanted.and(ofIts(anyOf("v.holder", [filter.holder], HOLDERS)));
  if (filter.channel) wanted.and(ofIts(anyOf("v.channel", [filter.channel], CHANNELS)));
  if (filter.unanswered !== undefined) wanted.and(ofIts(`v.unanswered_since is ${not(!filter.unanswered)}null`));
  if (filter.unseen !== undefined)
    wanted.and(
      `${not(filter.unseen)}${ofIts(
        "exists (select from messages m where m.conversation_id = v.id and m.seq > v.seen_seq and m.sender <> 'customer')",
      )}`,
    );
  return wanted;
}

const not = (yes: boolean): string => (yes ? "" : "not ");
