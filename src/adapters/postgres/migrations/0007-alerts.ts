import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Alerts are the ledger's own events, found by an index of their own; beside them stands only who has seen which, and which were
 * posted where, so that each is posted once whoever rings.
 */
const UP = `
create index events_alerts on events (recorded_at, id) where type in ('alert_raised', 'owner_warned', 'message_parked');
create table alert_reads (
  agent_id uuid not null references agents (id) on delete cascade,
  alert_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (agent_id, alert_id)
);
create table alert_posts (
  channel text not null,
  alert_id uuid not null,
  at timestamptz not null default now(),
  primary key (channel, alert_id)
);
`;

export class Alerts1795824000000 implements MigrationInterface {
  readonly name = "Alerts1795824000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the tables, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
