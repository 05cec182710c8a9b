import type { CommitmentView, EventView, MessageView } from "../../../../../../application/desk-views.js";
import type { CommitmentKind } from "../../../../../../domain/words.js";
import { dueWord, type DueWord } from "../../../../../../domain/commitment/due-word.js";

const LAST_PART = 0.25;

export const wordOf = (c: CommitmentView, now: number): DueWord =>
  dueWord(
    {
      state: c.state,
      startedAt: Date.parse(c.startedAt),
      dueAt: Date.parse(c.dueAt),
      saidAt: c.saidAt === null ? null : Date.parse(c.saidAt),
      toldBefore: c.toldBefore,
    },
    now,
  );

const isOurs = ({ owedBy }: CommitmentView): boolean => owedBy !== "customer";
const byDue = (a: CommitmentView, b: CommitmentView): number => Date.parse(a.dueAt) - Date.parse(b.dueAt);

/** What the strip says: what is overdue; the nearest thing that the desk owes and has not said; what is paused; what the customer owes. */
export function nearestOf(commitments: readonly CommitmentView[]): CommitmentView | null {
  const open = commitments.filter(({ state, saidAt }) => (state === "owed" || state === "paused") && saidAt === null);
  const running = open.filter((c) => c.state === "owed" && isOurs(c) && c.owedBy !== "bot").sort(byDue);
  const paused = open.filter((c) => c.state === "paused").sort(byDue);
  const awaited = open.filter((c) => c.state === "owed" && !(isOurs(c) && c.owedBy !== "bot")).sort(byDue);
  const late = commitments.filter(({ overdue }) => overdue).sort(byDue);
  return late[0] ?? running[0] ?? paused[0] ?? awaited[0] ?? null;
}

const BY_ITS_OWN_ACT: ReadonlySet<CommitmentKind> = new Set([
  "first_response",
  "progress_update",
  "acceptance",
  "survey",
  "return_visit",
]);

/** A call made, a step done, a review held: entered by whoever did it. The word owed after taking over is kept by speaking. */
export const settledByHand = ({ kind, why }: CommitmentView): boolean => !BY_ITS_OWN_ACT.has(kind) && why !== "takeover";

/** The progress that is owed next. */
export const progressOwed = (commitments: readonly CommitmentView[]): CommitmentView | null =>
  commitments
    .filter(({ kind, state, saidAt }) => kind === "progress_update" && state === "owed" && saidAt === null)
    .sort(byDue)[0] ?? null;

/** A reply offers to count as the progress owed once its last quarter has begun (design 3). */
export function lastQuarter(progress: CommitmentView | null, now: number): boolean {
  if (progress === null) return false;
  const [start, due] = [Date.parse(progress.startedAt), Date.parse(progress.dueAt)];
  return due - now <= LAST_PART * (due - start);
}

/** When the customer last heard how it stands: an agent's words, or the assistant's in their place. Null: not yet. */
export function lastTold(messages: readonly MessageView[], events: readonly EventView[]): string | null {
  const times = [
    ...messages.filter(({ from }) => from === "agent").map(({ at }) => at),
    ...events.filter(({ type }) => type === "progress_told" || type === "held_by_bot").map(({ at }) => at),
  ];
  return times.sort().at(-1) ?? null;
}
