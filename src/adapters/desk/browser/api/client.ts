import { BASE } from "../page-facts.js";
import type { Problem } from "./problem.js";

export type { Problem };

export type Answered<T> = { ok: true; body: T } | { ok: false; problem: Problem };

let lost: () => void = () => undefined;
/** Called when the server no longer knows who is signed in. */
export const onSignedOut = (listener: () => void): void => void (lost = listener);

const AWAY: Problem = { status: 0, code: "away", detail: "The server cannot be reached." };

interface Ask {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 15_000;
const KEPT_ALIVE_MOST = 20_000;

/** One call of /api/v1. Never throws but by `signal`: what went wrong is a value. `path`: "/queue?team=…". */
export async function ask<T>({ method, path, body, headers = {}, signal }: Ask): Promise<Answered<T>> {
  const raw = body instanceof Blob;
  const sent = body === undefined || raw ? body : JSON.stringify(body);
  try {
    const response = await fetch(`${BASE}/api/v1${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
      // An act of a page that is just being left still arrives; browsers allow it for 64 KB.
      keepalive: method !== "GET" && (typeof sent !== "string" || sent.length < KEPT_ALIVE_MOST) && !raw,
      credentials: "same-origin",
      signal: signal ?? AbortSignal.timeout(raw ? 10 * TIMEOUT_MS : TIMEOUT_MS),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, body: (text === "" ? undefined : JSON.parse(text)) as T };
    if (response.status === 401 && path !== "/session") lost();
    return { ok: false, problem: problemOf(response, text) };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { ok: false, problem: AWAY };
  }
}

function problemOf({ status, headers }: Response, text: string): Problem {
  const retryAfter = headers.get("retry-after");
  const more = retryAfter === null ? {} : { retryAfterSeconds: Number(retryAfter) };
  try {
    return { ...(JSON.parse(text) as Problem), status, ...more };
  } catch {
    return { status, code: "cut", detail: `The server answered ${status} without words.`, ...more };
  }
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<Answered<T>> => ask<T>({ method: "GET", path, signal });

const TRIES = 4;
const WAIT_MS = 700;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** An act's own name: the same for each try of it, so that the server does it once. Keep it with what was typed to go on after a reload. */
export const newKey = (): string => crypto.randomUUID();

/**
 * A write, tried again under one `Idempotency-Key` while the server cannot be reached or is busy, four times within about five
 * seconds: it happens once or not at all.
 */
export async function act<T>(
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  wish: { body?: unknown; key?: string } = {},
): Promise<Answered<T>> {
  const key = wish.key ?? newKey();
  for (let left = TRIES - 1; ; left -= 1) {
    const answered = await ask<T>({
      method,
      path,
      body: wish.body ?? (method === "DELETE" ? undefined : {}),
      headers: { "idempotency-key": key },
    });
    if (answered.ok || left === 0 || !passing(answered.problem)) return answered;
    await wait(WAIT_MS * (TRIES - left));
  }
}

/** Tomorrow it may well work: nothing about the wish itself is wrong. */
export const passing = ({ status }: Problem): boolean => status === 0 || status === 502 || status === 503 || status === 504;

/** Fields that are null or empty are left out; lists are joined by commas. */
export function query(
  fields: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>,
): string {
  const pairs = Object.entries(fields)
    .map(
      ([name, value]) =>
        [name, Array.isArray(value) ? value.join(",") : value === null || value === undefined ? "" : String(value)] as const,
    )
    .filter(([, value]) => value !== "");
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()}`;
}
