import { randomBytes } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Visitor } from "../support/direct-line.js";
import { createDatabase } from "../support/postgres.js";
import { Instance, makeFolder } from "../support/processes.js";
import { until } from "../support/product.js";

jest.setTimeout(180_000);

const SOCKETS = 300;
const ARRIVING_AT_ONCE = 30;
/** The pools of one instance and the connection that listens. */
const CONNECTIONS_MOST = 16;
const BACK_MOST_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Looks again and again how many connections to this database there are. */
async function watchConnections(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let most = 0;
  let watching = true;
  const loop = (async () => {
    while (watching) {
      const { rows } = await client.query<{ n: number }>(
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      most = Math.max(most, rows[0]!.n);
      await sleep(50);
    }
  })();
  return {
    reset: () => (most = 0),
    most: () => most,
    stop: async () => {
      watching = false;
      await loop;
      await client.end();
    },
  };
}

async function arriveAll(base: string): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  while (visitors.length < SOCKETS)
    visitors.push(
      ...(await Promise.all(
        Array.from({ length: ARRIVING_AT_ONCE }, () => Visitor.arrive(base, { locale: "en", returns: false })),
      )),
    );
  return visitors;
}

/** Says it until it is acknowledged; answers its id. */
async function say(visitor: Visitor, text: string): Promise<string> {
  const key = visitor.newKey();
  for (;;) {
    const posted = await visitor.post({ text }, { key }).catch(() => null);
    if (posted?.status === 200) return posted.id!;
    if (posted && posted.status !== 503) throw new Error(`${posted.status} ${JSON.stringify(posted.body)}`);
    await sleep(250);
  }
}

test(`F39: an instance killed with ${SOCKETS} sockets: all come back at once to the next and miss nothing, on no more connections than its pools'`, async () => {
  const folder = await makeFolder();
  const database = await createDatabase();
  const env = {
    ...{ DATA_DIR: folder.path, DATABASE_URL: database.url, DATA_KEY: randomBytes(32).toString("base64") },
    ...{ TRUSTED_PROXY: "127.0.0.1", LOG_LEVEL: "warn", PORT: String(await freePort()) },
  };
  let instance = await Instance.start(env, folder.path);
  const watching = await watchConnections(database.url);
  let visitors: Visitor[] = [];
  try {
    visitors = await arriveAll(instance.base);
    // Killed while all are writing: some have their answer, some never will.
    const saying = visitors.map((visitor, n) => say(visitor, `thanks ${n}`));
    await Promise.race(saying);
    await instance.end("SIGKILL");
    await until(() => visitors.every(({ isConnected }) => !isConnected), "all cut off");
    instance = await Instance.start(env, folder.path);
    watching.reset();

    let refused = 0;
    const end = performance.now() + BACK_MOST_MS;
    const back = async (visitor: Visitor): Promise<void> => {
      while (!visitor.isConnected && performance.now() < end)
        await visitor.reconnect().catch(async () => {
          refused += 1;
          await sleep(250);
        });
    };
    await Promise.all(visitors.map(back));
    const ids = await Promise.all(saying);
    for (const [n, visitor] of visitors.entries()) {
      const id = ids[n]!;
      // Its own words and what the bot says to them, each once, and nothing left out before them.
      await until(() => visitor.after(id).length > 0 && visitor.seqs.includes(Number(id.split("|")[1])), "the reply");
      expect(visitor.shown.filter(({ text }) => text === `thanks ${n}`).map((shown) => shown.id)).toEqual([id]);
      expect(visitor.seqs).toEqual(visitor.seqs.map((_, i) => i + 1));
      expect(visitor.repeated).toEqual([]);
    }
    expect(refused).toBe(0);
    expect(watching.most()).toBeLessThanOrEqual(CONNECTIONS_MOST);
  } finally {
    for (const visitor of visitors) visitor.leave();
    await watching.stop();
    await instance.end("SIGKILL");
    await database.drop();
    await folder.remove();
  }
});
