import type pg from "pg";
import { v7 as newId } from "uuid";
import { migrate } from "../../../../src/adapters/postgres/migrate.js";
import { makePool } from "../../../../src/adapters/postgres/pool.js";
import type { Pool } from "../../../../src/adapters/postgres/pool.js";
import { createDatabase, templateDatabase } from "../../../support/postgres.js";

export const SILENT = { warn: () => undefined, error: () => undefined };

export interface Desk {
  url: string;
  pool: Pool;
  /** Another instance's pool to the same database. */
  another(name?: string): Pool;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Stops what a test started, before its connections are closed. */
  beforeDrop(stop: () => Promise<void>): void;
  drop(): Promise<void>;
}

/** A migrated database of the test's own. */
export async function aDatabase(): Promise<Desk> {
  const database = await createDatabase(await templateDatabase(async (url) => void (await migrate(url))));
  const { url } = database;
  const pools: Pool[] = [];
  const stops: (() => Promise<void>)[] = [];
  const another = (name = "test") => {
    const pool = makePool({ url, name, most: 5, log: SILENT });
    pools.push(pool);
    return pool;
  };
  const pool = another();
  return {
    url,
    pool,
    another,
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    beforeDrop: (stop) => void stops.push(stop),
    drop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all(pools.map((each) => each.end()));
      await database.drop();
    },
  };
}

/** Team `care` with its duty agent, and the clock. */
export async function aDesk(desk: Desk, { mode = "real" } = {}): Promise<{ agentId: string }> {
  const agentId = newId();
  await desk.query(`insert into teams (id, name) values ('care', '{"zh-CN":"客服","en":"Care"}')`);
  await desk.query(`insert into agents (id, name, role, team_id) values ($1, '值班 / Duty', 'agent', 'care')`, [agentId]);
  await desk.query(`update teams set duty_agent_id = $1`, [agentId]);
  await desk.query(`insert into clock (mode) values ($1)`, [mode]);
  return { agentId };
}

/** A conversation with `seq` public messages, none of them written. */
export async function aConversation(
  desk: Desk,
  { seq = 0, awaits = null as number | null, customerId = null as string | null } = {},
) {
  const id = newId();
  await desk.query(
    `insert into conversations (id, channel, channel_conversation_id, channel_user_id, locale, holder, seq, awaits_seq, customer_id,
      opened_at, last_at, dialog_version, version, mind)
     values ($1::uuid, 'web', $1::text, 'dl_1', 'en', 'bot', $2, $3, $4, now(), now(), 'd1', 1, '')`,
    [id, seq, awaits, customerId],
  );
  return id;
}

/** A commitment of the conversation that falls due at `at` (SQL, `now()` unless told). */
export async function aCommitment(desk: Desk, conversationId: string, { at = "now()", ticketId = null as string | null } = {}) {
  const id = newId();
  await desk.query(
    `insert into commitments (id, conversation_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, why, next_at,
      policy_version) values ($1, $2, $3, 'first_response', 'owed', 'customer', 'bot', now(), ${at}, 'always', 'sla.P3', ${at}, 'p1')`,
    [id, conversationId, ticketId],
  );
  return id;
}
