import type { Act, Actor, Refusal } from "../input.js";
import { isOverdue, isOwed } from "../commitment/commitment.js";
import { doneLate, end, seenUpTo } from "../commitment/ledger.js";
import { isMute } from "../conversation/mute.js";
import { answer, marksWanted } from "../ticket/survey.js";
import type { Ticket } from "../ticket/ticket.js";
import type { Turn } from "../turn.js";
import type { CommitmentKind } from "../words.js";
import type { Done } from "./done.js";
import { addNote } from "./note.js";

/** Settled only by the act that fulfils them: settling by hand would make a promise look kept. */
const OWN_ACT: Partial<Record<CommitmentKind, string>> = {
  first_response: "messages",
  progress_update: "updates",
  acceptance: "acceptance",
  survey: "survey",
  return_visit: "visit",
};

/** A call made, a step done, a review held: met as of now, with what came of it kept as a note. */
export function settle(turn: Turn, by: Actor, what: Extract<Act, { do: "settle" }>): Done | Refusal {
  const c = turn.commitments.get(what.commitmentId);
  if (!c) return { refused: "unknown_commitment" };
  const own = OWN_ACT[c.kind];
  if (own !== undefined) return { refused: "settled_by_its_own_act", act: own };
  const isLate = isOverdue(c);
  if (!isOwed(c) && !isLate) return { refused: "already_settled" };
  const noteId = c.ticketId === null ? undefined : addNote(turn, { ticketId: c.ticketId, agentId: by.agentId, text: what.text });
  if (isLate) doneLate(turn, c);
  else end(turn, c, { state: turn.now <= c.dueAt ? "met" : "broken", because: "settled" });
  if (c.kind === "call" && isMute(turn.conversation)) toldByCall(turn);
  // Told by phone what the chat could not show: it is known to the customer as of this call.
  else if (c.kind === "call" && c.why === "unseen")
    for (const told of turn.owed(c.ticketId))
      if (told.saidAt !== null) end(turn, told, { state: told.saidAt <= told.dueAt ? "met" : "broken", because: "called" });
  return { ...(noteId === undefined ? {} : { noteId }), ticketIds: c.ticketId === null ? [] : [c.ticketId] };
}

/** Whoever sees no chat hears of it with the call and not before, whenever it was entered: kept is what was told by its due. */
function toldByCall(turn: Turn): void {
  for (const told of turn.owed(null))
    if (told.saidAt !== null && told.kind !== "survey")
      end(turn, told, { state: turn.now <= told.dueAt ? "met" : "broken", because: "called" });
  seenUpTo(turn, turn.conversation.seq);
}

/** Marks heard by phone or at the counter, entered with who heard them (service-process 1). */
export function enterSurvey(turn: Turn, by: Actor, what: Extract<Act, { do: "survey" }> & { ticket: Ticket }): Done | Refusal {
  const survey = turn.surveys
    .all()
    .filter((s) => s.ticketId === what.ticket.id && s.state !== "dropped")
    .at(-1);
  if (!survey || survey.expiresAt <= turn.now) return { refused: "no_survey" };
  const good = what.scores.length === marksWanted(survey) && what.scores.every((s) => Number.isInteger(s) && s >= 1 && s <= 5);
  if (!good) return { refused: "bad_scores" };
  addNote(turn, { ticketId: what.ticket.id, agentId: by.agentId, text: what.heardBy });
  answer(turn, survey, { scores: what.scores, comment: what.comment, heardBy: what.heardBy });
  return {};
}

export function enterVisit(turn: Turn, by: Actor, what: Extract<Act, { do: "visit" }> & { ticket: Ticket }): Done | Refusal {
  const visits = turn.commitments.all().filter((c) => c.ticketId === what.ticket.id && c.kind === "return_visit");
  const visit = visits.find((c) => isOwed(c) || isOverdue(c));
  if (!visit) return { refused: "no_visit_owed" };
  const noteId = addNote(turn, { ticketId: what.ticket.id, agentId: by.agentId, text: what.text });
  if (isOverdue(visit)) doneLate(turn, visit);
  else end(turn, visit, { state: "met", because: "visited" });
  return { noteId };
}
