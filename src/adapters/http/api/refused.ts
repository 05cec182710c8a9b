import type { Refusal } from "../../../domain/input.js";
import type { PeopleQueries } from "../../../application/desk-queries.js";
import { unknown, type Problem } from "./reply.js";

/** Why the desk did not do it, and what to do instead. */
export async function refused(refusal: Refusal, people: Pick<PeopleQueries, "agent">): Promise<Problem> {
  const of = (status: 409 | 422, detail: string, more: Record<string, unknown> = {}): Problem => ({
    status,
    code: refusal.refused,
    detail,
    more,
  });
  switch (refusal.refused) {
    case "unknown_conversation":
      return unknown("conversations");
    case "unknown_ticket":
      return unknown("tickets");
    case "unknown_commitment":
      return unknown("commitments");
    case "taken": {
      const holder = await people.agent(refusal.holder);
      const name = holder?.name ?? "Another agent";
      const detail = `${name} holds this conversation: ask for a hand-back. A message is sent all the same with "force": true.`;
      return of(409, detail, { holder: { id: refusal.holder, name: holder?.name ?? null } });
    }
    case "not_held":
      return of(409, "You do not hold this conversation: take it over first.");
    case "which_ticket":
      return of(409, "Several tickets are open here: name one as ticketId.", { ticketIds: refusal.ticketIds });
    case "ticket_ended":
      return of(409, `This ticket is ${refusal.status}: nothing more is done on it. Work on an open one.`, {
        ticketStatus: refusal.status,
      });
    case "not_resolved":
      return of(409, "No result was proposed yet: send a resolution first.");
    case "already_resolved":
      return of(409, "A result is proposed already: wait for the customer's answer, or enter it as an acceptance.");
    case "already_settled":
      return of(409, "This commitment was settled before: there is nothing left to do.");
    case "bad_time":
      return of(
        422,
        refusal.why === "past"
          ? "The time given is past: give a later one."
          : "The time given is too far away: give a nearer one.",
        {
          why: refusal.why,
        },
      );
    case "bad_scores":
      return of(422, "The marks must be whole numbers from 1 to 5, one for each question of this survey.");
    case "no_survey":
      return of(409, "No survey is open for this ticket: one is asked after closing and runs for seven days.");
    case "no_visit_owed":
      return of(409, "No return visit is owed for this ticket: leave a note instead.");
    case "settled_by_its_own_act":
      return of(409, `This commitment is settled by its own act: use ${refusal.act}.`, { act: refusal.act });
    default:
      return refusal satisfies never;
  }
}
