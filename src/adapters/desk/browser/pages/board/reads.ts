import { useInfiniteQuery } from "@tanstack/react-query";
import type { BoardPage, BoardRow, Meter, OwedCounts, QueuePage } from "../../../../../application/desk-pages.js";
import { query } from "../../api/client.js";
import { read, useRead } from "../../api/queries.js";
import type { Shown } from "./address.js";

const AT_ONCE = 200;

export interface Board {
  rows: BoardRow[];
  counts: OwedCounts;
  /** Desk time of the answer, milliseconds. */
  at: number;
}

/** Page by page, the earliest due first. */
export function useBoard(shown: Shown) {
  const asked = useInfiniteQuery({
    queryKey: ["board", shown],
    queryFn: ({ signal, pageParam }) =>
      read<BoardPage>(`/board${query({ ...shown, limit: AT_ONCE, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const [first] = asked.data?.pages ?? [];
  const board: Board | undefined = first && {
    rows: asked.data!.pages.flatMap(({ items }) => items),
    counts: first.counts ?? { overdue: 0, soon: 0, hours: 0, more: false },
    at: Date.parse(first.at),
  };
  return { ...asked, board };
}

export const useKept = (shown: Shown): Meter | undefined => useRead<Meter>(["meter", shown], `/meter${query({ ...shown })}`).data;

/** The next thing owed at all, for a board that is empty. */
export const useNext = ({ team, owedBy }: Shown) =>
  useRead<QueuePage>(["queue", "next", team, owedBy], `/queue${query({ team, owner: owedBy, limit: 1 })}`).data?.items[0];
