import { useState } from "react";
import { act, type Answered, type Problem } from "../api/client.js";
import { queryClient } from "../api/queries.js";

export interface Act {
  busy: boolean;
  /** Why the last one was refused; say it beside the button, what was typed stays. */
  problem: Problem | null;
  clear: () => void;
  /** `path`: "/tickets/…/assign". What hangs on it is read anew. */
  run: <T>(path: string, body?: unknown, wish?: { key?: string; method?: "POST" | "PATCH" | "DELETE" }) => Promise<Answered<T>>;
}

/** One act at a time, by a person, from a button or a key. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run: Act["run"] = async <T>(
    path: string,
    body?: unknown,
    { key, method = "POST" }: { key?: string; method?: "POST" | "PATCH" | "DELETE" } = {},
  ) => {
    setBusy(true);
    const answered = await act<T>(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
    setBusy(false);
    setProblem(answered.ok ? null : answered.problem);
    // Refused as well: somebody else was faster, and what they did should show.
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => READ_ANEW.has(String(queryKey[0])) });
    return answered;
  };
  return { busy, problem, clear: () => setProblem(null), run };
}

const READ_ANEW = new Set(["ticket", "conversation", "queue", "board", "meter", "customer", "alerts"]);
