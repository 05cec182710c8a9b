import { useEffect, useRef, useSyncExternalStore } from "react";
import { preferences } from "../preferences.js";

/** One key of the desk while what owns it is shown. */
export interface Key {
  /** `j`, `?`, `g q` (one after the other), `ctrl+enter`, `alt+z`, `escape`, `f6`. A single key acts only outside text fields. */
  press: string;
  /** What it does, for the list that `?` opens; in the language chosen. */
  does: string;
  run: () => void;
  /** Acts while one is typing too. */
  inText?: boolean;
}

const mounted = new Set<{ current: readonly Key[] }>();
const listeners = new Set<() => void>();
let listed: readonly Key[] = [];

function changed(): void {
  listed = [...mounted].flatMap(({ current }) => current);
  listeners.forEach((listener) => listener());
}

/** The keys act while the component is shown; of two with the same press the one mounted last does. */
export function useKeys(keys: readonly Key[]): void {
  const own = useRef(keys);
  own.current = keys;
  const names = keys.map(({ press, does }) => `${press} ${does}`).join("\n");
  useEffect(() => {
    mounted.add(own);
    changed();
    return () => {
      mounted.delete(own);
      changed();
    };
  }, [names]);
}

/** All that act now. */
export const useKeyList = (): readonly Key[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
  );

const SEQUENCE_MS = 1_200;
let first: { key: string; until: number } | null = null;

const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) ||
    target.closest("[role=combobox]") !== null);

function pressOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const modifier = event.ctrlKey || event.metaKey ? "ctrl+" : event.altKey ? "alt+" : "";
  // With Alt some layouts give another sign: the place of the key counts.
  return `${modifier}${event.altKey && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : key}`;
}

function onKeyDown(event: KeyboardEvent): void {
  // 229: an input method is at work and the key is its own.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const press = pressOf(event);
  const plain = !press.includes("+") && press !== "escape" && !/^f\d+$/.test(press);
  const typing = inText(event.target);
  if (plain && !preferences().keys) return;
  const sequence = first !== null && first.until > Date.now() ? `${first.key} ${press}` : null;
  first = null;
  const may = [...mounted].flatMap(({ current }) => current).filter(({ inText: also }) => !typing || also === true);
  const key = may.findLast(({ press: wanted }) => wanted === sequence) ?? may.findLast(({ press: wanted }) => wanted === press);
  if (key !== undefined) {
    event.preventDefault();
    key.run();
  } else if (plain && !typing && may.some(({ press: wanted }) => wanted.startsWith(`${press} `))) {
    first = { key: press, until: Date.now() + SEQUENCE_MS };
  }
}

document.addEventListener("keydown", onKeyDown);
