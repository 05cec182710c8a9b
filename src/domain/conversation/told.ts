import type { Commitment } from "../commitment/commitment.js";
import { isOwed } from "../commitment/commitment.js";
import type { WordKey } from "../say.js";
import type { Ticket } from "../ticket/ticket.js";
import { ticketNumber } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import type { CommitmentKind } from "../words.js";
import type { Owed, TicketView } from "./display.js";

/** What customers are told is owed to them; the rest is the desk's own housekeeping. */
const TOLD = {
  first_response: "owed.first_response",
  plan: "owed.plan",
  investigation: "owed.investigation",
  solution: "owed.solution",
  step: "owed.step",
  progress_update: "owed.progress_update",
  eta: "owed.eta",
  call: "owed.call",
  return_visit: "owed.return_visit",
} as const satisfies Partial<Record<CommitmentKind, WordKey>>;

/** Whether the customer was told of it: a promise, and not the desk's own housekeeping. */
export const isTold = ({ kind, why }: Pick<Commitment, "kind" | "why">): boolean => kind in TOLD && why !== "takeover";

/** The next thing owed to the customer on a ticket, by its due; undefined: nothing that has not been said. */
export function nextOwed(turn: Turn, ticketId: string | null): Commitment | undefined {
  return turn
    .owed(ticketId)
    .filter((c) => isTold(c) && c.state === "owed" && c.saidAt === null && c.dueAt > turn.now)
    .sort((a, b) => a.dueAt - b.dueAt)[0];
}

/** What a strip over the conversation says: the next thing owed, or the customer's word that is awaited; null: neither. */
export function owedNow(turn: Turn): Owed<WordKey> | null {
  const awaited = turn.owed(null).filter(({ kind }) => kind === "acceptance");
  const [next] = [...awaited, nextOwed(turn, null)].filter((c) => c !== undefined).sort((a, b) => a.dueAt - b.dueAt);
  const ticket = turn.tickets.get(next?.ticketId ?? null);
  if (!next || !ticket) return null;
  const what = next.kind === "acceptance" ? "owed.acceptance" : TOLD[next.kind as keyof typeof TOLD];
  return { number: ticketNumber(ticket.number), kind: next.kind, what, by: next.dueAt };
}

/** Where a ticket stands, as its customer sees it. */
export function viewOf(turn: Turn, ticket: Ticket): TicketView<WordKey> {
  return {
    number: ticketNumber(ticket.number),
    status: ticket.status,
    statusWord: `status.${ticket.status}`,
    stages: ["stage.registered", "stage.answer", "stage.work", "stage.accept", "stage.follow_up"],
    stage: stageOf(turn, ticket),
    owner: turn.ownerName(ticket),
    priority: `priority.${ticket.priority}`,
  };
}

function stageOf(turn: Turn, { id, status }: Ticket): number {
  if (status === "resolved") return 3;
  if (status !== "open" && status !== "waiting") return 4;
  return turn.commitments.all().some((c) => c.ticketId === id && c.kind === "first_response" && isOwed(c) && c.saidAt === null)
    ? 1
    : 2;
}
