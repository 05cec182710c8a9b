import { parts, spellings, type Lexicon, type Meaning } from "./lexicon.js";

export interface Idea {
  name: string;
  says: readonly (readonly [Meaning, number])[];
  negatable: boolean;
  locale: Lexicon["locale"];
}

export interface Hit {
  idea: Idea;
  from: number;
  to: number;
  /** The stretches that were literally there; between them are gaps. */
  literals: readonly { from: number; to: number }[];
}

interface Phrase {
  idea: Idea;
  /** Which literal each part is; a phrase without gaps has one. */
  parts: readonly number[];
  gap: number;
}

/**
 * Children are a list: below the root nearly every node has one, and a map for each is most of what compiling costs.
 */
interface Node {
  code: number;
  child: Node | null;
  sibling: Node | null;
  /** Literals that end here: whole words, or beginnings of words (written with a star). */
  whole: number;
  prefix: number;
}

export interface Matcher {
  roots: ReadonlyMap<number, Node>;
  /** Phrases that begin with a literal, by that literal. */
  beginning: readonly (readonly Phrase[])[];
}

const HITS_MAX = 2_000;
const SENTENCE_END = /[。！？!?;；\n]|\. /;

const nodeOf = (code: number, sibling: Node | null): Node => ({ code, child: null, sibling, whole: -1, prefix: -1 });

function childOf(node: Node, code: number): Node | null {
  let child = node.child;
  while (child !== null && child.code !== code) child = child.sibling;
  return child;
}

const isWordCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

class Literals {
  readonly roots = new Map<number, Node>();
  count = 0;

  add(literal: string): number {
    const prefix = literal.endsWith("*");
    const end = prefix ? literal.length - 1 : literal.length;
    let at = this.rootOf(end === 0 ? -1 : literal.charCodeAt(0));
    for (let i = 1; i < end; i += 1) {
      const code = literal.charCodeAt(i);
      at = childOf(at, code) ?? (at.child = nodeOf(code, at.child));
    }
    const known = prefix ? at.prefix : at.whole;
    if (known >= 0) return known;
    if (prefix) at.prefix = this.count;
    else at.whole = this.count;
    return this.count++;
  }

  private rootOf(code: number): Node {
    const known = this.roots.get(code);
    if (known) return known;
    const made = nodeOf(code, null);
    this.roots.set(code, made);
    return made;
  }
}

/** Compiles lexicons once into one trie of literals; gaps are checked only where their first literal was found. */
export function compile(lexicons: readonly Lexicon[]): Matcher {
  const literals = new Literals();
  const beginning: Phrase[][] = [];
  for (const { concepts, locale, gap } of lexicons) {
    for (const { name, says, negatable, phrases } of concepts) {
      const idea: Idea = { name, says: Object.entries(says) as [Meaning, number][], negatable, locale };
      for (const spelling of new Set(phrases.flatMap((phrase) => spellings(phrase.toLowerCase())))) {
        const ids = parts(spelling).map((part) => literals.add(part));
        const [first] = ids;
        if (first === undefined) continue;
        (beginning[first] ??= []).push({ idea, parts: ids, gap });
      }
    }
  }
  for (let i = 0; i < literals.count; i += 1) beginning[i] ??= [];
  return { roots: literals.roots, beginning };
}

interface Place {
  literal: number;
  from: number;
  to: number;
}

/** Every literal of the trie that occurs, with English ones only at the edges of words. */
function places(roots: Matcher["roots"], text: string): Place[] {
  const all: Place[] = [];
  for (let from = 0; from < text.length && all.length < HITS_MAX; from += 1) {
    const first = text.charCodeAt(from);
    if (isWordCode(first) && from > 0 && isWordCode(text.charCodeAt(from - 1))) continue;
    let at = roots.get(first) ?? null;
    for (let to = from; at !== null; at = childOf(at, text.charCodeAt(++to))) {
      const code = at.code;
      if (at.prefix >= 0) all.push({ literal: at.prefix, from, to: to + 1 });
      if (at.whole >= 0 && !(isWordCode(code) && isWordCode(text.charCodeAt(to + 1))))
        all.push({ literal: at.whole, from, to: to + 1 });
    }
  }
  return all;
}

function follow(
  phrase: Phrase,
  first: Place,
  occurrences: { byLiteral: ReadonlyMap<number, Place[]>; text: string },
): Hit | null {
  const literals = [{ from: first.from, to: first.to }];
  let end = first.to;
  for (const part of phrase.parts.slice(1)) {
    const next = occurrences.byLiteral.get(part)?.find((place) => place.from >= end && place.from - end <= phrase.gap);
    if (!next || SENTENCE_END.test(occurrences.text.slice(end, next.from))) return null;
    literals.push({ from: next.from, to: next.to });
    end = next.to;
  }
  return { idea: phrase.idea, from: first.from, to: end, literals };
}

const covers = (a: Hit, b: Hit): boolean =>
  b.to - b.from < a.to - a.from && a.literals.some(({ from, to }) => from <= b.from && b.to <= to && to - from > b.to - b.from);

/** What the lexicons recognise in a folded text; the longest wording wins where one contains another. */
export function match({ roots, beginning }: Matcher, text: string): Hit[] {
  const found = places(roots, text);
  const byLiteral = new Map<number, Place[]>();
  for (const place of found) {
    const same = byLiteral.get(place.literal);
    if (same) same.push(place);
    else byLiteral.set(place.literal, [place]);
  }
  const hits: Hit[] = [];
  for (const place of found) {
    for (const phrase of beginning[place.literal] ?? []) {
      const hit = follow(phrase, place, { byLiteral, text });
      if (hit && hits.length < HITS_MAX) hits.push(hit);
    }
  }
  return hits.filter((hit, i) => !containedNearby(hits, hit, i));
}

/** Hits are in order of their beginning, so only neighbours can contain one another. */
function containedNearby(hits: readonly Hit[], hit: Hit, i: number): boolean {
  for (let j = i - 1; j >= Math.max(0, i - 24); j -= 1) if (hits[j] && covers(hits[j] as Hit, hit)) return true;
  for (let j = i + 1; j < Math.min(hits.length, i + 24); j += 1) if (hits[j] && covers(hits[j] as Hit, hit)) return true;
  return false;
}
