import type { EventView, MessageView } from "../../../../../../application/desk-views.js";
import { dataOf } from "../transcript/lines.js";

/** What a colleague did while one looked: said in a line under the strip, by name and second. */
export type Race =
  | { id: string; at: string; by: string; what: "taken" }
  | { id: string; at: string; by: string; what: "priority"; before: string; after: string }
  | { id: string; at: string; by: string; what: "assigned"; to: string }
  | { id: string; at: string; by: string; what: "resolved" | "cancelled" | "evidence" | "classified" };

const ACTS = {
  result_proposed: "resolved",
  ticket_cancelled: "cancelled",
  evidence_asked: "evidence",
  classified: "classified",
} as const;

const AGENT = /^[0-9a-f]{8}-/;

interface Seen {
  /** The agent's own id. */
  me: string;
  /** Who holds the conversation now; null: the assistant. */
  holder: string | null;
  /** Ids up to here were there when the page began to look; they are born in order. */
  after: string;
  events: readonly EventView[];
  messages: readonly MessageView[];
}

/** What colleagues did since, the newest last. */
export function racesOf({ me, holder, after, events, messages }: Seen): Race[] {
  const done = events.filter(({ id, by }) => id > after && by !== me && AGENT.test(by)).flatMap(raceOf);
  // Taking over is of the conversation and in no ticket's history: the customer is told of it, and so are we.
  const told = holder === null || holder === me ? undefined : messages.findLast(({ say }) => say === "handoff.taken");
  const taken: Race[] =
    told === undefined || told.id <= after ? [] : [{ id: told.id, at: told.at, by: holder ?? "", what: "taken" }];
  return [...done, ...taken].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function raceOf(event: EventView): Race[] {
  const { id, at, by, type } = event;
  if (type === "reprioritised")
    return [{ id, at, by, what: "priority", before: dataOf(event, "before"), after: dataOf(event, "after") }];
  // Whoever gives it to themselves has taken it.
  if (type === "assigned" && dataOf(event, "after") === by) return [{ id, at, by, what: "taken" }];
  if (type === "assigned") return [{ id, at, by, what: "assigned", to: dataOf(event, "after") }];
  return type in ACTS ? [{ id, at, by, what: ACTS[type as keyof typeof ACTS] }] : [];
}
