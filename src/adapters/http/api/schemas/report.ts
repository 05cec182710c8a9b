import { z } from "zod";
import { REPORT_PERIODS } from "../../../../application/reports/ports.js";
import { DIMENSIONS } from "../../../../domain/digest/figures.js";
import { CATEGORIES, COMMITMENT_KINDS, FORMS, PRIORITIES } from "../../../../domain/words.js";

const at = z.iso.datetime();
const worth = z.strictObject({ value: z.number().nullable(), n: z.number() });
const tickets = z.string().describe("A list of this API with its filters: exactly the rows that are counted");

const FIGURE = { ...worth.shape, before: worth.describe("Of the period before"), tickets };

const figure = z
  .strictObject(FIGURE)
  .meta({ id: "Figure" })
  .describe("`value` over `n`; null over none, and a share of answers below ten");

const spread = z.strictObject({ meanMs: figure, medianMs: figure, p90Ms: figure }).meta({ id: "Spread" });
const KEPT = { keptRate: figure, kept: figure, broken: figure };

const member = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    opened: figure,
    closed: figure,
    firstResponseMs: figure,
    handlingMs: figure,
    ...KEPT,
    reopened: figure,
    satisfied: figure,
  })
  .meta({ id: "MemberFigures" });

const dayFigure = z.strictObject({ value: z.number(), tickets }).meta({ id: "DayFigure" });

export const report = z
  .strictObject({
    period: z.enum(REPORT_PERIODS),
    key: z.string().describe("`2026-11-22`, `2026-W47` or `2026-11`"),
    from: at,
    to: at,
    before: z.strictObject({ key: z.string(), from: at, to: at }),
    zone: z.string(),
    at: at.describe("Desk time at which it was counted"),
    team: z.string().nullable(),
    agent: z.string().nullable(),
    demands: z.strictObject({
      opened: figure,
      closed: figure,
      resolutionRate: figure,
      reopened: figure,
      backlog: figure.describe("Open at the end of the period"),
      byCategory: z.array(z.strictObject({ category: z.enum(CATEGORIES).nullable(), ...FIGURE })),
      byForm: z.array(z.strictObject({ form: z.enum(FORMS), ...FIGURE })),
      byPriority: z.array(z.strictObject({ priority: z.enum(PRIORITIES), ...FIGURE })),
    }),
    firstResponse: z.strictObject({ ...spread.shape, keptRate: figure }),
    handling: spread,
    promises: z.strictObject({
      ...KEPT,
      told: figure,
      silent: figure,
      heldByBot: figure,
      byReprioritising: figure,
      byKind: z.array(z.strictObject({ kind: z.enum(COMMITMENT_KINDS), ...KEPT, told: figure, heldByBot: figure })),
      byPriority: z.array(z.strictObject({ priority: z.enum(PRIORITIES), ...KEPT })),
    }),
    survey: z.strictObject({
      asked: figure,
      answered: figure,
      dimensions: z.array(z.strictObject({ dimension: z.enum(DIMENSIONS), mean: figure, satisfied: figure })),
    }),
    teams: z.array(member),
    agents: z.array(member),
    series: z.array(
      z.strictObject({ day: z.string(), opened: dayFigure, resolved: dayFigure, kept: dayFigure, broken: dayFigure }),
    ),
  })
  .meta({ id: "Report" });
