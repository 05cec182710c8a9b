import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Digests: one row a digest, period and channel, so that each is posted once whoever rings; the row that begins a digest holds the
 * moment from which it is owed and no document. The indexes serve figures that are bounded by their period.
 */
const UP = `
create table digests (
  id uuid primary key,
  digest text not null,
  period text not null,
  channel text not null,
  team_id text,
  due_at timestamptz not null,
  made_at timestamptz not null,
  late boolean not null default false,
  document jsonb,
  deliveries uuid[] not null default '{}',
  unique (digest, period, channel)
);
create index digests_due on digests (digest, channel, due_at);
create index digests_shown on digests (id) where document is not null;
create index tickets_created on tickets (created_at);
create index tickets_closed on tickets (closed_at) where closed_at is not null;
create index commitments_ended on commitments (ended_at) where ended_at is not null;
create index surveys_asked on surveys (asked_at);
`;

export class Digests1795564800000 implements MigrationInterface {
  readonly name = "Digests1795564800000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the table, so a roll-back leaves it where it is. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
