import type { Instant } from "../../domain/time.js";
import type { Figure, Worth } from "./ports.js";

/** Of whom and when a figure is counted: its drill-down is bounded by the same. */
export interface Scope {
  from: Instant;
  to: Instant;
  team: string | null;
  agent: string | null;
}

type Filters = Record<string, string | number | boolean | null>;

const iso = (at: Instant): string => new Date(at).toISOString();

/** A list with its filters; what is null is no filter. */
function listed(list: string, filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== null) query.set(name, String(value));
  return `${list}?${query.toString()}`;
}

const owned = ({ team, agent }: Scope): Filters => ({ team, owner: agent });

export const opened = (of: Scope, filters: Filters = {}): string =>
  listed("tickets", { openedFrom: iso(of.from), openedTo: iso(of.to), ...owned(of), ...filters });

export const closed = (of: Scope, filters: Filters = {}): string =>
  listed("tickets", { status: "closed", closedFrom: iso(of.from), closedTo: iso(of.to), ...owned(of), ...filters });

export const openAtEnd = (of: Scope): string => listed("tickets", { openAt: iso(of.to), ...owned(of) });

/** What the desk owed and what ended; what the customer owed is no promise of the desk. */
export const ended = (of: Scope, filters: Filters): string =>
  listed("commitments", {
    endedFrom: iso(of.from),
    endedTo: iso(of.to),
    owedBy: of.agent ?? "desk",
    team: of.team,
    ...filters,
  });

export const asked = (of: Scope, filters: Filters = {}): string =>
  listed("surveys", {
    askedFrom: iso(of.from),
    askedTo: iso(of.to),
    state: "asked,answered,expired",
    assignee: of.agent,
    team: of.team,
    ...filters,
  });

export const figure = (now: Worth, before: Worth, tickets: string): Figure => ({ ...now, before, tickets });

export const count = (n: number): Worth => ({ value: n, n });
export const share = (part: number, n: number): Worth => ({ value: n === 0 ? null : part / n, n });
