import type { Locale } from "../../../../../domain/words.js";
import { EN } from "./words-en.js";
import { ZH, type SlackWord } from "./words-zh.js";

const WORDS: Record<Locale, Record<SlackWord, string>> = { "zh-CN": ZH, en: EN };

/** What is put in is put in as it is: escape it for mrkdwn before. */
export type SlackWords = (word: SlackWord, values?: Record<string, string | number>) => string;

export const slackWords =
  (locale: Locale): SlackWords =>
  (word, values = {}) =>
    WORDS[locale][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

export const isSlackWord = (word: string): word is SlackWord => Object.hasOwn(ZH, word);
