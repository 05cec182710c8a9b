import type { Locale } from "../../../domain/words.js";
import { usePreferences } from "./preferences.js";

/** The sentences of one part of the desk in both languages: English has the very keys that Chinese has. */
export type Words<T> = Readonly<Record<Locale, T>>;

export const words = <T>(zh: T, en: T): Words<T> => ({ "zh-CN": zh, en });

/** Those of the language chosen. */
export function useWords<T>(all: Words<T>): T {
  return all[usePreferences().locale];
}

/** English counts: `many(1, "ticket")` is "1 ticket". */
export const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
