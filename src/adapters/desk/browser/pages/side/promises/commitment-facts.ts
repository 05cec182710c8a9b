import type { CommitmentView, TicketView } from "../../../../../../application/desk-views.js";
import { dueWord, type DueWord } from "../../../../../../domain/commitment/due-word.js";

/** How a commitment stands, in figures; all in milliseconds, moments since 1970. `at` null: the ledger does not say when. */
export type Standing =
  | { is: "left"; ms: number }
  | { is: "over"; ms: number }
  | { is: "paused"; ms: number | null }
  | { is: "kept" | "said"; at: number; earlyMs: number }
  | { is: "told"; at: number | null; earlyMs: number | null }
  /** Broken without a word beforehand; `lateMs` null: how late it was said is not known. */
  | { is: "silent"; lateMs: number | null }
  | { is: "dropped" };

export interface Facts {
  word: DueWord;
  standing: Standing;
}

type Of = Pick<TicketView, "status" | "commitments">;

/** `lateBy`: what the history says of answers that came after the due, by commitment. */
export function factsOf(c: CommitmentView, now: number, { of, lateBy }: { of: Of; lateBy: ReadonlyMap<string, number> }): Facts {
  const [startedAt, dueAt] = [Date.parse(c.startedAt), Date.parse(c.dueAt)];
  const saidAt = c.saidAt === null ? null : Date.parse(c.saidAt);
  const { state, toldBefore } = c;
  const word = dueWord({ state, startedAt, dueAt, saidAt, toldBefore }, now);
  return { word, standing: standingOf(word, { c, now, dueAt, saidAt, lateMs: () => lateMs(c, now, { of, lateBy }) }) };
}

interface Moments {
  c: CommitmentView;
  now: number;
  dueAt: number;
  saidAt: number | null;
  lateMs: () => number | null;
}

function standingOf(word: DueWord, { c, now, dueAt, saidAt, lateMs: late }: Moments): Standing {
  switch (word) {
    case "owed":
    case "due_soon":
      return { is: "left", ms: dueAt - now };
    case "paused":
      return { is: "paused", ms: c.pausedAt === null ? null : now - Date.parse(c.pausedAt) };
    case "kept":
    case "said": {
      const at = saidAt ?? Date.parse(c.endedAt ?? c.dueAt);
      return { is: word, at, earlyMs: dueAt - at };
    }
    case "told":
      return saidAt === null ? { is: "told", at: null, earlyMs: null } : { is: "told", at: saidAt, earlyMs: dueAt - saidAt };
    case "dropped":
      return { is: "dropped" };
    case "overdue":
      return c.state === "broken" ? { is: "silent", lateMs: late() } : { is: "over", ms: now - dueAt };
  }
}

/** Said late, or made good by the next of its kind, or, on an open ticket, not at all so far. */
function lateMs(c: CommitmentView, now: number, { of, lateBy }: { of: Of; lateBy: ReadonlyMap<string, number> }): number | null {
  const dueAt = Date.parse(c.dueAt);
  if (c.saidAt !== null) return Date.parse(c.saidAt) - dueAt;
  const known = lateBy.get(c.id);
  if (known !== undefined) return known;
  // Settled by hand after its due: that is when it was done.
  if (c.endedAt !== null && Date.parse(c.endedAt) > dueAt + SWEEP_MS) return Date.parse(c.endedAt) - dueAt;
  const next = of.commitments
    .filter(({ kind, saidAt, startedAt }) => kind === c.kind && saidAt !== null && startedAt > c.startedAt)
    .map(({ saidAt }) => Date.parse(saidAt!))
    .sort((a, b) => a - b)[0];
  if (next !== undefined) return Math.max(0, next - dueAt);
  return of.status === "open" || of.status === "waiting" ? now - dueAt : null;
}

/** The sweep that ends what was not kept comes within this of the due, unless the desk was down. */
const SWEEP_MS = 60_000;

/** From the history: by how much an answer missed its due. */
export function latenessIn(events: readonly { type: string; data: unknown }[]): Map<string, number> {
  const late = new Map<string, number>();
  for (const { type, data } of events) {
    const { commitmentId, lateMs } = data as { commitmentId?: unknown; lateMs?: unknown };
    if (type === "answered_late" && typeof commitmentId === "string" && typeof lateMs === "number")
      late.set(commitmentId, lateMs);
  }
  return late;
}

const RANK: Record<Standing["is"], number> = { over: 0, left: 0, paused: 1, said: 2, silent: 3, told: 3, kept: 3, dropped: 4 };

/** What is owed by its due, then what is paused, said, and ended; of ended ones the latest first. */
export function inOrder<T extends { commitment: CommitmentView; facts: Facts }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [RANK[a.facts.standing.is], RANK[b.facts.standing.is]];
    const by = Date.parse(a.commitment.dueAt) - Date.parse(b.commitment.dueAt);
    return x - y || (x < 3 ? by : -by) || a.commitment.id.localeCompare(b.commitment.id);
  });
}
