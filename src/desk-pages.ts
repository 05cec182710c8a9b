import type { DeskPages } from "./adapters/http/api/desk.js";
import { makeAlerts } from "./adapters/postgres/desk/alerts/alerts.js";
import { makeQueueQueries } from "./adapters/postgres/desk/queries/queue.js";
import { makeSearch } from "./adapters/postgres/desk/search/search.js";
import type { DeskQueries } from "./application/desk-queries.js";
import { makeRegisterDemand } from "./application/register-demand.js";
import type { LiveContent } from "./content.js";
import type { makeCore } from "./core.js";

type Core = Pick<ReturnType<typeof makeCore>, "desk" | "drafts" | "liveHints">;
type Deps = Omit<Parameters<typeof makeSearch>[0], "tickets"> & {
  queries: Pick<DeskQueries, "tickets" | "customers">;
  live: Pick<LiveContent, "content" | "phrases" | "mask">;
};

/** What stands behind the desk's pages beside the plain lists. */
export function makeDeskPages({ live, queries, ...deps }: Deps, core: Core): DeskPages {
  const zone = (): string => live.content().hours.zone;
  return {
    queue: makeQueueQueries({ pool: deps.pool, zone }),
    search: makeSearch({ ...deps, tickets: queries.tickets }),
    phrases: live.phrases,
    mask: live.mask,
    zone,
    register: makeRegisterDemand({ desk: core.desk, customers: queries.customers, contactsIn: deps.contactsIn }),
    drafts: core.drafts,
    live: core.liveHints,
    alerts: makeAlerts(deps.pool),
  };
}
