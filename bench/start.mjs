// From the start of the process to the first answered /readyz, and what is resident then. Ours is the whole product (`dist/main.js`)
// against a running server (DATABASE_URL) with a migrated database; the reference is the echo bot of `bench chat`, which has no
// database to reach. Told beside it, without an aim: the embedded database included, as `npm start` finds it on its second start.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rssMb } from "./chat/processes.mjs";
import { DATA_KEY, startEchoBot, startProduct } from "./chat/servers.mjs";
import { throwAwayDatabase } from "./lib/database.mjs";
import { median, result } from "./lib/rounds.mjs";

const ROUNDS = 9;

export async function bench(progress) {
  const database = await throwAwayDatabase(progress);
  const folder = mkdtempSync(join(tmpdir(), "frontdoor-bench-start-"));
  chmodSync(folder, 0o755); // as root the server runs as another user, who must be able to enter
  const starts = {
    ours: () => startProduct({ DATABASE_URL: database.url, DATA_KEY }),
    embedded: () => startProduct({ DATA_DIR: join(folder, "data") }),
    reference: () => startEchoBot(),
  };
  const figures = { ours: [], embedded: [], reference: [] };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const who of Object.keys(starts)) {
        const figure = await once(starts[who]);
        progress(`${round === 0 ? "warm-up" : `round ${round}`}: ${who} ${figure.ms.toFixed(0)} ms, ${figure.mb.toFixed(0)} MB`);
        if (round > 0) figures[who].push(figure);
      }
    }
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const of = (name, who = "ours") => ({
    ours: median(figures[who].map((f) => f[name])),
    reference: median(figures.reference.map((f) => f[name])),
  });
  return [
    result({ measure: "ms to the first /readyz, database migrated and running", level: 1, better: "less", aim: 1 }, of("ms")),
    result({ measure: "resident MB after the start", level: 1, better: "less", aim: 1.9 }, of("mb")),
    result(
      { measure: "ms to the first /readyz, embedded database started too", level: 1, better: "less", aim: null },
      of("ms", "embedded"),
    ),
  ];
}

async function once(start) {
  const server = await start();
  const figure = { ms: server.startMs, mb: rssMb(server.pid) };
  await server.stop();
  return figure;
}
