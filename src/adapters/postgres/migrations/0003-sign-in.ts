import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * People sign in at the desk: passwords, sessions, one-time links, what counts wrong tries, and the audit of it all. An e-mail
 * names one person from now on; a second row with the same one (it was good for nothing so far) gives it up.
 */
const UP = `
alter table teams add column duty_named text;
alter table agents add column password text, add column disabled_at timestamptz;
update agents set email = lower(btrim(email)) where email is distinct from lower(btrim(email));
update agents a set email = null
where email = '' or exists (select from agents b where b.email = a.email and (b.created_at, b.id) < (a.created_at, a.id));
alter table agents add constraint agents_email_key unique (email);
create table sessions (
  hash bytea primary key,
  agent_id uuid not null references agents (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text not null,
  browser text not null
);
create index sessions_agent on sessions (agent_id);
create table invites (
  hash bytea primary key,
  kind text not null check (kind in ('invite', 'welcome')),
  agent_id uuid references agents (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invites_agent on invites (agent_id);
create table sign_in_tries (
  key bytea primary key,
  tries integer not null,
  ends_at timestamptz not null,
  known_until timestamptz
);
create table audit (
  id uuid primary key,
  at timestamptz not null default now(),
  by text not null check (by in ('agent', 'cli', 'nobody')),
  agent_id uuid,
  action text not null,
  subject_kind text,
  subject_id text,
  detail jsonb not null default '{}'
);
create index audit_subject on audit (subject_id, id);
`;

export class SignIn1795478400000 implements MigrationInterface {
  readonly name = "SignIn1795478400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see what was added, so a roll-back leaves it where it is. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
