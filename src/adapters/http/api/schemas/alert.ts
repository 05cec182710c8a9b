import { z } from "zod";
import { ALERT_KINDS, UNSEEN_MOST } from "../../../../application/alerts/alerts.js";
import { ALERT_LEVELS, COMMITMENT_KINDS, COMMITMENT_STATES } from "../../../../domain/words.js";

const id = z.guid();
const at = z.iso.datetime();
const words = z.string().nullable();

export const alert = z
  .strictObject({
    id,
    kind: z
      .enum(ALERT_KINDS)
      .describe("`owner_warned`: about to break; `alert_raised`: held by the bot, or broken; `mentioned`: named in a note"),
    level: z.enum(ALERT_LEVELS).nullable().describe("Null: raised to whoever was named"),
    by: z.strictObject({ id, name: z.string() }).nullable().describe("The colleague who named you"),
    at,
    ticketId: id.nullable(),
    number: words.describe("`T-000123`"),
    conversationId: id.nullable(),
    customer: z.strictObject({ name: words, company: words }).nullable(),
    commitment: z
      .strictObject({ id, kind: z.enum(COMMITMENT_KINDS), dueAt: at, state: z.enum(COMMITMENT_STATES) })
      .nullable()
      .describe("As it stands by now"),
    deliveryId: id.nullable(),
    why: words.describe("The rule that made the commitment, as `sla.P1` or `takeover`; of a delivery its reason"),
    seenAt: at.nullable().describe("By you; machine time"),
  })
  .meta({ id: "Alert" });

export const alerts = z
  .strictObject({
    items: z.array(alert),
    next: words.describe("The cursor of the next page; null on the last"),
    counts: z
      .strictObject({ unseen: z.number() })
      .nullable()
      .describe(`By you, at most ${UNSEEN_MOST}; with the first page only`),
  })
  .meta({ id: "AlertPage" });
