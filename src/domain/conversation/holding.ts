import type { Actor } from "../input.js";
import { end } from "../commitment/ledger.js";
import { promise } from "../commitment/promise.js";
import { say } from "../say.js";
import type { Turn } from "../turn.js";

/** From here on a person speaks; the customer is told who. */
export function hold(turn: Turn, by: Actor): void {
  turn.conversation.holder = "agent";
  turn.conversation.agentId = by.agentId;
  turn.conversation.takenAt = turn.now;
  turn.event("taken_over", null, { agentId: by.agentId });
  turn.say(say("handoff.taken", { agent: by.name }));
  if (turn.conversation.unansweredSince !== null) oweWord(turn);
}

/** 30 minutes without a word from the agent who took over: then the supervisor (service-process 0). */
export function oweWord(turn: Turn): void {
  const ticket = turn.openTickets().at(-1);
  if (!ticket || turn.owed(ticket.id).some((c) => c.why === "takeover")) return;
  const agent = turn.conversation.agentId ?? ticket.owner;
  const span = { ms: turn.ctx.policy.takeover.silenceMs, clock: "always" as const };
  const owed = promise(turn, { kind: "step", ticket, why: "takeover", owedBy: agent, startedAt: turn.now, span });
  // Inside the desk only: the agent is warned, then owner and supervisor hear of it at the due; the customer sees a person there.
  turn.commitments.put({
    ...owed,
    steps: owed.steps.filter((s) => s.do !== "hold").map((s) => (s.do === "alert_supervisor" ? { ...s, at: owed.dueAt } : s)),
  });
}

/** The bot speaks again; what was owed by whoever held the conversation has lost its reason. */
export function giveBack(turn: Turn): void {
  turn.conversation.holder = "bot";
  turn.conversation.agentId = null;
  turn.conversation.takenAt = null;
  for (const c of turn.owed(null)) if (c.why === "takeover") end(turn, c, { state: "dropped", because: "handed_back" });
  turn.event("handed_back", null, {});
}

/** With the last open ticket the reason for holding the conversation has ended: hand back is explicit or by closing. */
export function giveBackOnClosing(turn: Turn): void {
  if (turn.conversation.holder === "agent" && turn.openTickets().length === 0) giveBack(turn);
}
