// Many sockets: what an idle one weighs, how long everybody else waits while all are told something, and how fast all come back at
// once. Ours is sockets/our-server.mjs: the product's HTTP server, Direct Line, log and bell on a durable Postgres. The reference is
// sockets/bare-server.mjs: `ws` alone, in the same run. Clients are processes of their own and come from several addresses of the
// loopback, so that ephemeral ports do not run out; clients, both servers and Postgres share the machine.
import pg from "pg";
import { throwAwayDatabase } from "./lib/database.mjs";
import { median, quantile, result } from "./lib/rounds.mjs";
import { startFleet, startProcess } from "./sockets/processes.mjs";

const LEVELS = [1_000, 5_000, 10_000];
const MANY = LEVELS.at(-1);
const BROADCASTS = 5;
const RINGS = 2;
const STORMS = { 2_000: 3, 10_000: 2 };
const STALL_MS = 50;
/** The pools of one instance and the connection that listens. */
const CONNECTIONS_MOST = 16;
/** What follows a broadcast, pings and what answers them, belongs to its stall. */
const AFTER_MS = 600;
const LOOK_EVERY_MS = 100;

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const flags = ["--expose-gc"];
  const sides = {
    ours: { server: startProcess("./our-server.mjs", { env: { DATABASE_URL: database.url }, flags }), fleet: startFleet() },
    reference: { server: startProcess("./bare-server.mjs", { flags }), fleet: startFleet() },
  };
  const watching = await watchConnections(database.url);
  try {
    const said = { watermark: 0 };
    return [
      ...(await idle({ sides, progress })),
      ...(await broadcasts({ sides, said, progress, command: "broadcast", rounds: BROADCASTS })),
      ...(await broadcasts({ sides, said, progress, command: "ring", rounds: RINGS })),
      ...(await storms({ sides, said, progress, watching })),
    ];
  } finally {
    await watching.stop();
    for (const { server, fleet } of Object.values(sides)) await Promise.all([server.stop(), fleet.stop()]);
    await database.close();
  }
}

/** Does it to one after the other and answers both figures. */
const toBoth = async (sides, one) => ({ ours: await one(sides.ours), reference: await one(sides.reference) });
const pick = (both, name) => ({ ours: both.ours[name], reference: both.reference[name] });

/** A socket's weight is what each adds after the first thousand, which also make the process warm. */
async function idle({ sides, progress }) {
  const at = {};
  let open = 0;
  for (const level of LEVELS) {
    at[level] = await toBoth(sides, async ({ server, fleet }) => {
      await fleet.open(await server.ask("open", { count: level - open }));
      const { rss, heapUsed } = await server.ask("memory");
      return { rss: rss / 1_024, heap: heapUsed / 1_024, mb: rss / 1_048_576 };
    });
    open = level;
    const words = ({ mb, heap }) => `${mb.toFixed(0)} MB, heap ${(heap / 1_024).toFixed(0)} MB`;
    progress(`${level} idle: ours ${words(at[level].ours)}; reference ${words(at[level].reference)}`);
  }
  const [first, ...levels] = LEVELS;
  const each = (level, who, name) => (at[level][who][name] - at[first][who][name]) / (level - first);
  const kb = (level, name) => ({ ours: each(level, "ours", name), reference: each(level, "reference", name) });
  return [
    ...levels.flatMap((level) => [
      result({ measure: "KB per idle socket (resident)", level, better: "less", aim: null }, kb(level, "rss")),
      result({ measure: "KB per idle socket (heap)", level, better: "less", aim: null }, kb(level, "heap")),
    ]),
    beside({ measure: "KB per idle socket (resident; reference: the aim)", level: MANY, bound: 10 }, kb(MANY, "rss").ours),
    ...LEVELS.map((level) =>
      result({ measure: "process MB with idle sockets", level, better: "less", aim: null }, pick(at[level], "mb")),
    ),
  ];
}

/** Ours beside what it may be at most. */
const beside = ({ measure, level, bound }, ours) =>
  result({ measure, level, better: "less", aim: 1 }, { ours, reference: bound });

const WORDS = { broadcast: "broadcast to all from memory", ring: "bell for all, read from the log" };

