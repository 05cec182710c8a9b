import type { QueueQueries } from "../../../../application/desk-pages.js";
import type { DeskQueries } from "../../../../application/desk-queries.js";
import type { MadeDigest } from "../../../../application/digests/ports.js";
import type { Drafts } from "../../../../application/held-replies.js";
import type { DeskActs, Mask, PublicLog } from "../../../../application/ports.js";
import type { CardStore, ChatAgents } from "../../../../application/triage/ports.js";
import type { TriageRule } from "../../../../application/triage/rules.js";
import type { Instant } from "../../../../domain/time.js";
import type { Locale } from "../../../../domain/words.js";
import type { SlackTools } from "../desk-part.js";

/** What main gives to the part for agents and managers. */
export interface SlackDeskDeps {
  /** Of the policy in force. */
  rules: () => readonly TriageRule[];
  /** Channels of rooms: nobody is a customer there. */
  rooms: () => readonly string[];
  act: DeskActs["act"];
  drafts: Pick<Drafts, "hold" | "takeBack">;
  queries: Pick<DeskQueries, "tickets" | "conversations" | "customers" | "surveys" | "people">;
  board: QueueQueries["board"];
  log: Pick<PublicLog, "read">;
  cards: CardStore;
  agents: ChatAgents;
  /** A digest as it would be posted now; null: there is none of that name. */
  digest: (name: string) => Promise<MadeDigest | null>;
  digestPlans: () => readonly { name: string; team: string | null }[];
  /** Tells which conversations changed in this process, as each turn is committed. */
  onCommitted: (listener: (conversationIds: readonly string[]) => void) => void;
  deskNow: () => Promise<Instant>;
  /** IANA. */
  zone: () => string;
  mask: Mask;
  defaultLocale: () => Locale;
  /** `https://…/desk`; null: nobody knows where the desk is reached (PUBLIC_URL). */
  deskUrl: string | null;
  newId: () => string;
  /** Machine time. */
  now: () => number;
  warn: (facts: object, words: string) => void;
  failed: (error: unknown) => void;
}

/** The same with the app's own tools. */
export type SlackDeskParts = SlackDeskDeps & SlackTools;
