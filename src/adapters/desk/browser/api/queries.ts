import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { get, onSignedOut, type Problem } from "./client.js";

/** A read that was refused or did not arrive, as the query cache throws it. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Live hints say when to ask anew; this is for hints that were missed.
      staleTime: 15_000,
      refetchInterval: 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        !(error instanceof Refused) || (error.problem.status === 0 || error.problem.status >= 500 ? failures < 2 : false),
      retryDelay: 1_000,
      // The desk has its own word on whether the server is there.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

// Another password, another role, disabled, or the time was over: whoever it was is asked to sign in, and what was typed is kept.
onSignedOut(() => void queryClient.invalidateQueries({ queryKey: ["session"] }));

export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answered = await get<T>(path, signal);
  if (answered.ok) return answered.body;
  throw new Refused(answered.problem);
}

/**
 * A list or a thing of the API, kept and asked anew as live hints tell. The key's first word says what it is about, as `live.ts`
 * knows them: `["ticket", id, …]`, `["conversation", id, …]`, `["queue", …]`, `["board", …]`, `["meter"]`, `["alerts", …]`.
 */
export const useRead = <T>(key: readonly unknown[], path: string | null): UseQueryResult<T> =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => read<T>(path!, signal), enabled: path !== null });

export const problemOf = (error: unknown): Problem =>
  error instanceof Refused
    ? error.problem
    : { status: 0, code: "fault", detail: error instanceof Error ? error.message : String(error) };
