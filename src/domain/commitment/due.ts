import { assertNever } from "../assert-never.js";
import { closeBySilence, remindOfAcceptance } from "../ticket/acceptance.js";
import type { Commitment, Step } from "./commitment.js";
import { isOwed, nextAt, STAYS_OVERDUE } from "./commitment.js";
import { alert, end, unseenStep } from "./ledger.js";
import { cadenceDue, promiseCall, promiseProgress } from "./promise.js";
import { callBeforeDue } from "./calls.js";
import { isMute } from "../conversation/mute.js";
import { say } from "../say.js";
import { expireSurvey, remindOfSurvey, sendSurvey } from "../ticket/survey.js";
import type { Ticket } from "../ticket/ticket.js";
import { isOpen } from "../ticket/ticket.js";
import type { Instant } from "../time.js";
import { isoOf, MINUTE_MS, SECOND_MS } from "../time.js";
import type { Turn } from "../turn.js";

/** What fires later than this was held up by down-time, and says so (architecture 2, I4). */
const LATE_MS = 5 * SECOND_MS;
/** A turn is bounded: more steps than this at one moment go on at the next ring. */
const STEPS_MOST = 200;

/** Everything of this conversation that has fallen due, in order of its moment. */
export function fallDue(turn: Turn): void {
  for (let i = 0; i < STEPS_MOST; i++) {
    const next = earliest(turn);
    if (!next || nextAt(next)! > turn.now) return;
    const [step, ...rest] = next.steps as [Step, ...Step[]];
    const late = turn.now - step.at > LATE_MS;
    fire(turn, turn.commitments.put({ ...next, steps: rest, late: next.late || late }), step);
  }
}

const earliest = (turn: Turn): Commitment | undefined =>
  turn.commitments
    .all()
    .filter((c) => nextAt(c) !== null)
    .sort((a, b) => nextAt(a)! - nextAt(b)!)[0];

function fire(turn: Turn, c: Commitment, step: Step): void {
  switch (step.do) {
    case "warn_owner":
      if (c.state !== "owed" || c.saidAt !== null) return;
      turn.commitments.put({ ...c, warnedAt: turn.now });
      return turn.event("owner_warned", c.ticketId, { commitmentId: c.id, kind: c.kind, to: c.owedBy });
    case "hold":
      return hold(turn, c);
    case "due":
      return fallsDue(turn, c);
    case "alert_owner":
      if (c.saidAt === null) alert(turn, c, "owner");
      return;
    case "alert_supervisor":
      if (c.saidAt === null) alert(turn, c, "supervisor");
      return;
    case "alert_manager":
      if (c.saidAt === null) alert(turn, c, "manager");
      return;
    case "unseen":
      return unseen(turn, c);
    case "remind":
      return c.kind === "survey" ? remindOfSurvey(turn, c) : remindOfAcceptance(turn, c);
    case "send":
      return sendSurvey(turn, c);
    case "expire":
      return c.kind === "survey" ? expireSurvey(turn, c) : closeBySilence(turn, c);
    case "overdue":
      return;
    default:
      assertNever(step.do);
  }
}

/** At 90 % with nothing told: the truth and the next time, and the supervisor hears of it (service-process 4). */
function hold(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  if (c.state !== "owed" || c.saidAt !== null || !ticket) return;
  // A due that re-prioritising moved into the past was never promised to the customer: nothing is owed an apology for.
  if (c.byReprioritising && turn.now > c.dueAt) return;
  if (c.kind === "progress_update") return holdProgress(turn, c, ticket);
  if (isMute(turn.conversation)) return callBeforeDue(turn, c, ticket);
  const next = pullNextUpdate(turn, ticket, c);
  const params = { number: turn.number(ticket), due: { time: c.dueAt }, next: { time: next } };
  const late = turn.now > c.dueAt;
  if (late) turn.say(say("hold.late", params), { ticketId: ticket.id });
  else if (c.kind === "first_response")
    turn.say(say("hold.first_response", { ...params, team: turn.teamName(ticket) }), { ticketId: ticket.id });
  else
    turn.say(say("hold.promise", { ...params, promise: { word: `promise.${c.kind}` }, owner: turn.workerName(ticket) }), {
      ticketId: ticket.id,
    });
  turn.event("held_by_bot", ticket.id, { commitmentId: c.id, kind: c.kind, next: isoOf(next) });
  alert(turn, turn.commitments.put({ ...c, toldBefore: !late, heldByBot: true }), "supervisor");
}

