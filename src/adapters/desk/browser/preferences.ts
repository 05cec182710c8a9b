import { useSyncExternalStore } from "react";
import type { Locale } from "../../../domain/words.js";

/** What this browser's owner likes, kept in this browser alone. */
export interface Preferences {
  locale: Locale;
  theme: "light" | "dark" | "auto";
  /** Single keys act; with modifiers they always do. */
  keys: boolean;
  sound: boolean;
  /** The number of what is new stands in the window's title. */
  title: boolean;
  /** The browser's own announcements. */
  announce: boolean;
}

const KEY = "frontdoor.desk.preferences";
const FROM_BROWSER: Locale = navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
const DEFAULTS: Preferences = { locale: FROM_BROWSER, theme: "auto", keys: true, sound: true, title: true, announce: false };

let current: Preferences = read();
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

const tell = (): void => listeners.forEach((listener) => listener());
// Another tab of the same desk changed them.
window.addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  current = read();
  tell();
});

export const preferences = (): Preferences => current;

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing forgets them with the page.
  }
  tell();
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences);
