import type { Entity } from "../../../domain/conversation/heard.js";
import { FILLER, type Folded } from "./fold.js";
import { labelBefore, unitFollows, type Label } from "./labels.js";
import { dial, isShortCode, looksNorthAmerican, type Dialled } from "./phone-plan.js";

export interface Span {
  from: number;
  to: number;
}

export interface Phones {
  found: Entity[];
  bad: (Span & { why: "too_short" | "too_long" | "invalid" })[];
}

interface Group extends Span {
  /** What stands between the group before and this one. */
  gap: string;
}

interface Run {
  groups: Group[];
  plus: boolean;
  /** The first of the groups is `+`-prefixed or opens a bracket before it. */
  from: number;
}

const GROUPS_MAX = 7;
const CODE_MAX = 8;
const LIBRARY_CALLS_MAX = 400;
const GAP = /^[ \-.()\u200b\t]{0,4}$/;
const TIGHT = /^[\-.]?$/;
const VANISHED = /^\u200b+$/;
const EXTENSION = /^\s{0,2}(?:转|轉|分机|分機|ext\.?|extension|x|#)\s{0,2}:?\s{0,2}(\d{1,6})(?!\d)/i;
const LETTER = /[A-Za-z]/;
const CALLING = /(?:tel|phone|mobile|cell|call|mob|ph|dial)$/i;

/** Groups of digits that may belong together, in reading order. One pass; runs end where anything else stands between. */
function runs(digits: string, taken: readonly Span[]): Run[] {
  const all: Run[] = [];
  let current: Run | null = null;
  let [end, t] = [-1, 0];
  for (const match of digits.matchAll(/\d+/g)) {
    const from = match.index;
    const to = from + match[0].length;
    while ((taken[t]?.to ?? Infinity) <= from) t += 1;
    if ((taken[t]?.from ?? Infinity) < to) {
      current = null;
      continue;
    }
    const before = current?.groups.at(-1);
    if (before && from - end <= 4 && VANISHED.test(digits.slice(end, from))) {
      before.to = end = to;
      continue;
    }
    const gap: string | null = current ? digits.slice(end, from) : null;
    if (current && gap !== null && gap.length <= 4 && GAP.test(gap)) current.groups.push({ from, to, gap });
    else {
      const lead = /(\+)?\s?\(?\+?$/.exec(digits.slice(Math.max(0, from - 3), from))?.[0] ?? "";
      current = { groups: [{ from, to, gap: "" }], plus: lead.includes("+"), from: from - lead.trimStart().length };
      all.push(current);
    }
    end = to;
  }
  return all;
}

const digitsOf = (text: string, { from, to }: Span): string => text.slice(from, to).replaceAll(FILLER, "");

interface Search {
  folded: Folded;
  region: string;
  traditional: boolean;
  calls: number;
}

const EXCLUDED: ReadonlySet<Label | null> = new Set<Label | null>([
  "order",
  "ticket",
  "tracking",
  "identity",
  "bank",
  "other",
  "amount",
]);

/** A letter runs into the digits (SF139…, abc138…): part of another code, unless the letters say "tel". */
function partOfCode(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 8), from);
  return LETTER.test(before.slice(-1)) && !CALLING.test(before);
}

/** The longest reading that begins at group `i`; `calls` bounds the slow library on hostile input. */
function readingAt(search: Search, run: Run, i: number): { last: number; read: Dialled; digits: string } | null {
  const { groups } = run;
  const plus = run.plus && i === 0;
  let best: { last: number; read: Dialled; digits: string } | null = null;
  let digits = "";
  for (let j = i; j < Math.min(groups.length, i + GROUPS_MAX); j += 1) {
    const group = groups[j];
    if (!group) break;
    digits += digitsOf(search.folded.digits, group);
    if (digits.length > 17) break;
    const next = groups[j + 1];
    const loose = !next || !TIGHT.test(next.gap) || (next.gap === "-" && next.to - next.from <= 5 && !groups[j + 2]);
    if (!loose || digits.length < 7) continue;
    if ((plus || search.region !== "CN" || digits.startsWith("00")) && (search.calls += 1) > LIBRARY_CALLS_MAX) break;
    const read = dial({ digits, plus, region: search.region, traditional: search.traditional });
    if (read && ("e164" in read || !best)) best = { last: j, read, digits };
  }
  return best;
}

