import type { Taken } from "../../../../application/sign-in/ports.js";

const TAKEN = "23505";
const NO_SUCH_ROW = "23503";

const of = (error: unknown): { code?: unknown; constraint?: unknown } =>
  typeof error === "object" && error !== null ? error : {};

/** Which of the two that are unique it was; null: something else went wrong. */
export function takenBy(error: unknown): Taken | null {
  const { code, constraint } = of(error);
  if (code !== TAKEN) return null;
  if (constraint === "agents_name_key") return { refused: "name_taken" };
  return constraint === "agents_email_key" ? { refused: "email_taken" } : null;
}

/** Throws what it is not. */
export function unknownTeam(error: unknown): { refused: "unknown_team" } {
  if (of(error).code !== NO_SUCH_ROW) throw error;
  return { refused: "unknown_team" };
}
