import { LOCALES, type Locale } from "../../domain/words.js";

/** Of one message (architecture 2, I6). */
export const TEXT_CHARACTERS_MAX = 300_000;

const VALUE_DEPTH_MAX = 12;
const VALUE_NODES_MAX = 500;
const VALUE_CHARACTERS_MAX = 65_536;

/** Postgres takes neither NUL nor half a surrogate pair; both are cleaned once, here (I8). */
export const cleanText = (text: string): string => wellFormed(text.includes("\0") ? text.replaceAll("\0", "") : text);

// Node 20 has it, the es2023 library does not name it.
const wellFormed = (text: string): string => (text as string & { toWellFormed(): string }).toWellFormed();

/** What a page calls its language, as one of ours: `zh-Hans-CN` is zh-CN, `en-GB` is en; null for others. */
export function localeOf(tag: string | null | undefined): Locale | null {
  if (tag === null || tag === undefined) return null;
  const language = tag.toLowerCase().split(/[-_]/, 1)[0];
  return LOCALES.find((locale) => locale.toLowerCase().split("-", 1)[0] === language) ?? null;
}

/** What a device calls its zone, if it can be one. */
export const cleanZone = (zone: string | null | undefined): string | null =>
  zone !== null && zone !== undefined && /^[A-Za-z0-9+/_-]{1,64}$/.test(zone) ? zone : null;

/**
 * A copy of a button's value that any store takes: clean texts, bounded depth and size, no `__proto__`, `constructor` or
 * `prototype` keys. Null: over a bound.
 */
export function cleanValue(value: unknown): { value: unknown } | null {
  const left = { nodes: VALUE_NODES_MAX, characters: VALUE_CHARACTERS_MAX };
  const copy = (node: unknown, depth: number): unknown => {
    left.nodes -= 1;
    if (left.nodes < 0 || depth > VALUE_DEPTH_MAX) throw TOO_LARGE;
    if (typeof node === "string") return spend(node);
    if (Array.isArray(node)) return node.map((item) => copy(item, depth + 1));
    if (typeof node !== "object" || node === null) return node;
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(node)) {
      if (!RISKY_KEYS.has(key)) entries.push([spend(key), copy(item, depth + 1)]);
    }
    return Object.fromEntries(entries);
  };
  const spend = (text: string): string => {
    left.characters -= text.length;
    if (left.characters < 0) throw TOO_LARGE;
    return cleanText(text);
  };
  try {
    return { value: value === undefined ? null : copy(value, 0) };
  } catch (error) {
    if (error === TOO_LARGE) return null;
    throw error;
  }
}

const TOO_LARGE = new Error("The value is too large.");
const RISKY_KEYS = new Set(["__proto__", "constructor", "prototype"]);