const starts = (group: Group, i: number): boolean => i === 0 || !TIGHT.test(group.gap);

function spanEnd(text: string, to: number, next: Group | undefined): number {
  if (next && next.gap === "-" && next.to - next.from <= 5) return next.to;
  const extension = EXTENSION.exec(text.slice(to, to + 20));
  return extension ? to + extension[0].length : to;
}

function whyBad(search: Search, run: Run, label: Label | null): Phones["bad"][number]["why"] | null {
  const { folded } = search;
  const last = run.groups.at(-1);
  if (!last) return null;
  const digits = run.groups.map((group) => digitsOf(folded.digits, group)).join("");
  const alone = folded.digits.slice(0, run.from).trim() === "" && folded.digits.slice(last.to).trim() === "";
  if (looksNorthAmerican(digits) && (label === "phone" || folded.digits.charAt(run.from) === "(")) return "invalid";
  if (/^1[3-9]\d{8}$/.test(digits)) return "too_short";
  if (/^1[3-9]\d{10}$/.test(digits)) return "too_long";
  if (label === "phone" || (alone && /^[01]\d{8,13}$/.test(digits) && !/^\d{4}-/.test(folded.digits.slice(run.from)))) {
    if (digits.length < 7 || digits.length > 16) return null;
    if (digits.length === 11) return "invalid";
    return digits.length < 11 ? "too_short" : "too_long";
  }
  return null;
}

function readRun(search: Search, run: Run, out: Phones): void {
  const { lower } = search.folded;
  let hits = 0;
  for (let i = 0; i < run.groups.length; i += 1) {
    const group = run.groups[i];
    if (!group || !starts(group, i)) continue;
    const from = i === 0 ? run.from : group.from;
    if (i === 0 && partOfCode(search.folded.plain, from)) return;
    const code = group.to - group.from <= CODE_MAX ? digitsOf(search.folded.digits, group) : "";
    const reading = readingAt(search, run, i);
    const end = reading ? run.groups[reading.last] : undefined;
    // What a number is called costs more than to see that it is none, so it is looked up last.
    if (!reading?.read && (run.groups.length > 1 || code.length < 3)) continue;
    const label = labelBefore(lower, from);
    if (EXCLUDED.has(label)) return;
    if (run.groups.length === 1 && !run.plus && isShortCode(code, label === "phone") && !unitFollows(lower, group.to)) {
      out.found.push({ type: "phone", value: code, from, to: group.to });
      return;
    }
    if (!reading?.read || !end || unitFollows(lower, end.to)) continue;
    const to = spanEnd(search.folded.digits, end.to, run.groups[reading.last + 1]);
    if ("bad" in reading.read) out.bad.push({ from, to, why: reading.read.bad });
    else out.found.push({ type: "phone", value: reading.read.e164, e164: reading.read.e164, from, to });
    hits += 1;
    i = reading.last + (to > end.to && run.groups[reading.last + 1]?.to === to ? 1 : 0);
  }
  const last = run.groups.at(-1);
  if (hits > 0 || !last || run.groups.length > GROUPS_MAX || unitFollows(lower, last.to)) return;
  const why = whyBad(search, run, labelBefore(lower, run.from));
  if (why) out.bad.push({ from: run.from, to: last.to, why });
}

/** Every number a person could be called on, with its place; and those that look like one and are not. `taken` spans are something else. */
export function findPhones(folded: Folded, region: string, taken: readonly Span[]): Phones {
  const search: Search = { folded, region: region.toUpperCase(), traditional: folded.traditional, calls: 0 };
  const out: Phones = { found: [], bad: [] };
  for (const run of runs(folded.digits, taken)) readRun(search, run, out);
  return out;
}
