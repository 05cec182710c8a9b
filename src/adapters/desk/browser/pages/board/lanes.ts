/** What stands on the line of hours: whose it is, when, and the words beside it. */
export interface Mark {
  id: string;
  who: string;
  /** Desk time, milliseconds. */
  at: number;
  label: string;
}

/** `x`: 0 at the start of the hours, 1 at their end; `label`: null where there is no room. */
export interface Placed {
  id: string;
  x: number;
  line: number;
  label: string | null;
}

export interface Lane {
  who: string;
  lines: number;
  marks: Placed[];
}

const LINES_MOST = 3;
/** Of the track's width: one sign of a label, and the diamond with its air. */
const SIGN = 0.0115;
const DIAMOND = 0.016;

const width = (label: string): number => [...label].reduce((sum, sign) => sum + (sign > "\u2e80" ? SIGN : SIGN * 0.58), DIAMOND);

/** A lane a person, the one who owes first on top; marks that would overlap go on further lines, at the last without words. */
export function lanesOf(marks: readonly Mark[], { from, to }: { from: number; to: number }): Lane[] {
  const lanes = new Map<string, { lane: Lane; ends: number[] }>();
  for (const { id, who, at, label } of [...marks].sort((a, b) => a.at - b.at)) {
    const x = (at - from) / (to - from);
    const { lane, ends } = lanes.get(who) ?? { lane: { who, lines: 0, marks: [] }, ends: [] };
    lanes.set(who, { lane, ends });
    const free = ends.findIndex((end) => end <= x);
    const line = free >= 0 ? free : ends.length < LINES_MOST ? ends.length : LINES_MOST - 1;
    const roomless = free < 0 && ends.length >= LINES_MOST;
    const end = x + (roomless ? DIAMOND : width(label));
    ends[line] = Math.max(ends[line] ?? 0, end);
    lane.marks.push({ id, x, line, label: roomless || end > 1.06 ? null : label });
    lane.lines = ends.length;
  }
  return [...lanes.values()].map(({ lane }) => lane);
}
