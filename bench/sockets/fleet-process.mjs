// One of the processes that hold clients: the server's limit of open files, and its core, are its own. Told what to do by fleet.mjs.
import { setTimeout as sleep } from "node:timers/promises";
import { getJson, openSocket } from "./raw-socket.mjs";

/** Addresses of this machine, each with its own range of ephemeral ports. */
const SOURCES = 8;
const OPENED_AT_ONCE = 100;
const PATIENCE_MS = 60_000;

/** CLOCK_MONOTONIC, the same for all processes of a machine. */
const micros = () => Number(process.hrtime.bigint() / 1_000n);
const WATERMARK = /"watermark":"(\d+)"\}$/;

const clients = [];
let first = 0;

const newClient = ({ port, path, token }, n) => {
  const client = { port, path, token, watermark: 0, at: 0, socket: null, from: `127.0.0.${2 + (n % SOURCES)}` };
  client.onText = (payload) => {
    client.at = micros();
    client.watermark = Number(
      WATERMARK.exec(payload.toString("latin1", Math.max(0, payload.length - 40)))?.[1] ?? client.watermark,
    );
  };
  return client;
};

/** As every client comes, also back: asks for an address with its watermark, and opens it. */
const open = async (client) => {
  const { port, from, watermark, onText } = client;
  const { token, streamUrl } = await getJson({ port, from, token: client.token, path: `${client.path}?watermark=${watermark}` });
  client.token = token;
  client.socket = await openSocket({ port, from, path: streamUrl.slice(streamUrl.indexOf("/", "ws://".length)), onText });
};

const TRIES = 6;

/** What the kernel resets, its queue of connections being full, is tried again as by every client; an answer that refuses is an error. */
const comeBack = async (client) => {
  for (let again = 0; ; again++) {
    try {
      await open(client);
      return again;
    } catch (error) {
      if (error.code === undefined || again === TRIES) throw error;
      await sleep(300 + 400 * Math.random());
    }
  }
};

const inLanes = async (list, lanes, one) => {
  const waiting = [...list];
  let errors = 0;
  const lane = async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) await one(each).catch(() => (errors += 1));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return errors;
};

/** Until each of them has been told up to its `watermark`; answers when (µs) each was, and how many never were. */
const told = async (list, watermark) => {
  const end = performance.now() + PATIENCE_MS;
  const behind = () => list.filter((client) => client.watermark < watermark).length;
  while (behind() > 0 && performance.now() < end) await sleep(5);
  return { at: list.map((client) => client.at), missing: behind() };
};

const commands = {
  /** Opens as many more as there are addresses. */
  open: async ({ wanted }) => {
    const fresh = wanted.map((each, n) => newClient(each, clients.length + n));
    clients.push(...fresh);
    return { errors: await inLanes(fresh, OPENED_AT_ONCE, open) };
  },
  told: ({ watermark }) => told(clients, watermark),
  drop: async () => {
    for (const { socket } of clients) socket?.destroy();
    await sleep(200);
  },
  /** The next `count` of them come back at once. */
  storm: async ({ count, watermark }) => {
    const some = Array.from({ length: count }, () => clients[first++ % clients.length]);
    const from = micros();
    const settled = await Promise.allSettled(some.map(comeBack));
    const { at, missing } = await told(some, watermark);
    return {
      from,
      until: Math.max(micros(), ...at),
      errors: settled.flatMap(({ reason }) => (reason ? [reason.message] : [])),
      again: settled.reduce((sum, { value = 0 }) => sum + value, 0),
      missing,
    };
  },
};

process.on("message", async ({ id, command, ...rest }) => {
  try {
    process.send({ id, result: await commands[command](rest) });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.on("disconnect", () => process.exit(0));
