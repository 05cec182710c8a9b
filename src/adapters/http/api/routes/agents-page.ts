import { BadCursor, type AgentView, type Page, type PageWish, type PeopleQueries } from "../../../../application/desk-queries.js";
import { PAGE_MAX } from "../schemas/field.js";

/** A page of a list that is read as a whole; the cursor is the id of the last one shown. */
export async function agentsPage(
  people: Pick<PeopleQueries, "agents">,
  filter: { team?: string },
  { cursor = null, limit = PAGE_MAX }: PageWish,
): Promise<Page<AgentView>> {
  const agents = await people.agents(filter);
  const from = cursor === null ? 0 : agents.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== null && from === 0) throw new BadCursor();
  const items = agents.slice(from, from + limit);
  return { items, next: from + limit < agents.length ? (items.at(-1)?.id ?? null) : null };
}
