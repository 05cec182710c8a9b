import { useQueries } from "@tanstack/react-query";
import type { EventView, TicketView } from "../../../../../application/desk-views.js";
import { read } from "../../api/queries.js";
import { linksOf } from "../side/links-of.js";

/** The numbers of the tickets this one is linked to, by id: the history knows them by id only. */
export function useLinkedNumbers(ticket: TicketView, events: readonly EventView[]): ReadonlyMap<string, string> {
  const ids = linksOf(ticket, events).map(({ to }) => to);
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["ticket", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => read<TicketView>(`/tickets/${id}`, signal),
    })),
  });
  return new Map(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.number] as const])));
}
