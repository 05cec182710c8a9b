import { createContext, useContext } from "react";
import type { Role } from "../../../../domain/words.js";
import { may, type Verb } from "../../../../application/rights.js";
import { act, type Answered } from "../api/client.js";
import { queryClient } from "../api/queries.js";

export interface SignedIn {
  id: string;
  name: string;
  role: Role;
  team: string;
  email: string | null;
}

export const SessionContext = createContext<SignedIn | null>(null);

/** Who is signed in; only below the shell, which shows nothing to anybody else. */
export function useMe(): SignedIn & { may: (verb: Verb) => boolean } {
  const me = useContext(SessionContext);
  if (me === null) throw new Error("useMe stands outside the session");
  return { ...me, may: (verb) => may(me.role, verb) };
}

export async function signOut(): Promise<Answered<unknown>> {
  const out = await act("DELETE", "/session");
  if (out.ok || out.problem.status === 401) forgetAll();
  return out;
}

/** Nothing of one person is left for the next at the same browser but what was typed and not sent. */
export function forgetAll(): void {
  queryClient.clear();
  window.location.assign(window.location.pathname);
}
