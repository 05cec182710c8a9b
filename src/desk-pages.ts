import type { DeskPages } from "./adapters/http/api/desk.js";
import { makeAlerts } from "./adapters/postgres/desk/alerts/alerts.js";
import { makeQueueQueries } from "./adapters/postgres/desk/queries/queue.js";
import { makeSearch } from "./adapters/postgres/desk/search/search.js";
import type { LiveContent } from "./content.js";
import type { makeCore } from "./core.js";

type Core = Pick<ReturnType<typeof makeCore>, "drafts" | "liveHints">;
type Deps = Parameters<typeof makeSearch>[0] & {
  live: Pick<LiveContent, "content" | "phrases">;
};

/** What stands behind the desk's pages beside the plain lists. */
export function makeDeskPages({ live, ...deps }: Deps, core: Core): DeskPages {
  const zone = (): string => live.content().hours.zone;
  return {
    queue: makeQueueQueries({ pool: deps.pool, zone }),
    search: makeSearch(deps),
    phrases: live.phrases,
    zone,
    drafts: core.drafts,
    live: core.liveHints,
    alerts: makeAlerts(deps.pool),
  };
}
