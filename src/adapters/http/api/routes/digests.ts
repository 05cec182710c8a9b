import { z } from "zod";
import type { DigestFilter } from "../../../../application/digests/views.js";
import { LOCALES } from "../../../../domain/words.js";
import { found } from "../perform.js";
import { unknown, type Problem } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import { digest } from "../schemas/digest.js";
import * as field from "../schemas/field.js";

const list = route({
  method: "GET",
  path: "/digests",
  may: "figures",
  summary: "Digests as they went out, newest first; supervisors see their own team's and the whole desk's",
  params: field.nothing,
  query: z.strictObject({
    name: field.name.exactOptional(),
    channel: field.name.exactOptional(),
    locale: z.enum(LOCALES).default("zh-CN"),
    ...field.paging,
  }),
  body: null,
  status: 200,
  answer: answer.page(digest),
  handle: async (desk, { query: { cursor, limit, ...filter }, by }) => {
    const page = cursor === undefined ? { limit } : { cursor, limit };
    const of: DigestFilter = { ...filter };
    if (by.role === "supervisor") of.seenBy = (await desk.queries.people.agent(by.agentId))?.team ?? "";
    return found("digests", await desk.digests.list(of, page));
  },
});

const NOT_RESENDABLE: Problem = {
  status: 409,
  code: "not_resendable",
  detail: "Only a delivery that is parked, expired or of unknown outcome can be sent again.",
};

const resend = route({
  method: "POST",
  path: "/deliveries/{id}/resend",
  may: "resend",
  summary: "Send again what was parked, expired, or ended with unknown outcome: it may then be there twice",
  params: z.strictObject({ id: field.uuid }),
  query: field.nothing,
  body: field.nothing,
  status: 200,
  answer: answer.delivery,
  handle: (desk, { params: { id }, repeat }) =>
    desk.moves.once(repeat, async () => {
      if (!(await desk.queries.deliveries.one(id))) return unknown("deliveries");
      if (!(await desk.resend(id))) return NOT_RESENDABLE;
      return found("deliveries", await desk.queries.deliveries.one(id));
    }),
});

export const digestRoutes = [list, resend];