async function broadcasts({ sides, said, progress, command, rounds }) {
  const figures = [];
  for (let round = 0; round <= rounds; round++) {
    said.watermark += 2;
    const both = await toBoth(sides, (side) => broadcastOnce(side, command, said.watermark));
    progress(
      `${WORDS[command]}, ${round === 0 ? "warm-up" : `round ${round}`}: ours ${inMs(both.ours)}; reference ${inMs(both.reference)}`,
    );
    if (round > 0) figures.push(both);
  }
  const rows = ["p99", "stall", "stallCpu"].map((name) =>
    result(
      { measure: `${WORDS[command]}: ${NAMES[name]}`, level: MANY, better: "less", aim: null },
      { ours: median(figures.map(({ ours }) => ours[name])), reference: median(figures.map(({ reference }) => reference[name])) },
    ),
  );
  // By the CPU: on a machine that others use too, the wall also holds the time this process was not let run.
  const stall = { measure: `${WORDS[command]}: longest stall, CPU ms (reference: the aim)`, level: MANY, bound: STALL_MS };
  return [...rows, beside(stall, median(figures.map(({ ours }) => ours.stallCpu)))];
}
const NAMES = { p99: "p99 ms", stall: "longest stall, ms", stallCpu: "longest stall, CPU ms" };
const inMs = ({ p99, stall, stallCpu }) => `p99 ${p99.toFixed(0)} ms, stall ${stall.toFixed(0)} ms (CPU ${stallCpu.toFixed(0)})`;

async function broadcastOnce({ server, fleet }, command, watermark) {
  await server.ask("say");
  await server.ask("watch");
  const { at } = await server.ask(command);
  const told = await fleet.told(watermark);
  await pause(AFTER_MS);
  const { wallMs, cpuMs } = await server.ask("stalls");
  return { p99: quantile(told, 0.99) / 1_000 - at / 1_000, stall: wallMs, stallCpu: cpuMs };
}

async function storms({ sides, said, progress, watching }) {
  const results = [];
  for (const [level, rounds] of Object.entries(STORMS)) {
    const count = Number(level);
    const figures = [];
    let connections = 0;
    for (let round = 1; round <= rounds; round++) {
      said.watermark += 2;
      const both = await toBoth(sides, async ({ server, fleet }) => {
        await fleet.drop();
        await server.ask("say");
        watching.reset();
        await server.ask("watch");
        const storm = await fleet.storm(count, said.watermark);
        const { wallMs, cpuMs } = await server.ask("stalls");
        connections = Math.max(connections, watching.most());
        return { ...storm, back: 1 - Math.max(storm.errors, storm.missing) / count, stall: wallMs, stallCpu: cpuMs };
      });
      const words = ({ ms, errors, missing, again, stall, stallCpu }) =>
        `${ms.toFixed(0)} ms, ${errors} errors, ${missing} not told, ${again} tried again, stall ${stall.toFixed(0)} ms (CPU ${stallCpu.toFixed(0)})`;
      progress(`${count} come back, round ${round}: ours ${words(both.ours)}; reference ${words(both.reference)}`);
      figures.push(both);
    }
    const of = (name, take) => ({
      ours: take(figures.map((f) => f.ours[name])),
      reference: take(figures.map((f) => f.reference[name])),
    });
    results.push(
      result(
        { measure: "reconnect storm: ms until all have what they missed", level: count, better: "less", aim: null },
        of("ms", median),
      ),
      result(
        { measure: "reconnect storm: longest stall, CPU ms", level: count, better: "less", aim: null },
        of("stallCpu", median),
      ),
      result(
        { measure: "reconnect storm: share that came back and missed nothing", level: count, better: "more", aim: 1 },
        of("back", (shares) => Math.min(...shares)),
      ),
      beside(
        { measure: "reconnect storm: Postgres connections, most (reference: the bound)", level: count, bound: CONNECTIONS_MOST },
        connections,
      ),
    );
  }
  return results;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function watchConnections(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let most = 0;
  let looking = Promise.resolve();
  const look = async () => {
    const { rows } = await client.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    most = Math.max(most, rows[0].n);
  };
  const timer = setInterval(() => (looking = looking.then(look)), LOOK_EVERY_MS);
  return {
    reset: () => (most = 0),
    most: () => most,
    stop: async () => {
      clearInterval(timer);
      await looking;
      await client.end();
    },
  };
}
