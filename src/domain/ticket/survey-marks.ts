import type { Survey } from "./ticket.js";

/** Response speed, resolution, attitude, overall (service-process 6), in the order their marks are given. */
export const DIMENSIONS = ["speed", "resolution", "attitude", "overall"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The short survey asks the overall mark only. */
export const dimensionsOf = (survey: Survey | undefined): readonly Dimension[] =>
  survey?.kind === "short" ? ["overall"] : DIMENSIONS;
