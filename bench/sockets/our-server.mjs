// Our HTTP server with its Direct Line, log, bell and sightings on Postgres, put together as the product does; its limits per address
// are off, since all clients of a bench come from one machine. Conversations are those of lib/sample-turn.mjs: no dialog decides.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeVault } from "../../dist/adapters/crypto/vault.js";
import { makeFileLinks } from "../../dist/adapters/files/links.js";
import { LIMITS } from "../../dist/adapters/http/limits.js";
import { makeHttp } from "../../dist/adapters/http/server.js";
import { openClock } from "../../dist/adapters/postgres/desk/clock.js";
import { makePublicLog } from "../../dist/adapters/postgres/desk/public-log.js";
import { makeResumes } from "../../dist/adapters/postgres/desk/resumes.js";
import { makeSightings } from "../../dist/adapters/postgres/desk/sightings.js";
import { makePool } from "../../dist/adapters/postgres/pool.js";
import { makeTurnStore } from "../../dist/adapters/postgres/turn-store.js";
import { makeTurns } from "../../dist/application/turns/turns.js";
import { decideTurn, newConversation, opening } from "../lib/sample-turn.mjs";
import { answerCommands, micros } from "./probe.mjs";

const OFF = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, Infinity]));
const CONNECTIONS = { desk: 12, turns: 3 };
const OPENED_AT_ONCE = 200;
const TURNS_AT_ONCE = 1_000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const failed = (error) => console.error("our server:", error);
const logger = { warn: (_, text) => failed(text), error: (fields, text) => failed(fields.err ?? text) };
const poolOf = (most) => makePool({ url: process.env.DATABASE_URL, name: "frontdoor bench", most, log: logger });
const [pool, turnPool] = [poolOf(CONNECTIONS.desk), poolOf(CONNECTIONS.turns)];
const vault = makeVault(Buffer.alloc(32, 1));
await openClock(pool, { mode: "real" });

const log = makePublicLog({ pool, vault, assistant: () => "小川", agentName: () => null, name: "bench", failed });
const sightings = makeSightings({ pool, onPassed: () => Promise.resolve(), failed });
await log.start();
await sightings.start();

const SECRET = "a-secret-of-this-bench-alone";
const unused = () => Promise.reject(new Error("Nobody asks for this here."));
const http = makeHttp({
  frontDoor: { open: unused, receive: unused },
  log,
  sightings,
  // What clients of this bench never ask for.
  files: {},
  desk: unused,
  deskNow: unused,
  fileLinks: makeFileLinks({ key: Buffer.alloc(32, 3), now: Date.now }),
  identitySecret: null,
  contactsIn: () => [],
  resumes: makeResumes(pool, { hash: (secret) => Buffer.from(secret) }),
  ready: () => Promise.resolve({ ok: true, reasons: [] }),
  tokenKey: Buffer.alloc(32, 2),
  directLineSecret: SECRET,
  now: Date.now,
  page: { directory: join(root, "dist/widget"), company: { "zh-CN": "Bench", en: "Bench" }, defaultLocale: "zh-CN" },
  publicUrl: null,
  allowedOrigins: [],
  trustedProxies: [],
  limits: OFF,
  warn: failed,
  onFault: failed,
});
const { port } = await http.listen(0, "127.0.0.1");

const store = makeTurnStore({ pool: turnPool, vault });
const committed = [];
const turns = makeTurns({ store, decide: decideTurn, onCommitted: (changes) => void committed.push(...changes), log: logger });
const conversations = [];
let said = [];

async function talk() {
  for (let n = 0; n < conversations.length; n += TURNS_AT_ONCE) {
    const some = conversations.slice(n, n + TURNS_AT_ONCE).map(({ id, channel, channelUserId }) => {
      const wanted = { conversationId: id, key: { channel, key: `${id}/${micros()}` }, person: { channel, channelUserId } };
      return turns.submit({ wanted, input: wanted });
    });
    await Promise.all(some);
  }
  return committed.splice(0);
}

answerCommands({
  open: async ({ count }) => {
    const fresh = Array.from({ length: count }, (_, n) => newConversation(conversations.length + n));
    conversations.push(...fresh);
    for (let n = 0; n < fresh.length; n += OPENED_AT_ONCE) await store.write(fresh.slice(n, n + OPENED_AT_ONCE).map(opening));
    return fresh.map(({ id }) => ({ port, path: `/v3/directline/conversations/${id}`, token: SECRET }));
  },
  /** Something is said to all: stored, and nobody is told yet. */
  say: async () => void (said = await talk()),
  /** All are told in one go, as by one batch of this process. */
  broadcast: () => {
    const at = micros();
    log.committed(said);
    return { at };
  },
  /** As after commits of another instance: the bell rings with nothing but the new heads, and the log is read. */
  ring: () => {
    const heads = said.map((change) => ({ ...change, messages: change.messages.map(strange) }));
    const at = micros();
    log.committed(heads);
    return { at };
  },
});

/** Whose name is not at hand here, so that only the log can tell the message. */
const strange = (message) => ({ ...message, from: "agent", agentId: "elsewhere" });
