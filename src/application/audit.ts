import type { Page, PageWish } from "./desk-queries.js";

export const AUDIT_ACTIONS = [
  "signed_in",
  "sign_in_failed",
  "signed_out",
  "password_changed",
  "invited",
  "invite_used",
  "welcome_used",
  "agent_added",
  "agent_changed",
  "agent_disabled",
  "agent_enabled",
  "token_made",
  "conversation_blocked",
  "conversation_unblocked",
  "contact_shown",
  "exported",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it: an agent, a command on the machine, or somebody who was not signed in. */
export type AuditBy = { by: "agent"; agentId: string } | { by: "cli" } | { by: "nobody" };

export interface AuditView {
  id: string;
  /** Of what is counted by the hour, the last time. */
  at: string;
  by: AuditBy["by"];
  agent: string | null;
  agentName: string | null;
  action: AuditAction;
  subject: { kind: string; id: string } | null;
  /** Words of the desk and figures, nothing personal. */
  detail: Record<string, unknown>;
}

export interface AuditFilter {
  action?: AuditAction;
  agent?: string;
  subject?: string;
}

/** What matters to security is written where it happens, in the same transaction; `write` is for what changes nothing: a look, an export. */
export interface Audit {
  write(
    entry: { action: AuditAction; subject: AuditView["subject"]; detail: Record<string, unknown> },
    by: AuditBy,
  ): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: PageWish): Promise<Page<AuditView>>;
}
