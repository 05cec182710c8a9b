/** The part of the first schema that hangs on a conversation's tickets. */
export const TICKETS = `create table tickets (
  id uuid primary key,
  number integer not null unique,
  conversation_id uuid not null references conversations (id),
  customer_id uuid not null references customers (id),
  category text,
  form text not null,
  nature text,
  urgency text not null,
  importance text not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  rank smallint not null,
  outage boolean not null,
  owner_id uuid not null references agents (id),
  team_id text not null references teams (id),
  status text not null check (status in ('open', 'waiting', 'resolved', 'closed', 'cancelled', 'merged')),
  reason text,
  waiting_for text,
  text text not null,
  sealed bytea,
  keywords text[] not null,
  classification jsonb not null,
  detail bytea not null,
  linked_to uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  reopened smallint not null default 0,
  policy_version text not null,
  check ((status in ('closed', 'cancelled', 'merged')) = (closed_at is not null)),
  check (status not in ('closed', 'cancelled') or reason is not null)
);
create index tickets_conversation on tickets (conversation_id, id);
create index tickets_open on tickets (owner_id, id) where closed_at is null;
create index tickets_customer on tickets (customer_id, id);
create table commitments (
  id uuid primary key,
  conversation_id uuid not null references conversations (id),
  ticket_id uuid references tickets (id),
  customer_id uuid references customers (id),
  kind text not null,
  state text not null check (state in ('owed', 'paused', 'met', 'broken', 'dropped')),
  owed_to text not null,
  owed_by text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  clock text not null,
  paused_at timestamptz,
  paused_ms bigint not null default 0,
  paused_until timestamptz,
  said_at timestamptz,
  said_seq bigint,
  warned_at timestamptz,
  told_before boolean not null default false,
  held_by_bot boolean not null default false,
  by_reprioritising boolean not null default false,
  late boolean not null default false,
  alerts jsonb not null default '[]',
  why text not null,
  ended_at timestamptz,
  steps jsonb not null default '[]',
  next_at timestamptz,
  claimed_until timestamptz,
  policy_version text not null,
  check ((state in ('met', 'broken', 'dropped')) = (ended_at is not null))
);
create index commitments_next on commitments (next_at, id) where next_at is not null;
create index commitments_owed on commitments (due_at, id) where state in ('owed', 'paused');
create index commitments_ticket on commitments (ticket_id, id);
create index commitments_live on commitments (conversation_id) where state in ('owed', 'paused') or next_at is not null;
create index commitments_alerted on commitments (id) where alerts <> '[]';
create table surveys (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  conversation_id uuid not null references conversations (id),
  customer_id uuid not null references customers (id),
  assignee uuid not null references agents (id),
  kind text not null check (kind in ('full', 'short')),
  state text not null check (state in ('asked', 'answered', 'expired', 'dropped')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  scores smallint[],
  answered_at timestamptz,
  sealed bytea not null
);
create index surveys_ticket on surveys (ticket_id, id);
create index surveys_conversation on surveys (conversation_id);
create table notes (
  id uuid primary key,
  conversation_id uuid not null references conversations (id),
  ticket_id uuid not null references tickets (id),
  agent_id uuid not null references agents (id),
  at timestamptz not null,
  text text not null,
  sealed bytea
);
create index notes_ticket on notes (ticket_id, id);
create table events (
  seq bigint generated always as identity primary key,
  id uuid not null,
  conversation_id uuid,
  ticket_id uuid,
  type text not null,
  v smallint not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  by text not null,
  policy_version text not null,
  data jsonb not null
);
create index events_ticket on events (ticket_id, seq) where ticket_id is not null;
`;
