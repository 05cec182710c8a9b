import type { MigrationInterface, QueryRunner } from "typeorm";

/** What broke in silence and is not done yet stays in queue and board: found by these, which hold nothing else. */
const UP = `
create index commitments_late on commitments (due_at, id) where state = 'broken' and next_at is not null;
create index commitments_late_ticket on commitments (ticket_id, due_at, id) where state = 'broken' and next_at is not null;
`;

export class Late1796342400000 implements MigrationInterface {
  readonly name = "Late1796342400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not use them, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