/** Closes the update as broken but told, and promises the next at the time told (interfaces: commitment state). */
function holdProgress(turn: Turn, c: Commitment, ticket: Ticket): void {
  if (ticket.status === "waiting" && ticket.waitingFor === "customer") return waitForCustomer(turn, c, ticket);
  if (isMute(turn.conversation)) return callBeforeDue(turn, c, ticket);
  const late = turn.now > c.dueAt;
  const next = cadenceDue(turn, ticket, turn.now);
  const params = { number: turn.number(ticket), due: { time: c.dueAt }, next: { time: next } };
  const seq = late
    ? turn.say(say("hold.late", params), { ticketId: ticket.id })
    : turn.say(
        answered(turn, ticket)
          ? say("hold.progress", { ...params, owner: turn.workerName(ticket) })
          : say("hold.unanswered", { ...params, team: turn.teamName(ticket) }),
        { ticketId: ticket.id },
      );
  const held = turn.commitments.put({ ...c, toldBefore: !late, heldByBot: true, saidAt: turn.now, saidSeq: seq });
  const ended = end(turn, alert(turn, held, "supervisor"), { state: "broken", because: "held_by_bot" });
  turn.commitments.put({ ...ended, steps: unseenStep(turn, ticket.id) });
  promiseProgress(turn, ticket, next);
}

/** Whether anybody has spoken on it yet: "still on it" would be untrue before. */
const answered = (turn: Turn, ticket: Ticket): boolean =>
  !turn.commitments.all().some((c) => c.ticketId === ticket.id && c.kind === "first_response" && c.saidAt === null);

/** Waiting for the customer: the cadence becomes at most two "we wait for you" (service-process 0). */
function waitForCustomer(turn: Turn, c: Commitment, ticket: Ticket): void {
  turn.say(say("waiting.for_you", { number: turn.number(ticket) }), { ticketId: ticket.id });
  end(turn, c, { state: "dropped", because: "waiting_for_customer" });
  const reminded = c.why === "cadence.waiting" ? 2 : 1;
  if (reminded >= turn.ctx.policy.waiting.remindersMost) return;
  const next = promiseProgress(turn, ticket);
  turn.commitments.put({ ...next, why: "cadence.waiting" });
}

/** A clock that will be missed names the next time, and that time is a promise too: the next update comes no later. */
function pullNextUpdate(turn: Turn, ticket: Ticket, c: Commitment): Instant {
  const span = Math.max(c.dueAt - c.startedAt, 10 * MINUTE_MS);
  const cadence = cadenceDue(turn, ticket, turn.now);
  const next = Math.min(Math.max(c.dueAt, turn.now) + span, cadence);
  const owed = turn.owed(ticket.id).find((o) => o.kind === "progress_update" && o.saidAt === null);
  if (owed && owed.dueAt <= next && owed.dueAt > turn.now) return owed.dueAt;
  if (owed) end(turn, owed, { state: "dropped", because: "replaced_by_hold" });
  promiseProgress(turn, ticket, next);
  return next;
}

function fallsDue(turn: Turn, c: Commitment): void {
  if (!isOwed(c) || c.saidAt !== null) return;
  const broken = end(turn, c, { state: "broken", because: "due" });
  // Elsewhere the bot has told of it before, and promised the next; where it cannot, the next is promised all the same.
  const ticket = turn.tickets.get(c.ticketId);
  const isWorkedOn = ticket?.status === "open" || ticket?.status === "waiting";
  if (c.kind === "progress_update" && isWorkedOn && isMute(turn.conversation)) promiseProgress(turn, ticket);
  // The word owed after taking over is the desk's own; what is owed to the customer stays in sight by itself.
  else if (c.why !== "takeover") turn.commitments.put({ ...broken, steps: [...broken.steps, STAYS_OVERDUE] });
}

/** Said but not seen for too long: the other way is a call by the owner, once a ticket (service-process 0). */
function unseen(turn: Turn, c: Commitment): void {
  const ticket = turn.tickets.get(c.ticketId);
  if (!ticket || c.saidSeq === null || c.saidSeq <= turn.conversation.seenSeq) return;
  if (!isOpen(ticket)) {
    // What was said on a matter that has ended since is no reason to call.
    if (isOwed(c)) end(turn, c, { state: "dropped", because: "ticket_ended" });
    return;
  }
  turn.event("unseen", ticket.id, { commitmentId: c.id, kind: c.kind });
  if (turn.owed(ticket.id).some((o) => o.kind === "call" && o.why === "unseen")) return;
  promiseCall(turn, ticket, "unseen");
}
