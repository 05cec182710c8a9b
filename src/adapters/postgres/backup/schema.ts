import type { Client } from "pg";

/** TypeORM's own table: both sides have it from their migrations, so it is compared and never copied. */
const MIGRATIONS = "migrations";

export interface Table {
  name: string;
  /** Without the generated ones, which Postgres fills itself. */
  columns: string[];
}

export interface Constraint {
  table: string;
  name: string;
  definition: string;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const inPublic = (name: string): string => `public.${quoted(name)}`;

export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> $1
      group by c.relname order by c.relname`,
    [MIGRATIONS],
  );
  return rows;
}

/** Names of the migrations that have run, oldest first; none in a database that was never migrated. */
export async function migrationsOf(client: Client): Promise<string[]> {
  const { rows: found } = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    inPublic(MIGRATIONS),
  ]);
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>(`select name from ${inPublic(MIGRATIONS)} order by "timestamp", name`);
  return rows.map(({ name }) => name);
}

/** Every sequence with the value it gives next. Read after the snapshot was taken, so never behind a row in it. */
export async function sequencesOf(client: Client): Promise<{ name: string; next: string }[]> {
  const { rows } = await client.query<{ name: string; step: string }>(
    `select sequencename as name, increment_by as step from pg_sequences
      where schemaname = 'public' and sequencename not in
        (select s.relname from pg_depend d join pg_class s on s.oid = d.objid
          where d.refobjid = to_regclass($1) and d.deptype in ('a', 'i') and s.relkind = 'S')
      order by sequencename`,
    [inPublic(MIGRATIONS)],
  );
  const sequences = [];
  for (const { name, step } of rows) {
    const text = `select (last_value + case when is_called then $1::bigint else 0 end)::text as next from ${inPublic(name)}`;
    const next = (await client.query<{ next: string }>(text, [step])).rows[0]?.next;
    if (next !== undefined) sequences.push({ name, next });
  }
  return sequences;
}

export async function foreignKeysOf(client: Client): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select t.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c join pg_class t on t.oid = c.conrelid
      where t.relnamespace = 'public'::regnamespace and c.contype = 'f' order by 1, 2`,
  );
  return rows;
}

/** Triggers of ours that fire on ordinary changes; those of foreign keys are Postgres' own. */
export async function triggersOf(client: Client): Promise<{ table: string; name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select t.relname as table, g.tgname as name from pg_trigger g join pg_class t on t.oid = g.tgrelid
      where t.relnamespace = 'public'::regnamespace and not g.tgisinternal and g.tgenabled = 'O' order by 1, 2`,
  );
  return rows;
}
