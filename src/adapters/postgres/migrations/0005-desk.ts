import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The desk's pages: replies held for undo (no public sequence, no message until they are released), and the words that search finds.
 * Words stand in tables of their own, filled beside the turns: a column on messages would cost every turn.
 */
const UP = `
create table drafts (
  id uuid primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  ticket_id uuid,
  agent_id uuid not null references agents (id),
  state text not null check (state in ('held', 'sent', 'failed', 'taken_back')),
  force boolean not null,
  sealed bytea not null,
  attachments jsonb not null default '[]',
  created_at timestamptz not null default now(),
  release_at timestamptz not null,
  claimed_until timestamptz,
  message_id uuid,
  reason jsonb,
  repeat_key text unique,
  body_hash text
);
create index drafts_held on drafts (release_at, id) where state = 'held';
create index drafts_author on drafts (agent_id, conversation_id, id);
create index drafts_conversation on drafts (conversation_id);
create table message_words (
  message_id uuid primary key references messages (id) on delete cascade,
  words tsvector not null
);
create index message_words_words on message_words using gin (words);
create table customer_words (
  customer_id uuid primary key references customers (id) on delete cascade,
  words tsvector not null
);
create index customer_words_words on customer_words using gin (words);
`;

export class DeskPages1795651200000 implements MigrationInterface {
  readonly name = "DeskPages1795651200000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the tables, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
