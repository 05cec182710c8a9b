import type { Instant } from "../time.js";
import type { Channel } from "../words.js";

export interface Contact {
  kind: "phone" | "email";
  /** E.164, or a short code as dialled; e-mails as normalised. */
  value: string;
  /** How it was verified; `typed` proves nothing (service-process 1). */
  verified: "typed" | "channel" | "site" | "code";
}

/** The customer file (service-process 1). Contacts are sealed at rest; name and company are plain columns. */
export interface Customer {
  id: string;
  number: number;
  name: string | null;
  company: string | null;
  position: string | null;
  type: "new" | "existing" | "high_value";
  tier: "core" | "ordinary" | "potential";
  firstChannel: Channel;
  firstContactAt: Instant;
  lastContactAt: Instant;
  optedOut: boolean;
  contacts: Contact[];
}
