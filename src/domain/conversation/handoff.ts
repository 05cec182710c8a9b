import { controlsOf } from "./controls.js";
import { promise } from "../commitment/promise.js";
import { awaitsHuman, fileIntake, openTicket } from "../ticket/register.js";
import { UNKNOWN_DEMAND } from "../ticket/priority.js";
import type { SayKey } from "../say.js";
import { say } from "../say.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";

/**
 * "A person, please": always works, within one turn, with what was said so far (service-process 1; PIPL 24 asks the same). The
 * contact is asked afterwards and may be refused; nothing is a condition.
 */
export function handOff(
  turn: Turn,
  key: Extract<SayKey, "handoff.promised" | "handoff.not_understood">,
  lastWords: string,
): void {
  const waiting = turn.openTickets().find((t) => turn.owed(t.id).some((c) => c.kind === "first_response" && c.saidAt === null));
  if (waiting && !turn.mind.intake) return alreadyWaiting(turn, waiting);
  const served = turn.openTickets().at(-1);
  if (served && !turn.mind.intake) return callBack(turn, served, key);
  const intake = turn.mind.intake;
  if (intake) fileIntake(turn, intake);
  turn.mind.intake = null;
  turn.closeIntakeAsks();
  const demand = intake?.understood ?? UNKNOWN_DEMAND;
  const ticket = openTicket(turn, { text: intake?.demand ?? lastWords, demand, linkedTo: null, handoff: true });
  awaitsHuman(turn);
  const due = turn.owed(ticket.id).find((c) => c.kind === "first_response")?.dueAt ?? turn.now;
  turn.event("handoff", ticket.id, { because: key === "handoff.promised" ? "asked" : "not_understood" });
  const promised = key === "handoff.promised" && !intake?.demand ? "handoff.promised_first" : key;
  turn.say(say(promised, { number: turn.number(ticket), team: turn.teamName(ticket), due: { time: due } }), {
    ticketId: ticket.id,
  });
  if ((turn.customer?.contacts.length ?? 0) > 0 || intake?.contactRefused) return;
  const ask = turn.ask({ kind: "contact_after", ticketId: ticket.id });
  turn.say(say("ask.contact_handoff"), { ticketId: ticket.id, ...controlsOf(turn, ask) });
}

/** Somebody answered before: the owner owes a word again, by a time, as any handoff. */
function callBack(turn: Turn, ticket: Ticket, key: Extract<SayKey, "handoff.promised" | "handoff.not_understood">): void {
  const owed = turn.owed(ticket.id).find((c) => c.why === "handoff" && c.saidAt === null);
  const step =
    owed ??
    promise(turn, {
      kind: "step",
      ticket,
      why: "handoff",
      owedBy: ticket.owner,
      startedAt: turn.now,
      span: turn.ctx.policy.handoff,
    });
  awaitsHuman(turn);
  turn.event("handoff", ticket.id, { because: "asked_again" });
  turn.say(say(key, { number: turn.number(ticket), team: turn.teamName(ticket), due: { time: step.dueAt } }), {
    ticketId: ticket.id,
  });
}

function alreadyWaiting(turn: Turn, ticket: Ticket): void {
  const due = turn.owed(ticket.id).find((c) => c.kind === "first_response")!.dueAt;
  awaitsHuman(turn);
  turn.event("handoff", ticket.id, { because: "asked_again" });
  turn.say(say("handoff.already", { number: turn.number(ticket), owner: turn.ownerName(ticket), due: { time: due } }), {
    ticketId: ticket.id,
  });
}
