/**
 * Files, a megabyte a row, sealed. `bytes` is 0 until the whole file is there. What is sealed cannot be compressed, so Postgres
 * need not try (`external`).
 */
export const ATTACHMENTS = `create table attachments (
  id uuid primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  name text not null,
  type text not null,
  bytes integer not null,
  sha256 bytea not null,
  by text not null check (by in ('customer', 'agent')),
  created_at timestamptz not null default now(),
  bound_at timestamptz
);
create index attachments_conversation on attachments (conversation_id);
create index attachments_unbound on attachments (created_at) where bound_at is null;
create table attachment_chunks (
  attachment_id uuid not null references attachments (id) on delete cascade,
  n integer not null,
  sealed bytea not null,
  primary key (attachment_id, n)
);
alter table attachment_chunks alter column sealed set storage external;
`;
