import { ROLES, type Role } from "../domain/words.js";

/** One role at least: what nobody may do is no verb. */
export type Roles = readonly [Role, ...Role[]];

/**
 * Who may see and do what; every route names its verb, so that there is none without a rule. Agents serve every customer: whoever is
 * on duty must be able to go on where a colleague stopped. Supervisors plan shifts and backups, managers are answerable for how the
 * desk is run, administrators let people in and out.
 */
export const RIGHTS = {
  /** Tickets, conversations, customers with their contacts masked, colleagues, desk time. */
  read: ROLES,
  /** Every act on a conversation, a ticket or a commitment. */
  serve: ROLES,
  /** One's own session, password and availability. */
  own_account: ROLES,
  /** A contact in clear: is written into the audit. */
  show_contact: ROLES,
  /** Whether colleagues are available. */
  shifts: ["supervisor", "manager", "administrator"],
  /** The records as files: is written into the audit. */
  export: ["supervisor", "manager", "administrator"],
  /** The desk's figures, per team and agent too: digests. Supervisors see their own team's and the whole desk's. */
  figures: ["supervisor", "manager", "administrator"],
  /** Sending again what a channel may have had already. */
  resend: ["supervisor", "manager", "administrator"],
  audit: ["manager", "administrator"],
  /** People: adding, inviting, their role and team, disabling. */
  people: ["administrator"],
  /** Moving a virtual clock. */
  move_clock: ["administrator"],
} as const satisfies Record<string, Roles>;

export type Verb = keyof typeof RIGHTS;

export const may = (role: Role, verb: Verb): boolean => (RIGHTS[verb] as readonly Role[]).includes(role);
