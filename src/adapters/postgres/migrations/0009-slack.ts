import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Tickets as agents see them in Slack: where each card stands and what of the conversation its thread shows, and the replies that
 * agents wrote there. What has to be shown goes out as deliveries of a kind of its own.
 */
const UP = `
alter table deliveries drop constraint deliveries_kind_check,
  add constraint deliveries_kind_check check (kind in ('typing', 'customer', 'digest', 'webhook', 'alert', 'card'));
create table slack_cards (
  ticket_id uuid primary key references tickets (id) on delete cascade,
  conversation_id uuid not null references conversations (id) on delete cascade,
  channel text not null,
  ts text,
  shown text,
  asked_version bigint not null,
  card_delivery uuid,
  mirrored_seq bigint not null,
  asked_seq bigint not null,
  mirror_delivery uuid
);
create index slack_cards_conversation on slack_cards (conversation_id);
create index slack_cards_ts on slack_cards (ts);
create table slack_replies (
  draft_id uuid primary key references drafts (id) on delete cascade,
  ticket_id uuid not null references tickets (id) on delete cascade,
  conversation_id uuid not null references conversations (id) on delete cascade,
  channel text not null,
  thread_ts text not null,
  ts text,
  shown text,
  mark_delivery uuid
);
create index slack_replies_conversation on slack_replies (conversation_id);
create index slack_replies_ticket on slack_replies (ticket_id);
create index slack_replies_open on slack_replies (draft_id) where shown is null or shown in ('held', 'sent');
create index agents_slack on agents (slack) where slack is not null;
`;

export class Slack1795996800000 implements MigrationInterface {
  readonly name = "Slack1795996800000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the tables, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
