import type { SurveyView, TicketView } from "../../../../../application/desk-views.js";

/** What became of promises to a customer: settled ones only. */
export interface Tally {
  promises: number;
  kept: number;
  told: number;
  missed: number;
}

/** Counts what the desk owed the customer; what the customer owes (acceptance) and what lost its reason is none of it. */
export function tallyOf(tickets: readonly Pick<TicketView, "commitments">[]): Tally {
  const owed = tickets
    .flatMap(({ commitments }) => commitments)
    .filter(({ owedTo, state }) => owedTo === "customer" && state !== "dropped");
  const broken = owed.filter(({ state }) => state === "broken");
  const told = broken.filter(({ toldBefore }) => toldBefore).length;
  return {
    promises: owed.length,
    kept: owed.filter(({ state }) => state === "met").length,
    told,
    missed: broken.length - told,
  };
}

/** Below this a mean says more about chance than about us (design 3). */
export const ANSWERS_LEAST = 10;

/** The overall mark of a survey: the last of four, or the only one. Null: not answered. */
export const overallOf = ({ scores }: Pick<SurveyView, "scores">): number | null => scores?.at(-1) ?? null;

/** The mean of the overall marks with its n. */
export function marksOf(surveys: readonly Pick<SurveyView, "scores">[]): { n: number; mean: number | null } {
  const marks = surveys.map(overallOf).filter((mark) => mark !== null);
  return { n: marks.length, mean: marks.length === 0 ? null : marks.reduce((sum, mark) => sum + mark, 0) / marks.length };
}
