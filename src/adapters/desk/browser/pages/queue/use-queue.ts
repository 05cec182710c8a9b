import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { QueueCounts, QueuePage, QueueRow } from "../../../../../application/desk-pages.js";
import { query } from "../../api/client.js";
import { useLive } from "../../api/live.js";
import { queryClient, read, useRead } from "../../api/queries.js";
import { useMe } from "../../session/session.js";
import { EVERYTHING, filterOf, type Choice, type Tab } from "./filter/address.js";

/** Fills a screen; who scrolls beyond gets more at once. */
const FIRST = 50;
const NEXT = 200;

export interface QueueList {
  /** Names the list: another choice is another list. */
  name: string;
  /** In the server's order; undefined until the first page is here. */
  rows: readonly QueueRow[] | undefined;
  pages: number;
  more: boolean;
  counts: QueueCounts | null;
  error: unknown;
  again: () => void;
  /** Turns the page, unless it is being turned. */
  next: () => void;
}

/** The tickets of a choice as far as they have been asked for, asked anew as live hints tell. */
export function useQueueList(choice: Choice): QueueList {
  const filter = query(filterOf(choice, useMe().id));
  const list = useInfiniteQuery({
    queryKey: ["queue", "rows", filter],
    queryFn: ({ pageParam, signal }) => read<QueuePage>(`/queue${withPage(filter, pageParam)}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const pages = list.data?.pages;
  // A ticket that moved while the pages were read stands on two of them.
  const rows = useMemo(
    () => pages && [...new Map(pages.flatMap(({ items }) => items.map((row) => [row.id, row]))).values()],
    [pages],
  );
  return {
    name: filter,
    rows,
    pages: pages?.length ?? 0,
    more: list.hasNextPage,
    counts: pages?.[0]?.counts ?? null,
    error: list.error,
    again: () => void list.refetch(),
    next: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
  };
}

const withPage = (filter: string, cursor: string | null): string => {
  const page = cursor === null ? `limit=${FIRST}` : `limit=${NEXT}&cursor=${encodeURIComponent(cursor)}`;
  return filter === "" ? `?${page}` : `${filter}&${page}`;
};

const COUNTED_EVERY_MS = 5_000;

/** How many tickets a tab has without further filters; null until counted. */
export function useTabCount(tab: Tab, { team }: Choice): { n: number; more: boolean } | null {
  const filter = query({ ...filterOf({ ...EVERYTHING, tab, team }, useMe().id), limit: 1 });
  const counts = useRead<QueuePage>(["queueCounts", filter], `/queue${filter}`).data?.counts;
  return counts ? { n: counts.total, more: counts.more } : null;
}

/** Tabs that one is not at are counted anew every few seconds at most, however busy the desk is. */
export function useCountsAnew(): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(({ kind }) => {
    if (kind === "presence" || kind === "typing" || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: ["queueCounts"] });
    }, COUNTED_EVERY_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
