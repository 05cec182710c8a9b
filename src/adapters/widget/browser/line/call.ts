import type { World } from "./world.js";

const CALL_MS = 15_000;
/** An upload may take long, but not stand still. */
const STALLED_MS = 30_000;

/** Status 0: the server was not reached, or what answered was not ours. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** What a refusal asks for, by its Retry-After. */
  waitMs: number;
}

export const UNREACHED: Answer = { status: 0, body: {}, waitMs: 0 };

export interface Wish {
  method: string;
  path: string;
  token?: string | null;
  body?: object | undefined;
}

export type Call = (wish: Wish) => Promise<Answer>;

/** JSON calls of one server; never rejects. */
export const makeCall =
  (world: World, base: string): Call =>
  async ({ method, path, token, body }) => {
    const headers: Record<string, string> = {};
    if (body) headers["Content-Type"] = "application/json";
    if (token) headers["Authorization"] = `Bearer ${token}`;
    const patience = new AbortController();
    const stop = world.after(CALL_MS, () => patience.abort());
    try {
      const init = { method, headers, cache: "no-store" as const, signal: patience.signal };
      const response = await world.fetch(base + path, body ? { ...init, body: JSON.stringify(body) } : init);
      return answerOf(response.status, await response.text(), response.headers.get("Retry-After"));
    } catch {
      return UNREACHED;
    } finally {
      stop();
    }
  };

/** A captive portal answers 200 with a page of its own: that is not our server. */
function answerOf(status: number, text: string, retryAfter: string | null): Answer {
  const waitMs = Math.max(0, Number(retryAfter) * 1_000 || 0);
  try {
    const body = JSON.parse(text) as unknown;
    if (body !== null && typeof body === "object") return { status, body: body as Answer["body"], waitMs };
  } catch {
    // Judged below.
  }
  return status < 400 ? UNREACHED : { status, body: {}, waitMs };
}

export interface Upload {
  url: string;
  token: string | null;
  form: FormData;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
}

/** fetch tells no progress of what is sent, so files go by XMLHttpRequest. Never rejects. */
export function upload(world: World, { url, token, form, onProgress }: Upload): Promise<Answer> {
  return new Promise((resolve) => {
    const request = world.newUpload();
    let stop = world.after(STALLED_MS, () => request.abort());
    const done = () => {
      stop();
      resolve(answerOf(request.status, request.responseText, request.status ? request.getResponseHeader("Retry-After") : null));
    };
    request.onload = done;
    request.onerror = done;
    request.onabort = done;
    request.upload.onprogress = ({ loaded, total }) => {
      stop();
      stop = world.after(STALLED_MS, () => request.abort());
      if (total > 0) onProgress(loaded / total);
    };
    request.open("POST", url);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.send(form);
  });
}
