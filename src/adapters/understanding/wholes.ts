import { spellings, type Lexicon, type Meaning } from "./lexicon.js";

/** Short messages that mean one thing as a whole. */
export interface Wholes {
  meaningsOf(lower: string): readonly Meaning[];
}

const WHOLE_MAX = 48;
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

interface Table {
  meanings: Map<string, Meaning[]>;
  politeness: readonly string[];
}

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
  return { meanings, politeness: politeness.sort((a, b) => b.length - a.length) };
}

function stripped(text: string, politeness: readonly string[]): string | null {
  for (const word of politeness) {
    const chinese = /[\u4e00-\u9fff]/.test(word);
    const [before, after] = chinese ? [word, word] : [`${word} `, ` ${word}`];
    if (text.length > before.length && text.startsWith(before)) return text.slice(before.length).trim();
    if (text.length > after.length && text.endsWith(after)) return text.slice(0, -after.length).trim();
  }
  return null;
}

/** 嗯嗯, 在吗在吗, ok ok: said twice is said once. */
function halved(text: string): string | null {
  const compact = text.replace(/ /g, "");
  const half = compact.length / 2;
  return compact.length >= 2 && Number.isInteger(half) && compact.slice(0, half) === compact.slice(half)
    ? compact.slice(0, half)
    : null;
}

function lookUp({ meanings, politeness }: Table, text: string): readonly Meaning[] {
  let rest: string | null = text;
  for (let i = 0; rest && i < 6; i += 1) {
    const half: string | null = halved(rest);
    const found = meanings.get(rest) ?? (half === null ? undefined : meanings.get(half));
    if (found) return found;
    rest = stripped(rest, politeness);
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
      return parts.length > 0 ? parts : lookUp(all, text);
    },
  };
}

function emojiMeaning(trimmed: string): readonly Meaning[] {
  for (const [emoji, meaning] of Object.entries(EMOJI_ONLY)) if (trimmed.startsWith(emoji)) return [meaning];
  return [];
}
