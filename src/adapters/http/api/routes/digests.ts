import { z } from "zod";
import type { DigestFilter } from "../../../../application/digests/views.js";
import { LOCALES } from "../../../../domain/words.js";
import type { Caller } from "../../../../application/desk-ports.js";
import type { Desk } from "../desk.js";
import { found } from "../perform.js";
import { unknown, type Problem, type Reply } from "../reply.js";
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
    const of: DigestFilter = { ...filter, ...(await seenBy(desk, by)) };
    return found("digests", await desk.digests.list(of, page));
  },
});

/** Supervisors see their own team's digests and those of the whole desk. */
const seenBy = async (desk: Desk, { agentId, role }: Caller): Promise<{ seenBy?: string }> =>
  role === "supervisor" ? { seenBy: (await desk.queries.people.agent(agentId))?.team ?? "" } : {};

const NO_FONT: Problem = {
  status: 503,
  code: "no_font",
  detail: "This machine has no font for Chinese, so no picture can be drawn: install Noto Sans CJK, or ask for the .svg.",
};
const BUSY: Problem = {
  status: 503,
  code: "busy",
  detail: "Too many charts are being drawn just now; try again shortly.",
  headers: { "retry-after": "1" },
};

const chart = route({
  method: "GET",
  path: "/digests/{id}/charts/{file}",
  may: "figures",
  summary: "A chart of a digest as it went out: 1.svg, 1.png, … in the order of `charts`",
  params: z.strictObject({
    id: field.uuid,
    file: z
      .string()
      .regex(/^[1-9]\d?\.(svg|png)$/)
      .describe("`1.svg` or `1.png`"),
  }),
  query: z.strictObject({ locale: z.enum(LOCALES).default("zh-CN"), theme: z.enum(["light", "dark"]).default("light") }),
  body: null,
  gives: "bytes",
  status: 200,
  answer: field.nothing,
  handle: async (desk, { params: { id, file }, query: look, by }) => {
    const [n, type] = file.split(".");
    const charts = await desk.digests.charts(id, { locale: look.locale, ...(await seenBy(desk, by)) });
    const spec = charts?.[Number(n) - 1];
    if (!spec) return unknown("digests");
    if (type === "png" && !(await desk.charts.ready())) return NO_FONT;
    const done = desk.chartsAtOnce.take(by.agentId);
    if (done === null) return BUSY;
    const drawn = (type === "png" ? desk.charts.png(spec, look) : desk.charts.svg(spec, look)).finally(done);
    return pictureOf(Buffer.from(await drawn), type === "png" ? "image/png" : "image/svg+xml");
  },
});

const pictureOf = (bytes: Buffer, type: string): Reply<Record<string, never>> => ({
  status: 200,
  body: {},
  file: {
    headers: {
      "content-type": type,
      "cache-control": "private, max-age=3600",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    },
    stream: { bytes: bytes.length, content: oneChunk(bytes), done: () => undefined },
  },
});

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

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

export const digestRoutes = [list, chart, resend];
