import { useInfiniteQuery } from "@tanstack/react-query";
import { read } from "../api/queries.js";

export interface Pages<P> {
  /** Those read so far; null: none has arrived. */
  pages: P[] | null;
  error: unknown;
  again: () => void;
  /** Reads the next one; null: all are there. */
  more: (() => void) | null;
  busy: boolean;
}

/** A list of the API page by page, kept and asked anew as `useRead`. `path`: "/alerts?seen=false". */
export function usePages<P extends { next: string | null }>(key: readonly unknown[], path: string | null): Pages<P> {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) => read<P>(pageParam === null ? path! : withCursor(path!, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    enabled: path !== null,
  });
  return {
    pages: data?.pages ?? null,
    error,
    again: () => void refetch(),
    more: hasNextPage ? () => void fetchNextPage() : null,
    busy: isFetchingNextPage,
  };
}

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
