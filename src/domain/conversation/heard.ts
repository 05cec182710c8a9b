import type { Category, Form, Intent, Level, Locale, Nature } from "../words.js";

export type EntityType = "phone" | "email" | "order_no" | "ticket_no" | "name" | "company" | "position";

/** One thing named in a message. `from`/`to` are UTF-16 offsets in the cleaned text, so that contacts can be masked in place. */
export interface Entity {
  type: EntityType;
  /** Normalised: phones as E.164 where one exists, e-mails in lower case at the domain, tickets as `T-000123`. */
  value: string;
  e164?: string;
  from: number;
  to: number;
}

export interface Evidence {
  field: HeardField;
  kind: "word" | "rule" | "feature";
  text: string;
}

export type HeardField =
  "intent" | "category" | "form" | "nature" | "urgency" | "importance" | "complaint" | "outage" | "secondary" | "dissatisfied";

/** What the customer asks the conversation itself to do, wherever it stands; understood from whole short messages and set phrases. */
export type Wish =
  | "human"
  | "status"
  | "back"
  | "cancel"
  | "help"
  | "my_data"
  | "delete_data"
  | "opt_out"
  | "reach_web"
  | "reach_slack"
  | "reach_here"
  | "restart"
  | "skip";

/**
 * What was understood from one message: pure data, made before the turn by the understanding port and passed in, so that
 * the turn stays synchronous and pure. Confidence is 0 to 1 per field; below the policy's threshold the bot asks.
 */
export interface Heard {
  intent: Intent;
  wish: Wish | null;
  /** The language the customer asked to switch to ("English please", "说中文"), not merely wrote in. */
  switchTo: Locale | null;
  /** The language the message is written in, when it is long enough to tell. */
  writtenIn: Locale | null;
  category: Category | null;
  form: Form | null;
  nature: Nature | null;
  complaint: boolean;
  urgency: Level | null;
  importance: Level | null;
  /** A system failure or an interruption of service, going on now (service-process 3: 10 minutes). */
  outage: boolean;
  /** Heavy loss stated (service-process 3: with urgency it makes a complaint P1). */
  heavyLoss: boolean;
  /** "Not satisfied" in words (service-process 6: opens a follow-up). */
  dissatisfied: boolean;
  secondary: { category: Category }[];
  keywords: string[];
  entities: Entity[];
  confidence: Partial<Record<HeardField, number>>;
  evidence: Evidence[];
  /** Whole numbers 1–5 when the message is nothing but marks ("5 5 4 5"), else empty. Out-of-range marks are kept for a kind correction. */
  marks: number[];
  /** The words as they were read: half-width and in simplified characters, as long as what was typed. */
  simplified: string;
  /** "张三" or "Wang Fang" when the whole message reads as a bare name: used only where a name was asked for. */
  bareName: string | null;
  /** A phone-like run that is not a number anyone can be reached on, and why: so that the bot can say what is wrong. */
  badPhone: "too_short" | "too_long" | "invalid" | null;
}
