import { spellings, type Lexicon, type Meaning } from "./lexicon.js";

/** Short messages that mean one thing as a whole. */
export interface Wholes {
  meaningsOf(lower: string): readonly Meaning[];
  /** What the first clause of a longer message means by itself: "不对，我说的不是这个". */
  leadOf(lower: string): readonly Meaning[];
}

const WHOLE_MAX = 48;
const PEELS_MAX = 60;
const NOISE = /[\s\p{P}\p{S}\p{Extended_Pictographic}\u200b\ufe0f]+/gu;
const EMOJI_ONLY: Readonly<Record<string, Meaning>> = {
  "👍": "intent.affirm",
  "👌": "intent.affirm",
  "🙏": "intent.thanks",
  "👋": "intent.greeting",
  "👎": "intent.deny",
};

const bare = (text: string): string => text.replace(NOISE, " ").trim();
/** Chinese is written without spaces, so they mean nothing there. */
const key = (text: string): string => (/[\u4e00-\u9fff]/.test(text) ? text.replace(/ /g, "") : text);

/** A polite word as it stands before and after others: Chinese ones run on, English ones stand apart. */
interface Polite {
  before: string;
  after: string;
}

interface Table {
  meanings: Map<string, Meaning[]>;
  politeness: readonly Polite[];
}

const politeOf = (word: string): Polite =>
  /[\u4e00-\u9fff]/.test(word) ? { before: word, after: word } : { before: `${word} `, after: ` ${word}` };

function table(lexicons: readonly Lexicon[]): Table {
  const meanings = new Map<string, Meaning[]>();
  for (const { says, phrases } of lexicons.flatMap((lexicon) => lexicon.wholes)) {
    for (const spelling of phrases.flatMap((phrase) => spellings(phrase.toLowerCase()))) {
      const known = meanings.get(key(bare(spelling)));
      if (!known) meanings.set(key(bare(spelling)), [says]);
      else if (!known.includes(says)) known.push(says);
    }
  }
  const politeness = lexicons.flatMap((lexicon) => lexicon.politeness.map((word) => key(word.toLowerCase())));
  return { meanings, politeness: politeness.sort((a, b) => b.length - a.length).map(politeOf) };
}

/** The text without one polite word at either end, each way it can be done. */
function stripped(text: string, politeness: readonly Polite[]): string[] {
  const rests: string[] = [];
  for (const { before, after } of politeness) {
    if (text.length > before.length && text.startsWith(before)) rests.push(text.slice(before.length).trim());
    if (text.length > after.length && text.endsWith(after)) rests.push(text.slice(0, -after.length).trim());
  }
  return rests;
}

/** 嗯嗯, 在吗在吗, ok ok: said twice is said once. */
function halved(text: string): string | null {
  const compact = text.replace(/ /g, "");
  const half = compact.length / 2;
  return compact.length >= 2 && Number.isInteger(half) && compact.slice(0, half) === compact.slice(half)
    ? compact.slice(0, half)
    : null;
}

/** Tries fewer and fewer words, at most so many ways, since politeness can be peeled off in any order. */
function lookUp({ meanings, politeness }: Table, text: string): readonly Meaning[] {
  const tried = new Set([text]);
  for (const rest of tried) {
    const half = halved(rest);
    const found = meanings.get(rest) ?? (half === null ? undefined : meanings.get(half));
    if (found) return found;
    for (const next of stripped(rest, politeness)) if (next.length > 0 && tried.size < PEELS_MAX) tried.add(next);
  }
  return [];
}

/** 是的没错, 好的谢谢: two wholes run together, as Chinese is written. */
function runTogether({ meanings }: Table, text: string): readonly Meaning[] {
  if (!/[\u4e00-\u9fff]/.test(text) || text.length > 12) return [];
  for (let i = 1; i < text.length; i += 1) {
    const [left, right] = [meanings.get(text.slice(0, i)), meanings.get(text.slice(i))];
    if (left && right) return [...new Set([...left, ...right])];
  }
  return [];
}

/** Two short messages in one ("嗯嗯 对的", "你好，转人工"): everything the parts mean, if all of them mean something. */
function byParts(all: Table, lower: string): readonly Meaning[] {
  const pieces = lower
    .split(/[,，。.!！?？~～、;；\n]+|(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])/)
    .map((piece) => key(bare(piece)))
    .filter((piece) => piece.length > 0);
  if (pieces.length < 2 || pieces.length > 4) return [];
  const read = pieces.map((piece) => lookUp(all, piece));
  if (read.some((meanings) => meanings.length === 0)) return [];
  return [...new Set(read.flat())];
}

export function makeWholes(lexicons: readonly Lexicon[]): Wholes {
  const all = table(lexicons);
  return {
    meaningsOf(lower) {
      const trimmed = lower.trim();
      if (trimmed.length > WHOLE_MAX * 2) return [];
      const text = key(bare(trimmed));
      if (text.length > WHOLE_MAX) return [];
      if (text.length === 0) return emojiMeaning(trimmed);
      const exact = all.meanings.get(text);
      if (exact) return exact;
      const parts = byParts(all, trimmed);
      if (parts.length > 0) return parts;
      const found = lookUp(all, text);
      return found.length > 0 ? found : runTogether(all, text);
    },
    leadOf(lower) {
      const [first, second] = lower
        .trim()
        .slice(0, WHOLE_MAX)
        .split(/[,，。.!！?？;；\n]/);
      return first && second ? lookUp(all, key(bare(first))) : [];
    },
  };
}

function emojiMeaning(trimmed: string): readonly Meaning[] {
  for (const [emoji, meaning] of Object.entries(EMOJI_ONLY)) if (trimmed.startsWith(emoji)) return [meaning];
  return [];
}
