// Signed events of Slack over HTTP: ours from the request to the commit, beside a bare Bolt app that checks the signature and
// acknowledges (slack/bare-bolt.mjs). Ours is the whole product in a process of its own, durable, on the embedded Postgres.
//
// Two kinds of events, each a customer's message in direct messages. `held`: an agent has taken the conversation over, so that what is
// measured is receiving alone: verified, understood, one turn, stored. `talks`: the next message of a talk of chat/talks.mjs; the bot moves its dialog
// on, and its answers are stored with the tickets and promises that come of it.
//
// 64 connections, each with the next message of another customer when its last is answered. This Slack takes no post for an hour (429), so that
// sending, once tried, is no part of it (bench/deliveries.mjs). Generator, Web API, server and Postgres share the machine.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cpuMs } from "./chat/processes.mjs";
import { DATA_KEY, startProduct, startServer } from "./chat/servers.mjs";
import { talk } from "./chat/talks.mjs";
import { openWire } from "./chat/wire.mjs";
import { throwAwayDatabase } from "./lib/database.mjs";
import { interleaved, quantile, result } from "./lib/rounds.mjs";
import { BOT_TOKEN, openSlackSide, SIGNING_SECRET, signedMessage } from "./slack/slack-side.mjs";

const AT_ONCE = 64;
const PEOPLE = 4 * AT_ONCE;
const ROUND_MS = 3_000;
const ROUNDS = 5;
/** Before anything is told: a server runs for weeks. */
const WARM_ROUNDS = 2;

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const slack = await openSlackSide();
  const app = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl };
  const ours = { DATABASE_URL: database.url, DATA_KEY };
  const product = await startProduct({ ...app, ...ours });
  const bolt = await startServer(fileOf("./slack/bare-bolt.mjs"), app);
  try {
    await takeOver(product, { ...process.env, ...ours });
    const held = await compared({ product, bolt, next: heldMessages() }, progress, "held");
    const talks = await compared({ product, bolt, next: talkMessages() }, progress, "talks");
    return [
      result({ measure: "events per second, held", level: AT_ONCE, better: "more", aim: 0.5 }, held("perSecond")),
      result({ measure: "server CPU ms per event, held", level: AT_ONCE, better: "less", aim: null }, held("cpu")),
      result({ measure: "p99 ms, held", level: AT_ONCE, better: "less", aim: null }, held("p99")),
      result({ measure: "events per second, talks", level: AT_ONCE, better: "more", aim: null }, talks("perSecond")),
      result({ measure: "server CPU ms per event, talks", level: AT_ONCE, better: "less", aim: null }, talks("cpu")),
      result({ measure: "p99 ms, talks", level: AT_ONCE, better: "less", aim: null }, talks("p99")),
    ];
  } finally {
    await Promise.all([product.stop(), bolt.stop()]);
    slack.close();
    await database.close();
  }
}

async function compared({ product, bolt, next }, progress, what) {
  const [ours, reference] = [product, bolt].map((server) => () => round(server, next));
  for (let warm = 0; warm < WARM_ROUNDS; warm++) for (const each of [ours, reference]) await each();
  const medians = await interleaved({ rounds: ROUNDS, ours, reference, progress: (line) => progress(`${what}, ${line}`) });
  const generator = medians("generatorCores");
  const late = medians("late").ours;
  progress(
    `load generator: ${generator.ours.toFixed(2)} and ${generator.reference.toFixed(2)} of a core; too late: ${late} a round`,
  );
  return medians;
}

/** Everybody of {@link heldMessages} has written once, and an agent answers from now on. */
async function takeOver({ port }, env) {
  const wire = await openWire(port);
  for (let n = 0; n < PEOPLE; n++) await post(wire, signedMessage(n, "你好"));
  wire.close();
  const made = execFileSync(process.execPath, [fileOf("../dist/cli.js"), "token", "--role", "agent", "--name", "bench"], { env });
  const headers = { authorization: `Bearer ${made.toString("utf8").trim()}`, "content-type": "application/json" };
  const api = `http://127.0.0.1:${port}/api/v1`;
  for (let path = "/conversations?limit=200"; path !== null;) {
    const { items, next } = await (await fetch(`${api}${path}`, { headers })).json();
    for (const { id } of items) {
      const { status } = await fetch(`${api}/conversations/${id}/takeover`, { method: "POST", headers, body: "{}" });
      if (status >= 300) throw new Error(`A conversation could not be taken over: ${status}.`);
    }
    path = next ? `/conversations?limit=200&cursor=${encodeURIComponent(next)}` : null;
  }
}

const HELD = [
  "补充一下，收货地址是上海市浦东新区张江路 88 号，请按这个地址发",
  "It happened again at 9:40, the page shows error 502 for everybody in the office",
  "现在到哪一步了？",
  "Thanks, I'll wait for your answer. The order is SO-20261115-1234",
];

function heldMessages() {
  let n = 0;
  return () => signedMessage(n % PEOPLE, HELD[n++ % HELD.length]);
}

/** Each goes through a whole talk, then another comes; its buttons are typed, as people in Slack may. */
function talkMessages() {
  let n = PEOPLE;
  const talking = [];
  const begin = () => ({ n: ++n, says: talk(n).says.map((said) => said.typed ?? said) });
  return () => {
    const person = talking.length < PEOPLE ? begin() : talking.shift();
    const text = person.says.shift();
    if (person.says.length > 0) talking.push(person);
    return signedMessage(person.n, text);
  };
}

/** False: not stored within the time that Slack gives; it would send the event again. */
async function post(wire, { body, head }) {
  const { status } = await wire.post("/slack/events", body, head);
  if (status !== 200 && status !== 503) throw new Error(`An event was answered ${status}.`);
  return status === 200;
}

async function round(server, next) {
  const wires = await Promise.all(Array.from({ length: AT_ONCE }, () => openWire(server.port)));
  const from = { at: performance.now(), cpu: cpuMs([server.pid]), own: process.cpuUsage() };
  const took = [];
  let late = 0;
  const speak = async (wire) => {
    while (performance.now() - from.at < ROUND_MS) {
      const sent = performance.now();
      const isStored = await post(wire, next());
      if (isStored) took.push(performance.now() - sent);
      else late += 1;
    }
  };
  await Promise.all(wires.map(speak));
  const ms = performance.now() - from.at;
  const own = process.cpuUsage(from.own);
  for (const wire of wires) wire.close();
  return {
    perSecond: (took.length * 1_000) / ms,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    cpu: (cpuMs([server.pid]) - from.cpu) / took.length,
    generatorCores: (own.user + own.system) / 1_000 / ms,
    late,
  };
}
