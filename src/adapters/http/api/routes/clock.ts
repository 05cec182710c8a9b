import { z } from "zod";
import type { DeskClock } from "../../../../application/desk-ports.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "../../../../domain/time.js";
import type { Problem, Reply } from "../reply.js";
import { route } from "../route.js";
import * as answer from "../schemas/answer.js";
import * as field from "../schemas/field.js";

/** The furthest one call moves the clock: every due moment on the way is decided before it answers. */
const ADVANCE_MAX_MS = 400 * DAY_MS;

const DURATION = /^P(?=\d|T\d)(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/;
const UNITS_MS = [7 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS];

/** ISO 8601 durations of fixed length: months and years have none. */
export const durationMs = (iso: string): number =>
  (DURATION.exec(iso) ?? []).slice(1).reduce((sum, n: string | undefined, i) => sum + Number(n ?? 0) * (UNITS_MS[i] ?? 0), 0);

const duration = z
  .string()
  .regex(DURATION, "must be a duration as PT2H, P1D or P1DT30M: weeks, days, hours, minutes, seconds")
  .transform(durationMs);

const iso = (at: Instant): string => new Date(at).toISOString();

const REAL: Problem = {
  status: 409,
  code: "clock_is_real",
  detail: "This desk runs on real time, which cannot be moved: start one with FRONTDOOR_CLOCK=virtual and a DATA_DIR of its own.",
};
const backwards = (now: Instant): Problem => ({
  status: 422,
  code: "clock_backwards",
  detail: `It is ${iso(now)} already: the clock moves forward only.`,
  more: { now: iso(now) },
});
const TOO_FAR: Problem = { status: 422, code: "clock_too_far", detail: "One step is at most 400 days: take several." };

type Wish = { by: number } | { to: Instant };

async function advance(clock: DeskClock, wish: Wish): Promise<Reply<z.input<typeof answer.advanced>> | Problem> {
  if (clock.mode === "real") return REAL;
  const far = "by" in wish ? wish.by : wish.to - (await clock.now());
  if (far > ADVANCE_MAX_MS) return TOO_FAR;
  const moved = await clock.advance(wish);
  if ("refused" in moved) return moved.refused === "real_clock" ? REAL : backwards(moved.now);
  return { status: 200, body: { now: iso(moved.now), fired: moved.fired } };
}

const read = route({
  method: "GET",
  path: "/clock",
  may: "read",
  summary: "Desk time, and the zone that the desk shows it in",
  params: field.nothing,
  query: field.nothing,
  body: null,
  status: 200,
  answer: answer.clock,
  handle: async (desk) => ({
    status: 200,
    body: { now: iso(await desk.clock.now()), mode: desk.clock.mode, zone: desk.pages.zone() },
  }),
});

const move = route({
  method: "POST",
  path: "/clock",
  may: "move_clock",
  summary: "Move a virtual clock forward; answers once all that fell due on the way has been decided",
  params: field.nothing,
  query: field.nothing,
  body: z
    .strictObject({ advance: duration.optional(), to: field.moment.optional() })
    .refine(({ advance, to }) => (advance === undefined) !== (to === undefined), "give either advance or to")
    .meta({ oneOf: [{ required: ["advance"] }, { required: ["to"] }] }),
  status: 200,
  answer: answer.advanced,
  handle: (desk, { body: { advance: by = 0, to }, repeat }) =>
    desk.moves.once(repeat, () => advance(desk.clock, to === undefined ? { by } : { to })),
});

export const clockRoutes = [read, move];
