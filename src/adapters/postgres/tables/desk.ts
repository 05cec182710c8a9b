import { bigint, boolean, bytea, jsonb, key, maybe, now, oneOf, preset, table, text, time, uuid } from "./table.js";

export const clock = table(
  "clock",
  {
    only_row: key(preset(boolean, true)),
    mode: text,
    offset_ms: preset(bigint, 0),
  },
  {
    checks: {
      clock_only_row_check: "only_row",
      clock_mode_check: oneOf("mode", "real", "virtual"),
    },
  },
);

export const keys = table(
  "keys",
  {
    only_row: key(preset(boolean, true)),
    fingerprint: text,
  },
  {
    checks: {
      keys_only_row_check: "only_row",
    },
  },
);

export const policies = table(
  "policies",
  {
    hash: key(text),
    kind: text,
    content: jsonb,
    first_seen_at: now,
  },
  {
    checks: {
      policies_kind_check: oneOf("kind", "policy", "dialogs"),
    },
  },
);

export const currentPolicies = table(
  "current_policies",
  {
    kind: key(text),
    hash: text,
    published_at: now,
  },
  {
    references: { hash: "policies.hash" },
    checks: {
      current_policies_kind_check: oneOf("kind", "policy", "dialogs"),
    },
  },
);

export const teams = table(
  "teams",
  {
    id: key(text),
    name: jsonb,
    duty_agent_id: maybe(uuid),
    /** What the policy last named: it moves the post only when it names another, so that a person who took it over keeps it. */
    duty_named: maybe(text),
  },
  {
    references: { duty_agent_id: "agents" },
  },
);

export const agents = table(
  "agents",
  {
    id: key(uuid),
    name: text,
    role: text,
    team_id: text,
    available: preset(boolean, true),
    email: maybe(text),
    slack: maybe(text),
    created_at: now,
    /** Hashed; null: this person cannot sign in. */
    password: maybe(text),
    disabled_at: maybe(time),
  },
  {
    references: { team_id: "teams" },
    uniques: [["name"], ["email"]],
    indexes: { agents_slack: { on: ["slack"], where: "(slack IS NOT NULL)" } },
    checks: {
      agents_role_check: oneOf("role", "agent", "supervisor", "manager", "administrator"),
    },
  },
);

export const tokens = table(
  "tokens",
  {
    hash: key(bytea),
    agent_id: uuid,
    role: text,
    created_at: now,
    revoked_at: maybe(time),
  },
  {
    references: { agent_id: "agents" },
    checks: {
      tokens_role_check: oneOf("role", "agent", "supervisor", "manager", "administrator"),
    },
  },
);
