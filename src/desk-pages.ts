import type { DeskPages } from "./adapters/http/api/desk.js";
import { makeQueueQueries } from "./adapters/postgres/desk/queries/queue.js";
import type { makeCore } from "./core.js";

type Core = Pick<ReturnType<typeof makeCore>, "drafts" | "liveHints">;

/** What stands behind the desk's pages beside the plain lists. */
export const makeDeskPages = (database: Parameters<typeof makeQueueQueries>[0], core: Core): DeskPages => ({
  queue: makeQueueQueries(database),
  drafts: core.drafts,
  live: core.liveHints,
});
