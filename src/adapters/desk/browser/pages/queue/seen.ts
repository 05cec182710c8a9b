import { useEffect, useSyncExternalStore } from "react";
import { deskNow } from "../../clock/now.js";

/*
 * Which tickets this browser's owner has looked at, and when (desk time): the server knows who answered, not who looked. What was said
 * since then is "unseen".
 */
const KEY = "frontdoor.desk.seen";
const MOST = 400;

let seen: ReadonlyMap<string, number> = read();
const listeners = new Set<() => void>();

function read(): ReadonlyMap<string, number> {
  try {
    return new Map(Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, number>));
  } catch {
    return new Map();
  }
}

const tell = (): void => listeners.forEach((listener) => listener());
window.addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  seen = read();
  tell();
});

/** `since`: what was said then is seen too, though the server's clock be not known yet. */
function see(ticketId: string, since: string | null): void {
  const others = [...seen].filter(([id]) => id !== ticketId);
  seen = new Map([...others, [ticketId, Math.max(deskNow(), since === null ? 0 : Date.parse(since))] as const].slice(-MOST));
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(seen)));
  } catch {
    // A full store: looked at is known until the page goes.
  }
  tell();
}

export const useSeen = (): ReadonlyMap<string, number> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => seen,
  );

/** The ticket stands open before somebody; `said`: since when a word of the customer's stands there unanswered. */
export function useSeeing(ticketId: string | null, said: string | null): void {
  useEffect(() => {
    if (ticketId === null) return;
    const look = (): void => void (document.visibilityState === "visible" && see(ticketId, said));
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [ticketId, said]);
}
