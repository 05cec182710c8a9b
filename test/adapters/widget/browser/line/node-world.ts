import { randomBytes } from "node:crypto";
import { WebSocket as NodeWebSocket } from "ws";
import type { Socket, World } from "../../../../../src/adapters/widget/browser/line/world.js";

/** A browser's storage as one tab (session) or all of them (local) see it. */
export function memoryStorage(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, text: string) => void map.set(name, text),
    removeItem: (name: string) => void map.delete(name),
    clear: () => map.clear(),
    key: (nth: number) => [...map.keys()][nth] ?? null,
    get length() {
      return map.size;
    },
  };
}

/** Locks as all tabs of a browser share them. */
export function memoryLocks(): World["locks"] {
  const tails = new Map<string, Promise<unknown>>();
  const request = (name: string, _options: unknown, run: () => Promise<unknown>) => {
    const turn = (tails.get(name) ?? Promise.resolve()).then(run);
    tails.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
  return { request } as unknown as World["locks"];
}

export interface Browser {
  local: Storage;
  locks: World["locks"];
}

export const aBrowser = (): Browser => ({ local: memoryStorage(), locks: memoryLocks() });

/** Waiting is so many times shorter than in a browser. */
const HASTE = 5;

/** Node's own fetch, timers and the `ws` package's sockets, as one tab of a browser. */
export const nodeWorld = ({ local, locks }: Browser, session: Storage = memoryStorage()): World => ({
  fetch: (url, init) => fetch(url, init),
  openSocket: (url) => new NodeWebSocket(url) as unknown as Socket,
  newUpload: () => {
    throw new Error("no uploads here");
  },
  now: () => HASTE * performance.now(),
  random: Math.random,
  sha256: (bytes) => crypto.subtle.digest("SHA-256", bytes),
  after: (ms, run) => {
    const timer = setTimeout(run, ms / HASTE);
    return () => clearTimeout(timer);
  },
  newKey: () => randomBytes(16).toString("hex"),
  local: () => local,
  session: () => session,
  locks,
  isVisible: () => true,
  on: () => () => undefined,
});
