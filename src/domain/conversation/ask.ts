import type { WordKey } from "../say.js";
import type { Heard } from "./heard.js";
import type { Instant } from "../time.js";

/** What an intake gathers, in no order: the flow says which is asked when. */
export const INTAKE_SLOTS = ["demand", "category", "stopped", "describe", "name", "contact"] as const;
export type IntakeSlot = (typeof INTAKE_SLOTS)[number];

/** A button under a message: it carries its ask's id, so that an old button never answers a new question. */
export interface Button {
  askId: string;
  choice: string;
  label: { word: WordKey } | { text: string };
}

/** A question that waits for the customer. Several may be open at once (architecture 5). */
export type Ask = {
  id: string;
  openedAt: Instant;
  /** How often an answer could not be read. */
  odd: number;
} & (
  | { kind: "quick" }
  /** `form`: it asks for the name and the contact at once. */
  | { kind: "intake"; slot: IntakeSlot; form?: true }
  | { kind: "confirm" }
  | { kind: "what_is_wrong" }
  | { kind: "contact_after"; ticketId: string }
  | { kind: "scope"; ticketId: string }
  | { kind: "same_or_new"; ticketId: string; text: string; heard: Heard }
  | { kind: "cancel"; ticketId: string }
  | { kind: "evidence"; ticketId: string }
  | { kind: "accept"; ticketId: string }
  | { kind: "why_not"; ticketId: string }
  | { kind: "survey"; ticketId: string; surveyId: string; marks: number[] }
  | { kind: "survey_comment"; ticketId: string; surveyId: string }
);

/** A question about to be opened: the turn gives it its id. */
export type NewAsk = Ask extends infer A ? (A extends Ask ? Omit<A, "id" | "openedAt" | "odd"> : never) : never;
