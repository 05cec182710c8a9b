// The desk's words with their values, one list each: code, tables, API and docs all take them from here.

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const CATEGORIES = ["presale", "insale", "aftersale", "value_added"] as const;
export type Category = (typeof CATEGORIES)[number];

export const FORMS = ["consultation", "support", "complaint"] as const;
export type Form = (typeof FORMS)[number];

export const NATURES = ["product", "service", "process", "other"] as const;
export type Nature = (typeof NATURES)[number];

export const INTENTS = [
  "demand",
  "complaint",
  "human",
  "status",
  "cancel",
  "ask_contact",
  "feedback",
  "provide_info",
  "greeting",
  "thanks",
  "goodbye",
  "affirm",
  "deny",
  "chitchat",
  "out_of_scope",
] as const;
export type Intent = (typeof INTENTS)[number];

export const LEVELS = ["low", "high"] as const;
export type Level = (typeof LEVELS)[number];

export const PRIORITIES = ["P1", "P2", "P3", "P4"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const TICKET_STATUSES = ["open", "waiting", "resolved", "closed", "cancelled", "merged"] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const COMMITMENT_KINDS = [
  "first_response",
  "investigation",
  "solution",
  "plan",
  "step",
  "progress_update",
  "eta",
  "acceptance",
  "survey",
  "return_visit",
  "call",
  "contact",
  "review",
] as const;
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number];

export const COMMITMENT_STATES = ["owed", "paused", "met", "broken", "dropped"] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

export const HOLDERS = ["bot", "agent"] as const;
export type Holder = (typeof HOLDERS)[number];

export const ROLES = ["agent", "supervisor", "manager", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const ALERT_LEVELS = ["owner", "supervisor", "manager"] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

export const CHANNELS = ["web", "slack", "botframework", "terminal", "phone", "email", "visit"] as const;
export type Channel = (typeof CHANNELS)[number];

/** On which a customer can choose to be told things. */
export const REACH_CHANNELS = ["web", "slack", "botframework"] as const satisfies readonly Channel[];
export type ReachChannel = (typeof REACH_CHANNELS)[number];
