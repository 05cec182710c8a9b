import type { Locale } from "../words.js";
import { EN } from "./words-en.js";
import { ZH, type DigestWord } from "./words-zh.js";

const WORDS: Record<Locale, Record<DigestWord, string>> = { "zh-CN": ZH, en: EN };

export type Words = (word: DigestWord, values?: Record<string, string | number>) => string;

export const wordsOf =
  (locale: Locale): Words =>
  (word, values = {}) =>
    WORDS[locale][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
