import { bigint, bytea, identity, integer, key, maybe, now, oneOf, preset, smallint, table, text, time, uuid } from "./table.js";

export const destinations = table(
  "destinations",
  {
    id: key(uuid),
    channel: text,
    address: text,
    next_run_at: maybe(time),
    leased_until: maybe(time),
    lease: maybe(uuid),
    pending: preset(integer, 0),
    leased_seq: maybe(bigint),
  },
  {
    uniques: [["channel", "address"]],
    indexes: {
      destinations_due: { on: ["channel", "next_run_at"], where: "(next_run_at IS NOT NULL)" },
    },
  },
);

export const deliveries = table(
  "deliveries",
  {
    id: key(uuid),
    destination_id: uuid,
    seq: identity,
    kind: text,
    state: preset(text, "waiting"),
    message_id: maybe(uuid),
    payload: bytea,
    refusals: preset(smallint, 0),
    attempts: preset(integer, 0),
    unknowns: preset(smallint, 0),
    reason: maybe(text),
    created_at: now,
    deadline_at: time,
    settled_at: maybe(time),
  },
  {
    references: { destination_id: "destinations" },
    indexes: {
      deliveries_lost: {
        on: ["settled_at", "id"],
        where: "((state = ANY (ARRAY['parked'::text, 'unknown'::text, 'expired'::text])) AND (kind <> 'typing'::text))",
      },
      deliveries_message: { on: ["message_id"], where: "(message_id IS NOT NULL)" },
      deliveries_unsent: { on: ["id"], where: oneOf("state", "parked", "unknown", "expired") },
      deliveries_waiting: { on: ["destination_id", "seq"], where: "(state = 'waiting'::text)" },
    },
    checks: {
      deliveries_kind_check: oneOf("kind", "typing", "customer", "digest", "webhook", "alert", "card"),
      deliveries_state_check: oneOf("state", "waiting", "sent", "unknown", "parked", "expired"),
    },
  },
);

export const cronRuns = table("cron_runs", {
  key: key(text),
  at: now,
});

export const instances = table("instances", {
  id: key(uuid),
  name: text,
  started_at: now,
  seen_at: now,
});
