import { isAway, run } from "../pool.js";
import type { Pool } from "../pool.js";
import { readLog, type LogRow } from "../sql/log/read-log.js";

/** Statements under way: the pool's other connections are the others'. */
const STATEMENTS_MOST = 3;
const CONVERSATIONS_MOST = 256;
/** Messages asked for by one statement: each may be of 300,000 characters. */
const MESSAGES_MOST = 500;

interface Asked {
  conversationId: string;
  after: number;
  limit: number;
  resolve: (rows: LogRow[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads a conversation's log: at once while few ask, and together with all others that wait when many do, as when thousands of
 * sockets come back after a restart. Rejects with `DatabaseAway` on an outage, then also for those who wait.
 */
export function makeLogReads(pool: Pool): (conversationId: string, after: number, limit: number) => Promise<LogRow[]> {
  let waiting: Asked[] = [];
  let underWay = 0;

  const readTogether = async (some: Asked[]): Promise<void> => {
    underWay += 1;
    try {
      const values = [some.map((one) => one.conversationId), some.map(({ after }) => after), some.map(({ limit }) => limit)];
      const rows = some.map((): LogRow[] => []);
      for (const row of await run<LogRow>(pool, readLog, values)) rows[Number(row.nth) - 1]!.push(row);
      for (const [i, { resolve }] of some.entries()) resolve(rows[i]!);
    } catch (error) {
      const failed = isAway(error) ? [...some, ...waiting.splice(0)] : some;
      for (const { reject } of failed) reject(error);
    }
    underWay -= 1;
    next();
  };
  const next = (): void => {
    while (underWay < STATEMENTS_MOST && waiting.length > 0) {
      const count = fitting(waiting);
      const some = waiting.slice(0, count);
      waiting = waiting.slice(count);
      void readTogether(some);
    }
  };
  return (conversationId, after, limit) =>
    new Promise((resolve, reject) => {
      waiting.push({ conversationId, after, limit, resolve, reject });
      next();
    });
}

/** How many of the first go into one statement, at least one. */
function fitting(waiting: readonly Asked[]): number {
  let messages = 0;
  const end = waiting.findIndex(({ limit }, n) => {
    messages += limit;
    return n > 0 && (n === CONVERSATIONS_MOST || messages > MESSAGES_MOST);
  });
  return end === -1 ? waiting.length : end;
}
