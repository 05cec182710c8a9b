import type { Role } from "../../domain/words.js";
import type { AuditBy } from "../audit.js";

/** One spelling of an e-mail, as it is stored. */
export const oneEmail = (email: string): string => email.trim().normalize("NFKC").toLowerCase();

/** Somebody who is signed in. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  team: string;
  email: string | null;
}

export interface Account extends Person {
  /** As stored; null: cannot sign in yet. */
  password: string | null;
  disabled: boolean;
}

/** Where somebody signs in. */
export interface Visit {
  /** The caller's network address in full: tries are counted by it, and it is stored cut. */
  address: string;
  /** The family of the browser: `Firefox`. */
  browser: string;
  /** The session that this browser had: it ends when another begins. */
  session: string | null;
}

export interface Accounts {
  byEmail(email: string): Promise<Account | null>;
  byId(agentId: string): Promise<Account | null>;
  /** All sessions and links of the person end, `session` takes the place of the one that asks. Null: it ended meanwhile. */
  changePassword(change: { agentId: string; verified: string; password: string; session: string }): Promise<string | null>;
}

/** Secrets are 256 random bits, given out once and stored hashed. */
export interface Sessions {
  /** Null: the password was changed or the person disabled meanwhile. `better`: the same password, hashed as we hash now. */
  open(account: { id: string; verified: string; better: string | null }, visit: Visit): Promise<string | null>;
  /** Read anew at each call: what ended on one instance has ended on all. `idle`: an open page asks, not a person, so it lasts no longer. */
  find(secret: string, wish?: { idle: boolean }): Promise<Person | null>;
  close(secret: string): Promise<void>;
}

export interface NewPerson {
  email: string;
  name: string;
  role: Role;
  team: string;
  slack: string | null;
}

export type Taken = { refused: "name_taken" | "email_taken" };

export interface Invites {
  /** A fresh link for 24 hours, for somebody new or for who is known by exactly this; the one before is void. */
  create(person: NewPerson, by: AuditBy): Promise<{ secret: string; expiresAt: string } | Taken | { refused: "unknown_team" }>;
  /** Null as soon as an administrator can sign in. */
  welcome(): Promise<string | null>;
  /** Null: used, expired, or never given. */
  find(secret: string): Promise<{ kind: "invite" | "welcome"; name: string | null; email: string | null } | null>;
  /** Once: of two at the same moment the other gets null. Answers the session. */
  use(
    secret: string,
    to: { password: string; name: string | null; email: string | null },
    visit: Visit,
  ): Promise<string | Taken | null>;
}

/** Counts tries at passwords over all instances, by words that are stored hashed. */
export interface Tries {
  /** This try included. `waitS`: until the span ends; `known`: has been forgiven not long ago. */
  count(what: string, spanMs: number): Promise<{ tries: number; waitS: number; known: boolean }>;
  /** `what` starts anew and is known for 90 days; each of `also` gets one try back. */
  forgive(what: string, also: readonly string[]): Promise<void>;
  /** Written down once an hour, however often. `agentId` null: nobody has that e-mail. */
  failed(agentId: string | null): Promise<void>;
}

export interface Passwords {
  /** Rejects with {@link PasswordsBusy}. */
  hash(password: string): Promise<string>;
  /** `stored` null takes as long and is never right. `better`: it was right, and hashed more cheaply than we do now. */
  verify(password: string, stored: string | null): Promise<{ right: boolean; better: string | null }>;
}

/** More passwords wait to be hashed than this machine should hold. */
export class PasswordsBusy extends Error {
  readonly code = "passwords.busy";
}
