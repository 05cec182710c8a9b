// End to end: a customer's message is posted, and its reply comes back. Ours is the whole product (`dist/main.js` in a process of its
// own, its limits on, durable, on the embedded Postgres with the product's own settings): Direct Line POST → answer, and the reply
// on the conversation's WebSocket. The reference is chat/echo-bot.mjs: Bot Framework, state in memory, no dialog, nothing kept: POST →
// answer, and the reply posted back to the connector. A message counts when both have come.
//
// A message is the next thing a customer says in a talk of chat/talks.mjs: half Chinese, half English; seven to ten a talk: a demand,
// the intake's answers, the summary confirmed, additions to the open ticket, its status. So of ten messages ours classifies ten,
// moves a dialog by each, and stores one or two tickets with all they promise. The echo bot gets the same words.
//
// 64 talks go on at once, each in a conversation (and socket) of its own that was opened before the clock starts; when one has ended,
// its place is another's. Load generator, server and Postgres share the machine. CPU is the server's process; ours is told once more
// with all of Postgres.
import { openConnector, botConversation } from "./chat/bot-framework.mjs";
import { openConversation } from "./chat/direct-line.mjs";
import { cpuMs, postgresPids, rssMb } from "./chat/processes.mjs";
import { DATA_KEY, startEchoBot, startProduct } from "./chat/servers.mjs";
import { activityFor, talk } from "./chat/talks.mjs";
import { openWire } from "./chat/wire.mjs";
import { throwAwayDatabase } from "./lib/database.mjs";
import { interleaved, quantile, result } from "./lib/rounds.mjs";

const AT_ONCE = 64;
const TALKS_A_ROUND = 4 * AT_ONCE;
const ROUNDS = 7;
/** Before anything is told: a server runs for weeks, and ours has much more code to become warm. */
const WARM_ROUNDS = 3;

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const connector = await openConnector();
  const product = await startProduct({ DATABASE_URL: database.url, DATA_KEY });
  const echo = await startEchoBot();
  try {
    const next = counter();
    const ours = roundOf({
      server: product,
      postgres: postgresPids,
      next,
      open: (wire, by) => openConversation(wire, { port: product.port, ...by }),
    });
    const reference = roundOf({
      server: echo,
      postgres: () => [],
      next,
      open: (_, by) => botConversation(connector, by.locale),
    });
    progress("warming up");
    for (let round = 0; round < WARM_ROUNDS; round++) for (const each of [ours, reference]) await each();
    const medians = await interleaved({ rounds: ROUNDS, ours, reference, progress });
    const also = (name) => `${medians(name).ours.toFixed(2)} and ${medians(name).reference.toFixed(2)}`;
    progress(`load generator: ${also("generatorCores")} of a core; replied to: ${also("replied")} of all messages`);
    const resident = { ours: rssMb(product.pid), reference: rssMb(echo.pid) };
    return [
      ...report(medians),
      result({ measure: "resident MB at the end", level: AT_ONCE, better: "less", aim: null }, resident),
    ];
  } finally {
    await Promise.all([product.stop(), echo.stop()]);
    connector.close();
    await database.close();
  }
}

const report = (medians) => [
  result({ measure: "messages per second", level: AT_ONCE, better: "more", aim: 2.5 }, medians("perSecond")),
  result({ measure: "server CPU ms per message", level: AT_ONCE, better: "less", aim: 0.4 }, medians("cpu")),
  result({ measure: "server and Postgres CPU ms per message", level: AT_ONCE, better: "less", aim: null }, medians("cpuAll")),
  result({ measure: "p99 ms", level: AT_ONCE, better: "less", aim: 0.6 }, medians("p99")),
  result({ measure: "p50 ms", level: AT_ONCE, better: "less", aim: null }, medians("p50")),
];

const counter = () => {
  let n = 0;
  return () => n++;
};

/** A round with wires, conversations and sockets of its own: a server may close what was idle during the other's round. */
function roundOf({ server, postgres, next, open }) {
  return async () => {
    const wires = await Promise.all(Array.from({ length: AT_ONCE }, () => openWire(server.port)));
    const talks = [];
    for (let of = 0; of < TALKS_A_ROUND; of += AT_ONCE) {
      const opening = wires.map(async (wire) => {
        const said = talk(next());
        return { says: said.says, with: await open(wire, said) };
      });
      talks.push(...(await Promise.all(opening)));
    }
    const figures = await measured({ server: [server.pid], postgres: postgres() }, () => talkAll(wires, [...talks]));
    for (const each of [...wires, ...talks.map((of) => of.with)]) each.close();
    return figures;
  };
}

/** Each wire takes the next talk when it has ended one. */
async function talkAll(wires, waiting) {
  const took = [];
  let replied = 0;
  const speak = async (wire) => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      let shown = each.with.greeting ?? [];
      for (const said of each.says) {
        const activity = activityFor(said, shown);
        const from = performance.now();
        shown = await each.with.say(wire, activity);
        took.push(performance.now() - from);
        if (shown.length > 0) replied += 1;
      }
    }
  };
  await Promise.all(wires.map(speak));
  return { took, replied };
}

async function measured({ server, postgres }, work) {
  const from = { at: performance.now(), cpu: cpuMs(server), postgres: cpuMs(postgres), own: process.cpuUsage() };
  const { took, replied } = await work();
  const ms = performance.now() - from.at;
  const own = process.cpuUsage(from.own);
  const [cpu, postgresCpu] = [cpuMs(server) - from.cpu, cpuMs(postgres) - from.postgres];
  return {
    perSecond: (took.length * 1_000) / ms,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    cpu: cpu / took.length,
    cpuAll: (cpu + postgresCpu) / took.length,
    generatorCores: (own.user + own.system) / 1_000 / ms,
    replied: replied / took.length,
  };
}
