import type { Sent } from "../../../../application/deliveries/messenger.js";

/**
 * `limited`: too often; `away`: nothing was done; `silent`: nobody knows whether it was done; `shut`: the app itself is not let in;
 * `gone`: the place does not take it; `refused`: what was asked is to blame.
 */
export type FaultKind = "limited" | "away" | "silent" | "shut" | "gone" | "refused";

/** A call of the Web API that came to nothing. `error`: as Slack names it, or `http_502`, `timeout`; never with words of a message. */
export class SlackFault extends Error {
  readonly code = "slack.fault";
  readonly kind: FaultKind;
  readonly error: string;
  readonly afterMs: number | null;
  constructor(fault: { kind: FaultKind; error: string; method: string; afterMs?: number | null; cause?: unknown }) {
    super(`${fault.method}: ${fault.error}`, { cause: fault.cause });
    this.kind = fault.kind;
    this.error = fault.error;
    this.afterMs = fault.afterMs ?? null;
  }
}

/** What a call that failed makes of its delivery (reliability F13–F16). Rethrows what is a bug. */
export function sentOf(error: unknown): Sent {
  if (!(error instanceof SlackFault)) throw error;
  switch (error.kind) {
    case "limited":
    case "away":
      return { status: "retry", afterMs: error.afterMs };
    case "silent":
      return { status: "unknown" };
    case "shut":
    case "gone":
      return { status: "gone" };
    case "refused":
      return { status: "refused", reason: error.error };
  }
}

/** The app as a whole is not let in: until somebody acts, no call is of use. */
const SHUT: ReadonlySet<string> = new Set([
  "account_inactive", "app_uninstalled", "invalid_auth", "not_authed", "token_expired", "token_revoked",
]); // prettier-ignore

/** This place does not take it, whatever is said there. */
const GONE: ReadonlySet<string> = new Set([
  "access_denied", "bot_not_found", "cannot_dm_bot", "channel_not_found", "channel_is_archived", "ekm_access_denied", "invalid_channel",
  "is_archived", "is_inactive", "messages_tab_disabled", "missing_scope", "no_permission", "not_in_channel", "posting_to_channel_denied",
  "restricted_action", "restricted_action_non_threadable_channel", "restricted_action_read_only_channel", "restricted_action_thread_locked",
  "restricted_action_thread_only_channel", "team_access_not_granted", "team_not_found", "user_disabled", "user_not_found",
]); // prettier-ignore

/** Slack's own trouble: it may have been done. */
const IN_DOUBT: ReadonlySet<string> = new Set(["fatal_error", "internal_error", "request_timeout"]);
const LATER: ReadonlySet<string> = new Set(["accesslimited", "org_login_required", "service_unavailable", "team_added_to_org"]);

export function kindOf(error: string): FaultKind {
  if (SHUT.has(error)) return "shut";
  if (GONE.has(error)) return "gone";
  if (error === "ratelimited" || error === "rate_limited" || error === "message_limit_exceeded") return "limited";
  if (IN_DOUBT.has(error)) return "silent";
  return LATER.has(error) ? "away" : "refused";
}
