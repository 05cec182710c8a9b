import { SECOND_MS } from "../domain/time.js";
import type { AlertLevel, Role } from "../domain/words.js";

// What the desk's open pages are told as it happens. Everything here is a hint: what is true stands in the lists, and a page that
// missed a hint loses nothing but time.

export const PRESENCES = ["viewing", "writing", "away"] as const;
export type PresenceState = (typeof PRESENCES)[number];

/** Who looks at a ticket or writes in it; forgotten 30 s after the last sign of life. */
export interface Presence {
  ticketId: string;
  agent: string;
  name: string;
  state: PresenceState;
}

export type LiveEvent =
  /** `said`: a public message came; `changed`: anything else of the conversation; `typing`: the customer writes. */
  | { kind: "said" | "changed" | "typing"; conversationId: string; ticketIds: string[] }
  /** A held reply of the listener's own went out or could not. */
  | { kind: "draft"; conversationId: string; ticketIds: string[]; to: string }
  /** Something is about to break or broke: to its owner (`to`), as a colleague's note to whom it names, or to all who hear of that level. */
  | { kind: "alert"; level: AlertLevel; conversationId: string | null; ticketIds: string[]; to: string | null }
  | ({ kind: "presence" } & Presence)
  /** Everything may have changed: ask anew. */
  | { kind: "all" };

/** Null: a hint that needs no place to go on from, since it is void within seconds. */
export type TellLive = (id: string | null, event: LiveEvent) => void;

export interface LiveListener {
  agentId: string;
  role: Role;
  tell: TellLive;
  end: () => void;
}

export interface Live {
  /**
   * Tells from now on, and at once what followed `lastEventId`, or `all` where that is not known any more. Answers what ends it. `end`
   * is called when the desk stops.
   */
  join(listener: LiveListener, lastEventId: string | null): () => void;
  /** Tells all pages of all instances; answers who else is there. */
  present(presence: Presence): Presence[];
}

export const PRESENCE_MS = 30 * SECOND_MS;
