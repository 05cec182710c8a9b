/** What the line needs of the browser; tests give their own. Times are machine time in milliseconds. */
export interface World {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** May throw, where a page's policy forbids sockets. */
  openSocket(url: string): Socket;
  newUpload(): XMLHttpRequest;
  now(): number;
  /** Runs it once after so many milliseconds, unless the answer is called before. */
  after(ms: number, run: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
  newKey(): string;
  /** Kept for all tabs of this site, and for this tab alone. Both may throw. */
  local(): Storage;
  session(): Storage;
  locks: Pick<LockManager, "request"> | null;
  sha256: ((bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>) | null;
  isVisible(): boolean;
  /** Answers how to stop listening. */
  on(event: "online" | "pageshow" | "visibilitychange", heard: (event: Event) => void): () => void;
}

export type Socket = Pick<WebSocket, "onopen" | "onmessage" | "onclose" | "onerror" | "send" | "close">;

/** Browsers without TLS have neither `locks` nor `subtle`, whatever the types say. */
export const browserWorld = (): World => ({
  fetch: (url, init) => fetch(url, init),
  openSocket: (url) => new WebSocket(url),
  newUpload: () => new XMLHttpRequest(),
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  // crypto.randomUUID is missing on pages that are not served over TLS.
  newKey: () => hexOf(crypto.getRandomValues(new Uint8Array(16))),
  local: () => localStorage,
  session: () => sessionStorage,
  locks: "locks" in navigator ? navigator.locks : null,
  sha256: "subtle" in crypto ? (bytes) => crypto.subtle.digest("SHA-256", bytes) : null,
  isVisible: () => document.visibilityState === "visible",
  on: (event, heard) => {
    const target = event === "visibilitychange" ? document : window;
    target.addEventListener(event, heard);
    return () => target.removeEventListener(event, heard);
  },
});

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
