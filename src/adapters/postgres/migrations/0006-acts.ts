import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whom the desk no longer listens to: one row a person of a channel, so that a new conversation of theirs is blocked too. */
const UP = `
create table blocks (
  channel text not null,
  channel_user_id text not null,
  conversation_id uuid not null references conversations (id) on delete cascade,
  at timestamptz not null,
  agent_id uuid not null references agents (id),
  reason text not null,
  primary key (channel, channel_user_id)
);
create index blocks_conversation on blocks (conversation_id);
`;

export class Acts1795737600000 implements MigrationInterface {
  readonly name = "Acts1795737600000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the table, so a roll-back leaves it where it is. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
