import pg from "pg";
import { migrate } from "../../dist/adapters/postgres/migrate.js";
import { FUNCTIONS, people, rowsOf } from "./made-up.mjs";

const BATCH = 20_000;
/** Two years of work; what is open began in the last month. */
const YEARS_DAYS = 730;
const OPEN_DAYS = 30;
const TICKETS_AN_AGENT = 2_500;
/** At once: as many as a small machine has cores. */
const MAKERS = 2;

export const openOf = (tickets) => Math.round(tickets / 50);

/** A database of its own beside `url`'s, with the people of a desk of that size. `open` adds open tickets; closed ones come with it. */
export async function makeDesk(url, { name, tickets, open, now, progress }) {
  const own = new URL(url);
  own.pathname = `/${name}`;
  await onceOn(url, (client) => client.query(`create database ${name}`));
  await migrate(own.href);
  const agents = Math.max(6, Math.ceil(tickets / TICKETS_AN_AGENT));
  const closed = tickets - openOf(tickets);
  let made = 0;
  const stretch = async (count, of) => {
    await fill(own.href, { first: made + 1, count, agents, now, ...of }, progress);
    made += count;
  };
  const addOpen = async (count) => {
    await stretch(count, { begins: -OPEN_DAYS, ends: 0, open: true });
    await onceOn(own.href, (client) => client.query("vacuum analyze"));
  };
  await onceOn(own.href, async (client) => {
    await client.query(FUNCTIONS);
    await client.query(people(agents));
    const indexes = await withoutIndexes(client);
    await stretch(closed, { begins: -YEARS_DAYS, ends: -0.3, open: false });
    await client.query("set maintenance_work_mem = '512MB'");
    progress(`${name}: ${closed} closed tickets are in, the indexes follow`);
    for (const make of indexes) await client.query(make);
  });
  await addOpen(open);
  return { url: own.href, agents, addOpen };
}

async function fill(url, stretch, progress) {
  const last = stretch.first + stretch.count - 1;
  let next = stretch.first;
  const maker = () =>
    onceOn(url, async (client) => {
      // Rows that refer to each other are made together: what the foreign keys would look up is known.
      await client.query("set session_replication_role = replica");
      await client.query("set synchronous_commit = off");
      while (next <= last) {
        const from = next;
        next += BATCH;
        for (const text of rowsOf({ ...stretch, from, to: Math.min(last, from + BATCH - 1) })) await client.query(text);
        if ((next - stretch.first) % (10 * BATCH) === 0) progress(`${next - 1} of ${last} tickets are made`);
      }
    });
  await Promise.all(Array.from({ length: MAKERS }, maker));
}

/** Takes the indexes away that only find rows, for the time of filling; answers what makes them again. */
async function withoutIndexes(client) {
  const { rows } = await client.query(`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as make
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisunique and not i.indisprimary
      and i.indrelid::regclass::text in ('tickets', 'commitments', 'events', 'messages', 'message_words', 'conversations', 'surveys')`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ make }) => make);
}

export async function onceOn(url, use) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
