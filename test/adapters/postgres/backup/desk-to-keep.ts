import pg from "pg";
import { createDatabase, templateDatabase, type TestDatabase } from "../../../support/postgres.js";

/** A small desk with all that makes a restore hard: a circle of keys, a key to itself, generated columns, triggers, sequences. */
const MIGRATION = `
  create table migrations (id serial primary key, "timestamp" bigint not null, name varchar not null);
  insert into migrations ("timestamp", name) values (1, 'FirstDesk1'), (2, 'Notes2');
  create table teams (id int primary key, name text not null, duty_agent int);
  create table agents (id int primary key, team int not null references teams, chief int references agents on delete set null);
  alter table teams add constraint duty foreign key (duty_agent) references agents deferrable initially deferred;
  create table "Odd ""names""" (id bigint generated always as identity primary key, "the order" text,
    words tsvector generated always as (to_tsvector('simple', coalesce("the order", ''))) stored,
    raw bytea, doc jsonb, tags text[], at timestamptz, rate float8, agent int references agents);
  create sequence ticket_numbers increment by 20;
  create sequence unused start with 7;
  create function refuse() returns trigger language plpgsql as $$ begin raise 'the audit only grows by acts'; end $$;
  create table audit (id int primary key, what text);
  create trigger no_insert before insert on audit for each row execute function refuse();
  insert into teams values (1, 'seeded'); insert into agents values (1, 1, null); update teams set duty_agent = 1;
`;
export const FILL = `
  update teams set name = '值班 / Duty';
  insert into agents values (2, 1, 3), (3, 1, 1);
  insert into "Odd ""names""" ("the order", raw, doc, tags, at, rate, agent) values
    (E'tab\\t newline\\n backslash\\\\ \\\\. 我的订单 👩‍👩‍👧 é', '\\x00ff0a5c2e', '{"a":[1,null,"\\u4e2d"]}', array['x', null, '{,"'], '2026-11-22 01:02:03.456789+08', 0.1, 2),
    ('', '\\x', 'null', '{}', 'infinity', 'NaN', null), (null, null, null, null, null, null, null);
  insert into "Odd ""names""" ("the order", raw) select repeat('长', n), decode(repeat('ab', n * 50), 'hex') from generate_series(1, 2000, 7) n;
  alter table audit disable trigger no_insert; insert into audit values (1, 'kept'); alter table audit enable trigger no_insert;
  select nextval('ticket_numbers'), nextval('ticket_numbers');
`;
/** What the migration alone puts in, and nobody who runs. */
export const idle = { isRunning: () => false, seeded: { teams: 1, agents: 1 } };

export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

export const migrated = async (): Promise<TestDatabase> =>
  createDatabase(await templateDatabase(async (url) => void (await query(url, MIGRATION)), "for_backup"));

/** All that a database says, in one comparable value. */
export async function contents(url: string): Promise<unknown> {
  const tables = ["teams", "agents", '"Odd ""names"""', "audit", "migrations"];
  const rows = tables.map((table) => query(url, `select t::text as row from ${table} t order by id`));
  const keys = query(
    url,
    "select conrelid::regclass, conname, pg_get_constraintdef(oid) d from pg_constraint where contype = 'f' order by 1, 2",
  );
  const triggers = query(url, "select tgname, tgenabled from pg_trigger where not tgisinternal order by 1");
  return Promise.all([...rows, keys, triggers]);
}
