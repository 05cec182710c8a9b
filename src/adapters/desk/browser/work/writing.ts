import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

/*
 * Reply and note are two places, never two positions of a switch (design 3): while a note is being written the reply folds to one line with
 * its text, and the other way round nothing is folded, since the note's dock is small anyway.
 */
export type Writing = "reply" | "note";

let writing: Writing = "reply";
const listeners = new Set<() => void>();

export function setWriting(next: Writing): void {
  if (next === writing) return;
  writing = next;
  listeners.forEach((listener) => listener());
}

export const useWriting = (): Writing =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => writing,
  );

const keyOf = (name: string): string => `frontdoor.desk.text.${name}`;

/** Sent or thrown away: what was kept under the name goes. */
export function forgetKept(name: string): void {
  localStorage.removeItem(keyOf(name));
}

/**
 * Text that outlives a reload, a lost connection and a lapsed session: kept in this browser under a name such as
 * `reply.<conversation id>` until it is sent. Another name brings that one's text.
 */
export function useKeptText(name: string): [text: string, set: (text: string) => void] {
  const read = useCallback(() => localStorage.getItem(keyOf(name)) ?? "", [name]);
  const [text, setText] = useState(read);
  const [shownFor, setShownFor] = useState(name);
  if (shownFor !== name) {
    setShownFor(name);
    setText(read());
  }
  const set = useCallback(
    (next: string): void => {
      setText(next);
      try {
        if (next === "") forgetKept(name);
        else localStorage.setItem(keyOf(name), next);
      } catch {
        // A full store: the text is still on the page.
      }
    },
    [name],
  );
  // Taken back by "undo" elsewhere on the page: the store tells only other tabs by itself.
  useEffect(() => {
    const again = (): void => setText(read());
    window.addEventListener(RESTORED, again);
    return () => window.removeEventListener(RESTORED, again);
  }, [read]);
  return [text, set];
}

const RESTORED = "frontdoor:text";

/** Puts a text back where it was written, as after an undo; what was typed since stays behind it. */
export function restoreKept(name: string, text: string): void {
  const since = localStorage.getItem(keyOf(name)) ?? "";
  localStorage.setItem(keyOf(name), since === "" ? text : `${text}\n\n${since}`);
  window.dispatchEvent(new Event(RESTORED));
}
