import { bytea, integer, jsonb, key, maybe, now, oneOf, preset, table, text, time, uuid } from "./table.js";

/** Signed-in browsers. A session ends by its row going. */
export const sessions = table(
  "sessions",
  {
    hash: key(bytea),
    agent_id: uuid,
    created_at: now,
    seen_at: now,
    expires_at: time,
    /** Of the network only, and the family of the browser: enough to know one's own again. */
    address: text,
    browser: text,
  },
  {
    references: { agent_id: "agents" },
    goesWith: ["agent_id"],
    indexes: { sessions_agent: ["agent_id"] },
  },
);

/** One-time links: `invite` sets one person's password, `welcome` makes the first administrator. */
export const invites = table(
  "invites",
  {
    hash: key(bytea),
    kind: text,
    agent_id: maybe(uuid),
    created_at: now,
    expires_at: time,
    used_at: maybe(time),
  },
  {
    references: { agent_id: "agents" },
    goesWith: ["agent_id"],
    indexes: { invites_agent: ["agent_id"] },
    checks: { invites_kind_check: oneOf("kind", "invite", "welcome") },
  },
);

/** Tries at passwords in a span, by a keyed hash of what they are counted by: neither e-mail nor address can be read here. */
export const signInTries = table("sign_in_tries", {
  key: key(bytea),
  tries: integer,
  ends_at: time,
  /** This account was signed in to from this network not long ago. */
  known_until: maybe(time),
});

/** Who did what that matters to security; ids and words of the desk only. */
export const audit = table(
  "audit",
  {
    id: key(uuid),
    at: now,
    by: text,
    agent_id: maybe(uuid),
    action: text,
    subject_kind: maybe(text),
    subject_id: maybe(text),
    detail: preset(jsonb, {}),
  },
  {
    indexes: { audit_subject: ["subject_id", "id"] },
    checks: { audit_by_check: oneOf("by", "agent", "cli", "nobody") },
  },
);
