import { addNote } from "../acts/note.js";
import { promise } from "../commitment/promise.js";
import type { Demand } from "../conversation/conversation.js";
import type { Actor, Answer, RegisteredDemand } from "../input.js";
import { demandFrom, withCategory } from "../ticket/priority.js";
import { awaitsHuman, fileIntake, openFile, openTicket } from "../ticket/register.js";
import type { Ticket } from "../ticket/ticket.js";
import { DAY_MS } from "../time.js";
import type { Turn } from "../turn.js";

/** A call is promised for a day that somebody still remembers. */
const CALL_AHEAD_MOST_MS = 30 * DAY_MS;

/**
 * A demand that came by phone, e-mail or a visit, registered by an agent (service-process 1): understood as any other, what the agent
 * set wins, and the same clocks run. Nothing is said: the agent, who has the customer there, reads out what the answer holds.
 */
export function registerDemand(turn: Turn, by: Actor, given: RegisteredDemand): Answer {
  const { call } = given;
  if (call && call.at <= turn.now) return { refused: "bad_time", why: "past" };
  if (call && call.at > turn.now + CALL_AHEAD_MOST_MS) return { refused: "bad_time", why: "too_far" };
  turn.by = { kind: "agent", id: by.agentId };
  if (!turn.customer) openFile(turn);
  turn.conversation.customerId = turn.customer!.id;
  const otherName = fileCaller(turn, given);
  turn.event("demand_registered", null, { channel: turn.conversation.channel, set: Object.keys(given.set) });
  const ticket = openTicket(turn, { text: given.text, demand: understood(turn, given), linkedTo: null, handoff: false });
  write(turn, ticket, given.text);
  awaitsHuman(turn);
  const note = (text: string): string => addNote(turn, { ticketId: ticket.id, agentId: by.agentId, text });
  if (otherName !== null) note(otherName);
  if (call) {
    const common = { kind: "call", why: "promised", owedBy: ticket.owner, startedAt: turn.now } as const;
    promise(turn, { ...common, ticket, dueAt: call.at });
    note(call.why);
  }
  return { ok: true, seq: turn.conversation.seq, messageId: turn.said[0]!.id, noteId: null, ticketIds: [ticket.id] };
}

/** The demand opens the transcript; whoever made it knows it. */
function write(turn: Turn, ticket: Ticket, text: string): void {
  const plain = { say: null, buttons: [], value: null, attachments: [], display: {} };
  turn.conversation.seenSeq = turn.utter({ ...plain, from: "customer", agentId: null, ticketId: ticket.id, text });
}

/**
 * A file found by its contact stands as it is and is only filled in where it was empty: another of the same number may have called.
 * Answers the name given where it is another than the file's.
 */
function fileCaller(turn: Turn, { customer: { name, company, phone, email } }: RegisteredDemand): string | null {
  const file = turn.customer!;
  const into = (stands: string | null, given: string | null): string | null => (stands === null ? given : null);
  fileIntake(turn, { name: into(file.name, name), company: into(file.company, company), position: null, phone, email });
  const differs = (stands: string | null, given: string | null): boolean => stands !== null && given !== null && stands !== given;
  if (!differs(file.name, name) && !differs(file.company, company)) return null;
  return [name, company].filter((part) => part !== null).join(turn.conversation.locale === "en" ? ", " : "，");
}

/** What was heard below the threshold is no category: it is chosen by a person, never guessed silently (service-process 2). */
function understood(turn: Turn, { heard, set }: RegisteredDemand): Demand {
  const demand = demandFrom(heard, turn.customer);
  const sure = (demand.confidence["category"] ?? 0) >= turn.ctx.policy.understanding.threshold;
  const { category, ...others } = set;
  const chosen =
    category === undefined
      ? { ...demand, category: sure ? demand.category : null }
      : withCategory(demand, category, turn.customer);
  const fields = Object.keys(set);
  return {
    ...chosen,
    ...others,
    confidence: { ...chosen.confidence, ...Object.fromEntries(fields.map((field) => [field, 1])) },
    evidence: [...chosen.evidence, ...fields.map((field) => ({ field, kind: "rule", text: SET_BY_AGENT }))],
  };
}

const SET_BY_AGENT = "set by agent";
