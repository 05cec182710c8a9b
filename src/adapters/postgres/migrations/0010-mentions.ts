import type { MigrationInterface, QueryRunner } from "typeorm";

/** Colleagues called in notes are found among their alerts by an index of their own: they are few. */
const UP = `create index events_mentions on events (recorded_at, id) where type = 'mentioned'`;

export class Mentions1796083200000 implements MigrationInterface {
  readonly name = "Mentions1796083200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the index, so a roll-back leaves it where it is. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
