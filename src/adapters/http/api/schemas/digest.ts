import { z } from "zod";
import { DELIVERY_STATES } from "../../../../application/deliveries/outbox.js";
import { LOCALES } from "../../../../domain/words.js";

const id = z.guid();
const at = z.iso.datetime();
const words = z.string().nullable();

const document = z
  .strictObject({
    locale: z.enum(LOCALES),
    title: z.string(),
    lines: z.array(z.string()),
    sections: z.array(
      z.strictObject({
        title: z.string(),
        figures: z.array(z.strictObject({ label: z.string(), value: z.string(), note: words })),
        tables: z.array(
          z.strictObject({
            title: words,
            columns: z.array(z.strictObject({ label: z.string(), align: z.enum(["left", "right"]) })),
            rows: z.array(z.array(z.string())),
            more: words,
          }),
        ),
        notes: z.array(z.string()),
      }),
    ),
    link: z.strictObject({ label: z.string(), url: z.string() }).nullable(),
  })
  .meta({ id: "DigestDocument" });

export const digest = z
  .strictObject({
    id,
    name: z.string(),
    period: z.string().describe("`2026-11-22` or `2026-W47`"),
    channel: z.string().describe("`desk`, or the id of a robot of config/channels.yaml"),
    team: words,
    dueAt: at,
    madeAt: at.describe("Of the desk's clock: the cut-off of its figures"),
    late: z.boolean(),
    document,
    charts: z
      .array(
        z
          .strictObject({
            title: z.string(),
            kind: z.enum(["bar", "line"]),
            stacked: z.boolean(),
            labels: z.array(z.string()),
            series: z.array(
              z.strictObject({ name: z.string(), colour: z.literal([1, 2, 3, 4]), values: z.array(z.number().nullable()) }),
            ),
            unit: z.enum(["count", "share"]),
          })
          .meta({ id: "Chart" }),
      )
      .describe("Drawn at `digests/{id}/charts/{n}.svg` and `.png`, from 1"),
    figures: z.unknown(),
    deliveries: z.array(z.strictObject({ id, state: z.enum(DELIVERY_STATES), reason: words })),
  })
  .meta({ id: "Digest" });
