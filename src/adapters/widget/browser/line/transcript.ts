import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Said } from "./read-frame.js";
import type { Entry, Owed } from "./types.js";

export type SaidEntry = Entry & { kind: "said" };

export interface Transcript {
  said: ReadonlySignal<readonly SaidEntry[]>;
  owed: ReadonlySignal<Owed | null>;
  /** Up to here nothing is missing: the watermark. */
  whole(): number;
  /** A message is known whose predecessor is not. */
  hasGap(): boolean;
  /**
   * Takes what came, in any order and any number of times; answers what was new. A page of the log says by `after` and `watermark`
   * that between them there is no more than it holds.
   */
  take(said: readonly Said[], page?: { after: number; watermark: number }): Said[];
  reset(): void;
}

/** The server's messages by their public sequence, each once. */
export function makeTranscript(): Transcript {
  const known = new Map<number, SaidEntry>();
  const said = signal<readonly SaidEntry[]>([]);
  let whole = 0;
  let last = 0;

  const forgetAbove = (seq: number): void => {
    for (const each of [...known.keys()]) if (each > seq) known.delete(each);
    whole = Math.min(whole, seq);
    last = Math.min(last, seq);
  };
  const show = (): void => {
    const keys = new Set<string>();
    said.value = [...known.values()]
      .sort((a, b) => a.seq - b.seq)
      .filter(({ activity: { from, channelData } }) => {
        const key = from.role === "user" ? channelData?.clientActivityID : undefined;
        return key === undefined || (!keys.has(key) && keys.add(key));
      });
  };

  return {
    said,
    owed: computed(() => {
      const told = said.value.filter(({ activity }) => activity.channelData?.owed !== undefined).at(-1);
      return told?.activity.channelData?.owed ?? null;
    }),
    whole: () => whole,
    hasGap: () => last > whole,
    take: (came, page) => {
      // The log was set back (a backup restored): what it no longer has is not shown as if it had.
      const setBack = page !== undefined && page.watermark < page.after;
      if (setBack) forgetAbove(page.watermark);
      const news = came.filter(({ seq, activity }) => known.get(seq)?.activity.timestamp !== activity.timestamp);
      for (const { seq, activity } of news) {
        known.set(seq, { kind: "said", seq, activity });
        last = Math.max(last, seq);
      }
      if (page !== undefined && page.after <= whole) whole = Math.max(whole, page.watermark);
      while (known.has(whole + 1)) whole += 1;
      if (news.length > 0 || setBack) show();
      return news;
    },
    reset: () => {
      forgetAbove(0);
      show();
    },
  };
}
