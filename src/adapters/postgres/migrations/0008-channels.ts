import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Channels that are not ours: which conversation stands behind the channel's own name of one, with what its adapter needs in order to
 * speak there; and what customers made of their messages later, beside the messages, which stay as they were said.
 */
const UP = `
create table channel_addresses (
  channel text not null,
  channel_conversation_id text not null,
  conversation_id uuid not null unique,
  sealed bytea,
  primary key (channel, channel_conversation_id)
);
create table message_versions (
  id uuid primary key,
  message_id uuid not null references messages (id) on delete cascade,
  conversation_id uuid not null,
  at timestamptz not null,
  text text,
  sealed bytea
);
create index message_versions_message on message_versions (message_id, id);
create index deliveries_message on deliveries (message_id) where message_id is not null;
`;

export class Channels1795910400000 implements MigrationInterface {
  readonly name = "Channels1795910400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the tables, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
