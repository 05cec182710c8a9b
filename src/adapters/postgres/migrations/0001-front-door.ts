import type { MigrationInterface, QueryRunner } from "typeorm";
import { TICKETS } from "./0001-tickets.js";

/**
 * The first schema. Row ids are UUID v7 made by the application; numbers come from sequences in blocks of 20 a process
 * (architecture 7). `sealed` columns are AES-256-GCM under the customer's data key; what stands beside them in clear is masked.
 */
const UP = `
create table clock (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('real', 'virtual')),
  offset_ms bigint not null default 0
);
create table keys (
  only_row boolean primary key default true check (only_row),
  fingerprint text not null
);
create table policies (
  hash text primary key,
  kind text not null check (kind in ('policy', 'dialogs')),
  content jsonb not null,
  first_seen_at timestamptz not null default now()
);
create table current_policies (
  kind text primary key check (kind in ('policy', 'dialogs')),
  hash text not null references policies (hash),
  published_at timestamptz not null default now()
);
create table teams (id text primary key, name jsonb not null, duty_agent_id uuid);
create table agents (
  id uuid primary key,
  name text not null unique,
  role text not null check (role in ('agent', 'supervisor', 'manager', 'administrator')),
  team_id text not null references teams (id),
  available boolean not null default true,
  email text,
  slack text,
  created_at timestamptz not null default now()
);
alter table teams add constraint teams_duty_agent foreign key (duty_agent_id) references agents (id);
create table tokens (
  hash bytea primary key,
  agent_id uuid not null references agents (id),
  role text not null check (role in ('agent', 'supervisor', 'manager', 'administrator')),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create table resumes (
  hash bytea primary key,
  conversation_id uuid not null,
  channel_user_id text not null,
  expires_at timestamptz not null
);
create sequence ticket_numbers increment by 20;
create sequence customer_numbers increment by 20;
create table customers (
  id uuid primary key,
  number integer not null unique,
  data_key bytea,
  name text,
  company text,
  position text,
  type text not null,
  tier text not null,
  first_channel text not null,
  first_contact_at timestamptz not null,
  last_contact_at timestamptz not null,
  opted_out boolean not null default false
);
create table identities (
  channel text not null,
  channel_user_id text not null,
  customer_id uuid not null references customers (id),
  joined_at timestamptz not null,
  primary key (channel, channel_user_id)
);
create table contacts (
  customer_id uuid not null references customers (id),
  kind text not null check (kind in ('phone', 'email')),
  lookup bytea not null,
  sealed bytea not null,
  verified text not null,
  at timestamptz not null,
  primary key (customer_id, kind, lookup)
);
create index contacts_lookup on contacts (lookup);
create table conversations (
  id uuid primary key,
  channel text not null,
  channel_conversation_id text not null,
  channel_user_id text not null,
  locale text not null,
  zone text,
  holder text not null check (holder in ('bot', 'agent')),
  agent_id uuid references agents (id),
  taken_at timestamptz,
  customer_id uuid references customers (id),
  seq bigint not null,
  seen_seq bigint not null default 0,
  awaits_seq bigint,
  unanswered_since timestamptz,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  dialog_version text not null,
  version bigint not null,
  mind bytea not null,
  check ((holder = 'agent') = (agent_id is not null)),
  unique (channel, channel_conversation_id)
) with (fillfactor = 60);
create index conversations_customer on conversations (customer_id, id) where customer_id is not null;
create index conversations_unanswered on conversations (unanswered_since, id) where unanswered_since is not null;
create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations (id),
  seq bigint not null,
  sender text not null check (sender in ('customer', 'bot', 'agent')),
  agent_id uuid,
  ticket_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  locale text not null,
  text text not null,
  say jsonb,
  sealed bytea,
  buttons jsonb,
  value jsonb,
  client_key text,
  unique (conversation_id, seq)
);
${TICKETS}create table received (
  channel text not null,
  key text not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (channel, key)
);
create index received_at on received (at);
create table parked (
  id uuid primary key,
  conversation_id uuid,
  at timestamptz not null default now(),
  reason text not null,
  sealed bytea not null,
  settled_at timestamptz
);
create table destinations (
  id uuid primary key,
  channel text not null,
  address text not null,
  next_run_at timestamptz,
  leased_until timestamptz,
  lease uuid,
  unique (channel, address)
);
create index destinations_due on destinations (channel, next_run_at) where next_run_at is not null;
create table deliveries (
  id uuid primary key,
  destination_id uuid not null references destinations (id),
  seq bigint generated always as identity,
  kind text not null check (kind in ('typing', 'customer', 'digest', 'webhook', 'alert')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'unknown', 'parked', 'expired')),
  message_id uuid,
  payload bytea not null,
  refusals smallint not null default 0,
  attempts integer not null default 0,
  reason text,
  created_at timestamptz not null default now(),
  deadline_at timestamptz not null,
  settled_at timestamptz
);
create index deliveries_waiting on deliveries (destination_id, seq) where state = 'waiting';
create index deliveries_unsent on deliveries (id) where state in ('parked', 'unknown', 'expired');
create table cron_runs (key text primary key, at timestamptz not null default now());
create table instances (id uuid primary key, name text not null, started_at timestamptz not null default now(), seen_at timestamptz not null default now());
create index conversations_agent on conversations (agent_id, id) where agent_id is not null;
create index commitments_due on commitments (due_at, id);
alter table destinations set (fillfactor = 50);
alter table destinations add column pending integer not null default 0, add column leased_seq bigint;
alter table deliveries add column unknowns smallint not null default 0;
`;

export class FrontDoor1795305600000 implements MigrationInterface {
  readonly name = "FrontDoor1795305600000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** A roll-back to the moment before the first schema is an empty database: restore a backup instead. */
  down(): Promise<void> {
    return Promise.reject(new Error("The first schema is not taken back: restore a backup into an empty database instead."));
  }
}
