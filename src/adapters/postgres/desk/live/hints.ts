import type { LiveEvent } from "../../../../application/live.js";
import type { Change } from "../../../../application/turn-store.js";
import { ALERT_LEVELS, type AlertLevel } from "../../../../domain/words.js";

/** A turn touches one or two; beyond that a page asks for the conversation. */
const TICKETS_MOST = 5;

/** What a committed turn changed, in one hint. */
export function hintOf({
  conversation,
  tickets,
  commitments,
  surveys,
  messages,
  notes,
  events,
  muffled,
}: Change): LiveEvent | null {
  const named = [
    ...tickets.map(({ ticket }) => ticket.id),
    ...[...commitments, ...surveys, ...messages, ...notes, ...events].flatMap(({ ticketId }) => ticketId ?? []),
  ];
  // A repeat, or an act that changed nothing: only the answer was kept.
  if (named.length + messages.length + commitments.length + events.length === 0) return null;
  const kind = messages.length > 0 && !muffled ? "said" : "changed";
  return { kind, conversationId: conversation.id, ticketIds: [...new Set(named)].slice(0, TICKETS_MOST) };
}

const hasLevel = (level: unknown): level is AlertLevel => ALERT_LEVELS.includes(level as AlertLevel);

/** What a committed turn has to tell people of because it is about to break, broke, or was put to them by name. */
export const alertsOf = ({ conversation, commitments, events }: Change): LiveEvent[] =>
  events.flatMap(({ type, ticketId, data }): LiveEvent[] => {
    const of = { kind: "alert", conversationId: conversation.id, ticketIds: ticketId === null ? [] : [ticketId] } as const;
    if (type === "message_parked") return [{ ...of, level: "manager", to: null }];
    if (type === "owner_warned") return typeof data["to"] === "string" ? [{ ...of, level: "owner", to: data["to"] }] : [];
    if (type === "mentioned" && typeof data["to"] === "string") return [{ ...of, level: "owner", to: data["to"] }];
    const level = data["level"];
    if (type !== "alert_raised" || !hasLevel(level)) return [];
    if (level !== "owner") return [{ ...of, level, to: null }];
    const raised = commitments.find(({ id }) => id === data["commitmentId"])?.alerts.find((each) => each.level === level);
    return raised ? [{ ...of, level, to: raised.to }] : [];
  });

const BYTES_MOST = 7_000;

/** In as few notifications as they fit into. */
export function payloadsOf(instance: string, hints: readonly LiveEvent[]): string[] {
  const payloads: string[] = [];
  let some: string[] = [];
  let bytes = 0;
  const close = (): void => {
    if (some.length > 0) payloads.push(`${instance}|[${some.join(",")}]`);
    [some, bytes] = [[], 0];
  };
  for (const hint of hints) {
    const text = JSON.stringify(hint);
    if (bytes + Buffer.byteLength(text) > BYTES_MOST) close();
    some.push(text);
    bytes += Buffer.byteLength(text) + 1;
  }
  close();
  return payloads;
}

/** Ours alone notify there; what cannot be read is of another version, so everything may have changed. */
export function hintsIn(payload: string): { from: string; hints: LiveEvent[] } {
  const at = payload.indexOf("|");
  try {
    return { from: payload.slice(0, at), hints: JSON.parse(payload.slice(at + 1)) as LiveEvent[] };
  } catch {
    return { from: "", hints: [{ kind: "all" }] };
  }
}
