// What the desk asks of its tables, with many tickets beside few (performance.md 9): the same calls of the product's own code on two
// databases of one Postgres, one of 100,000 tickets (the reference) and one of BENCH_TICKETS. Made in two steps, so that two things
// are told apart: the large desk first has as many open tickets as the small one (more history only), then its own fiftieth.
// A desk of that size has as many more agents. Times in ms, medians; it takes about 9 GB of disk for a million tickets.
import { availableParallelism, loadavg } from "node:os";
import { DatabaseAway } from "../dist/application/ports.js";
import { throwAwayDatabase } from "./lib/database.mjs";
import { median, quantile, result } from "./lib/rounds.mjs";
import { makeDesk, openOf } from "./scale/desk.mjs";
import { asksOf } from "./scale/measures.mjs";

/** The largest that is done within about 12 minutes on 2 cores that do nothing else; 5,000,000 is the aim's own size. */
const LARGE = Number(process.env.BENCH_TICKETS ?? 1_000_000);
const SMALL = Number(process.env.BENCH_REFERENCE ?? 100_000);
const AIM = 1.5;
const ROUNDS = 5;
const CALLS = 8;
/** What takes long is called less often. */
const ASK_MOST_MS = 12_000;
const MONTH_DAYS = 30;

/** What hangs on how many tickets are open; all else is asked once, at the end. */
const OF_OPEN = ["daily watch", "queue", "board", "meter", "due sweep"];
const isOfOpen = (name) => OF_OPEN.some((start) => name.startsWith(start));

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const now = new Date().toISOString();
  try {
    const small = await makeDesk(database.url, { name: "small", tickets: SMALL, open: openOf(SMALL), now, progress });
    const large = await makeDesk(database.url, { name: "large", tickets: LARGE, open: openOf(SMALL), now, progress });
    const before = await compared({ small, large, wanted: isOfOpen, open: openOf(SMALL), progress });
    await large.addOpen(openOf(LARGE) - openOf(SMALL));
    return [...before, ...(await compared({ small, large, wanted: () => true, open: openOf(LARGE), progress }))];
  } finally {
    await database.close();
  }
}

export async function compared({ small, large, wanted, open, progress }) {
  const log = { warn: (_, text) => progress(text), error: (_, text) => progress(text) };
  const reference = await asksOf({ ...small, monthDays: MONTH_DAYS, log });
  const ours = await asksOf({ ...large, monthDays: (MONTH_DAYS * SMALL) / LARGE, log });
  const level = `${LARGE} tickets, ${open} open, beside ${SMALL}; ${availableParallelism()} cores`;
  const results = [];
  try {
    for (const name of Object.keys(ours.asks).filter(wanted)) {
      const took = await timed({ ours, reference, name, progress });
      const of = { measure: `${name}, ms`, level, better: "less", aim: AIM };
      results.push(result(of, { ours: median(took.ours), reference: median(took.reference) }));
      const { ratio } = results.at(-1);
      const words = (who) => `${who} ${median(took[who]).toFixed(1)} (p90 ${quantile(took[who], 0.9).toFixed(1)})`;
      progress(
        `${open} open: ${name}: ${words("ours")}, ${words("reference")} ms, ratio ${ratio}; load ${loadavg()[0].toFixed(0)}`,
      );
    }
  } finally {
    await ours.close();
    await reference.close();
  }
  return results;
}

/** In turns, so that both meet the same moods of the machine, after one call each that does not count. */
async function timed({ ours, reference, name, progress }) {
  const took = { ours: [], reference: [] };
  const sides = { ours, reference };
  const until = performance.now() + ASK_MOST_MS;
  for (let call = 0; call <= ROUNDS * CALLS && (call < 3 || performance.now() < until); call++)
    for (const [who, { asks, unclaim }] of Object.entries(sides)) {
      await unclaim();
      const from = performance.now();
      await asks[name]().catch((error) => {
        // Given up by the pool, as the desk would give it up: it took that long.
        if (!(error instanceof DatabaseAway)) throw error;
        progress(`${name}: ${who} was given up`);
      });
      if (call > 0) took[who].push(performance.now() - from);
    }
  return took;
}
