// The store's part of a turn: read, decide, write (performance.md 1). Ours through the batcher and the store as the product runs
// them; the reference is lib/plain-turn.mjs on the same database.
import { randomUUID } from "node:crypto";
import { makeVault } from "../dist/adapters/crypto/vault.js";
import { openClock } from "../dist/adapters/postgres/desk/clock.js";
import { makePool } from "../dist/adapters/postgres/pool.js";
import { makeTurnStore } from "../dist/adapters/postgres/turn-store.js";
import { makeTurns } from "../dist/application/turns/turns.js";
import { throwAwayDatabase } from "./lib/database.mjs";
import { plainClient } from "./lib/plain-turn.mjs";
import { interleaved, load, result } from "./lib/rounds.mjs";
import { decideTurn, newConversation, opening } from "./lib/sample-turn.mjs";

const CONVERSATIONS = 2_000;
const OPENED_AT_ONCE = 200;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const MANY = 32;

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const vault = makeVault(Buffer.alloc(32, 1));
  const log = { warn: (_, text) => progress(text), error: (_, text) => progress(text) };
  const pool = makePool({ url: database.url, name: "frontdoor-bench", most: 4, log });
  const plain = plainClient({ url: database.url, most: MANY, vault });
  try {
    await openClock(pool, { mode: "real" });
    const store = makeTurnStore({ pool, vault });
    const next = wantedOf(await openConversations(store));
    const turns = makeTurns({ store, decide: decideTurn, onCommitted: () => undefined, log });
    const ours = () => turns.submit(both(next()));
    const reference = () => plain.one(next());
    const at = (inFlight) => {
      progress(`${inFlight} in flight`);
      const round = (one) => () => load({ inFlight, ms: ROUND_MS, one });
      return interleaved({ rounds: ROUNDS, ours: round(ours), reference: round(reference), progress });
    };
    return report(await at(1), await at(MANY));
  } finally {
    await plain.close();
    await pool.end();
    await database.close();
  }
}

const both = (wanted) => ({ wanted, input: wanted });

const report = (one, many) => [
  result({ measure: "turns per second", level: MANY, better: "more", aim: 5 }, many("perSecond")),
  result({ measure: "p99 ms", level: MANY, better: "less", aim: 0.3 }, many("p99")),
  result({ measure: "p50 ms", level: MANY, better: "less", aim: null }, many("p50")),
  result({ measure: "p50 ms", level: 1, better: "less", aim: 1 }, one("p50")),
  result({ measure: "p99 ms", level: 1, better: "less", aim: null }, one("p99")),
];

async function openConversations(store) {
  const all = Array.from({ length: CONVERSATIONS }, (_, n) => newConversation(n));
  for (let n = 0; n < all.length; n += OPENED_AT_ONCE) await store.write(all.slice(n, n + OPENED_AT_ONCE).map(opening));
  return all;
}

/** Each turn is another conversation's, round and round, with a key of its own. */
function wantedOf(conversations) {
  let n = 0;
  return () => {
    const { id, channel, channelUserId } = conversations[n++ % conversations.length];
    return {
      conversationId: id,
      key: { channel, key: `${id}/${channelUserId}/${randomUUID()}` },
      person: { channel, channelUserId },
    };
  };
}
