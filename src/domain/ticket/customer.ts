import type { Place } from "../reach/elsewhere.js";
import type { Instant } from "../time.js";
import type { Channel, ReachChannel } from "../words.js";

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
  /** The channel they chose to be told things on; null: wherever they wrote last. */
  prefers: ReachChannel | null;
  /** The conversation they wrote in last, of those that only they read; null: where the file began. */
  wroteIn: string | null;
  /** Where that leads: they are told there too what is said to them by itself; null: nowhere but where it is said. */
  reach: Place | null;
}

/** Sites and channels write one address in different cases. */
export const foldedEmail = (email: string | null): string | null => email?.toLowerCase() ?? null;
