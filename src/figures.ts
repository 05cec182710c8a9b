import { makeDigestCounts } from "./adapters/postgres/desk/digests/figures.js";
import { makeDigestQueries } from "./adapters/postgres/desk/queries/digests.js";
import type { Pool } from "./adapters/postgres/pool.js";
import type { DeskClock } from "./application/desk-ports.js";
import { makeReports } from "./application/reports/make-report.js";
import type { LiveContent } from "./content.js";
import { makeDigestWorld } from "./digests.js";

export interface FiguresDeps {
  pool: Pool;
  live: Pick<LiveContent, "channels" | "content">;
  clock: Pick<DeskClock, "now">;
  publicUrl: string | null;
}

/** What supervisors and managers are shown of the ledger. */
export function makeFigures({ pool, live, clock, publicUrl }: FiguresDeps) {
  const { names, zone } = makeDigestWorld({ pool, publicUrl, plans: live.channels, content: live.content });
  return {
    digests: makeDigestQueries(pool),
    reports: makeReports({ counts: makeDigestCounts(pool), names, zone: () => zone(null), deskNow: clock.now }),
  };
}
