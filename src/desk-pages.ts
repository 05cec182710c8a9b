import type { DeskPages } from "./adapters/http/api/desk.js";
import { makeQueueQueries } from "./adapters/postgres/desk/queries/queue.js";
import { makeSearch } from "./adapters/postgres/desk/search/search.js";
import type { makeCore } from "./core.js";

type Core = Pick<ReturnType<typeof makeCore>, "drafts" | "liveHints">;
type Deps = Parameters<typeof makeQueueQueries>[0] & Parameters<typeof makeSearch>[0];

/** What stands behind the desk's pages beside the plain lists. */
export const makeDeskPages = (deps: Deps, core: Core): DeskPages => ({
  queue: makeQueueQueries(deps),
  search: makeSearch(deps),
  drafts: core.drafts,
  live: core.liveHints,
});
