import type { z } from "zod";
import type * as answer from "../../../../src/adapters/http/api/schemas/answer.js";
import type { AuditView } from "../../../../src/application/audit.js";
import type { digest } from "../../../../src/adapters/http/api/schemas/digest.js";
import type { DigestView } from "../../../../src/application/digests/views.js";
import type * as view from "../../../../src/application/desk-queries.js";
import { route, type ApiRoute } from "../../../../src/adapters/http/api/route.js";
import { nothing } from "../../../../src/adapters/http/api/schemas/field.js";

/** True where both know the same fields with the same values: a view that grows must grow here too. */
type Same<A, B> = [Required<A>] extends [Required<B>] ? ([Required<B>] extends [Required<A>] ? true : false) : false;
type Is<S extends z.ZodType, V> = Same<z.output<S>, V> & Same<keyof z.output<S>, keyof V>;

test("the answers' schemas are the views of the queries", () => {
  const same: [
    Is<typeof answer.ticket, view.TicketView>,
    Is<typeof answer.commitment, view.CommitmentView>,
    Is<typeof answer.conversation, view.ConversationView>,
    Is<typeof answer.message, view.MessageView>,
    Is<typeof answer.event, view.EventView>,
    Is<typeof answer.note, view.NoteView>,
    Is<typeof answer.customer, view.CustomerView>,
    Is<typeof answer.survey, view.SurveyView>,
    Is<typeof answer.agent, view.AgentView>,
    Is<typeof answer.delivery, view.DeliveryView>,
    Is<typeof answer.audit, AuditView>,
    Is<typeof digest, DigestView>,
  ] = [true, true, true, true, true, true, true, true, true, true, true, true];
  expect(same).not.toContain(false);
});

test("a route without a rule cannot be written", () => {
  const rest = {
    method: "GET",
    path: "/x",
    summary: "x",
    params: nothing,
    query: nothing,
    body: null,
    status: 200,
    answer: nothing,
  } as const;
  const handle = () => Promise.resolve({ status: 200, body: {} } as const);
  // @ts-expect-error no verb
  const without = (): ApiRoute => route({ ...rest, handle });
  // @ts-expect-error a verb that nobody was given
  const nobody = (): ApiRoute => route({ ...rest, may: "everything", handle });
  expect([without, nobody]).toHaveLength(2);
});
