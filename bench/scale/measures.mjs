import { makeVault } from "../../dist/adapters/crypto/vault.js";
import { makeAlerts } from "../../dist/adapters/postgres/desk/alerts/alerts.js";
import { makeDigestCounts } from "../../dist/adapters/postgres/desk/digests/figures.js";
import { makeDueCommitments } from "../../dist/adapters/postgres/desk/due-commitments.js";
import { makeQueries } from "../../dist/adapters/postgres/desk/queries/queries.js";
import { makeQueueQueries } from "../../dist/adapters/postgres/desk/queries/queue.js";
import { makeSearch } from "../../dist/adapters/postgres/desk/search/search.js";
import { makePool } from "../../dist/adapters/postgres/pool.js";
import { WORDS } from "./made-up.mjs";

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;
const ZONE = "Asia/Shanghai";
const CLAIMED = 32;
/** Different ones are asked for each time, so that none is found warm only because it was just read. */
const SAMPLES = 400;

/**
 * What the desk asks, through the product's own code. `asks` is by name: one call a time that is measured. `days` of the reports are
 * the desk's month, or as many as hold the tickets that the reference's month holds.
 */
export async function asksOf({ url, agents, monthDays, log }) {
  const pool = makePool({ url, name: "frontdoor-bench", most: 4, log });
  const vault = makeVault(Buffer.alloc(32, 1));
  const queries = makeQueries({ pool, vault });
  const queue = makeQueueQueries({ pool, zone: () => ZONE });
  const search = makeSearch({ pool, vault, tickets: queries.tickets, contactsIn: () => ({ email: null, phone: null }) });
  const alerts = makeAlerts(pool);
  const figures = makeDigestCounts(pool);
  const due = makeDueCommitments(pool);
  const sample = await samplesOf(pool, agents);
  const period = (days) => {
    const to = Date.now();
    return { before: to - 2 * days * DAY_MS, from: to - days * DAY_MS, to, team: null, agent: null, zone: ZONE };
  };
  // Those of last week wait in the place of a page far down.
  const below = (id) => Buffer.from(JSON.stringify(["tickets", id])).toString("base64url");
  const first = { limit: 50 };
  return {
    asks: {
      "report of a month": () => figures.report(period(MONTH_MS / DAY_MS)),
      "report of as many tickets": () => figures.report(period(monthDays)),
      "report of one agent's month": () => figures.report({ ...period(MONTH_MS / DAY_MS), agent: sample.agent() }),
      "daily watch": () => figures.watch({ now: Date.now(), until: Date.now() + DAY_MS, team: null }),
      "queue, first page with counts": () => queue.queue({}, first),
      "queue, one agent's, with counts": () => queue.queue({ owner: sample.agent() }, first),
      "board, first page with counts": () => queue.board({ hours: 24 }, first),
      meter: () => queue.meter({ hours: 2 }),
      "due sweep, 32 claimed": () => due.claim(CLAIMED),
      "history of one ticket": () => queries.history.events(sample.ticket(), first),
      "messages of one conversation": () => queries.conversations.messages(sample.conversation(), { ...first, newest: true }),
      "tickets, first page": () => queries.tickets.list({}, first),
      "tickets, a page far down": () => queries.tickets.list({}, { ...first, cursor: below(sample.ticket()) }),
      "tickets, one agent's": () => queries.tickets.list({ owner: sample.agent() }, first),
      "tickets, one team's of one kind": () =>
        queries.tickets.list({ team: "team-3", category: "value_added", form: "complaint", priority: ["P1"] }, first),
      "tickets, a team's that has none": () => queries.tickets.list({ team: "team-none" }, first),
      "search, a common word": () => search.search(WORDS.common, first),
      "search, a middling word (1 in 500)": () => search.search(sample.middling(), first),
      "search, a rare word (1 in 50,000)": () => search.search(sample.rare(), first),
      "alerts, a supervisor's": () => alerts.list({ agentId: sample.agent(), levels: ["supervisor"], team: "team-1" }, {}, first),
      "alerts, an agent's": () => alerts.list({ agentId: sample.agent(), levels: [], team: null }, {}, first),
      "alerts, a manager's": () => alerts.list({ agentId: sample.agent(), levels: ["manager"], team: null }, {}, first),
    },
    /** As before the sweep, so that each claim finds the same. */
    unclaim: () => pool.query("update commitments set claimed_until = null where next_at <= now() and claimed_until is not null"),
    close: () => pool.end(),
  };
}

async function samplesOf(pool, agents) {
  const ask = async (text) => (await pool.query(text)).rows.map(({ one }) => one);
  const found = {
    ticket: await ask(`select t.id as one from (select max(number) as most from tickets) m, generate_series(1, ${SAMPLES}) n
      join tickets t on true where t.number = 1 + (hashint8extended(n, 90) & 2147483647) % m.most`),
    agent: await ask(`select agent_id(pick(n, 91, ${agents})) as one from generate_series(1, ${SAMPLES}) n`),
    middling: await ask(`select ${WORDS.middling("n")} as one from generate_series(1, ${SAMPLES}) n`),
    rare: await ask(`select ${WORDS.rare("n")} as one from generate_series(8, ${8 * SAMPLES}, 8) n`),
  };
  found.conversation = (
    await pool.query("select conversation_id from tickets where id = any ($1::uuid[])", [found.ticket])
  ).rows.map((row) => row.conversation_id);
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => {
      let n = 0;
      return [name, () => values[n++ % values.length]];
    }),
  );
}
