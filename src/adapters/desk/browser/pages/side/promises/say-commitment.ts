import type { CommitmentView } from "../../../../../../application/desk-views.js";
import type { SayTime } from "../../../clock/say-time.js";
import type { Facts, Standing } from "./commitment-facts.js";
import type { CommitmentWords } from "./commitment-words.js";

export interface SaidCommitment {
  /** The due, absolute; the word for paused stands in its place. */
  due: string;
  /** The promise of that time no longer holds: it is struck through. */
  struck: boolean;
  /** What became of it in words and figures; null: nothing yet. */
  outcome: string | null;
  /** In the chip in place of the state's own word; null: that word. */
  chip: string | null;
  /** How much is left, or by how much it was kept or missed; empty: no figure. */
  margin: string;
}

interface In {
  t: CommitmentWords;
  time: SayTime;
  now: number;
  /** The state's word. */
  paused: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A commitment in words and figures, as design 2 and 3 have them: "12:56 答复，早 6 分", "失约 41 分". */
export function sayCommitment(c: CommitmentView, { standing }: Facts, { t, time, now, paused }: In): SaidCommitment {
  const margin = marginOf(standing, t, time);
  const said = { due: time.at(c.dueAt, now), struck: false, outcome: null, chip: null, margin };
  switch (standing.is) {
    case "left":
      return standing.ms < HOUR_MS ? { ...said, chip: margin } : said;
    case "over":
    case "silent":
      return { ...said, chip: margin };
    case "paused":
      return { ...said, due: paused, outcome: standing.ms === null ? t.pausedBare : t.pausedFor(time.span(standing.ms)) };
    case "told":
      return { ...said, struck: true, outcome: margin };
    case "said":
      return { ...said, outcome: t.saidUnseen(time.at(standing.at, now)) };
    case "kept":
      return { ...said, outcome: t.kept({ at: time.at(standing.at, now), done: t.done[c.kind] ?? t.doneElse, margin }) };
    case "dropped":
      return said;
  }
}

function marginOf(standing: Standing, t: CommitmentWords, time: SayTime): string {
  switch (standing.is) {
    case "left":
      return time.span(standing.ms);
    case "over":
      return t.over(time.span(standing.ms));
    case "silent":
      return standing.lateMs === null ? t.silentBare : t.silent(time.span(standing.lateMs));
    case "paused":
      return standing.ms === null ? "" : t.since(time.span(standing.ms));
    case "told":
      return standing.earlyMs === null ? t.toldBare : t.toldEarly(time.span(standing.earlyMs));
    case "said":
    case "kept":
      if (Math.abs(standing.earlyMs) < MINUTE_MS) return t.inTime;
      return (standing.earlyMs > 0 ? t.early : t.late)(time.span(standing.earlyMs));
    case "dropped":
      return "";
  }
}
