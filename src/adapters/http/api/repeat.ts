import { createHash } from "node:crypto";
import { DAY_MS } from "../../../domain/time.js";
import type { Problem, Reply } from "./reply.js";

/** An `Idempotency-Key` in the scope of its token and route, and what the body was (architecture I1). */
export interface RepeatKey {
  channel: string;
  key: string;
  bodyHash: string;
}

export const REUSED: Problem = {
  status: 422,
  code: "idempotency_key_reused",
  detail: "This Idempotency-Key was used with another body: take a new key for another act.",
};

const KEY = /^[\x21-\x7e]{1,255}$/;
const BAD_KEY: Problem = {
  status: 400,
  code: "bad_idempotency_key",
  detail: "An Idempotency-Key is 1 to 255 visible ASCII characters.",
};

interface Write {
  header: string | undefined;
  agentId: string;
  /** Of the token, so that two tokens of one agent do not share keys. */
  tokenHash: string;
  /** Method and path as called. */
  route: string;
  body: unknown;
}

export function repeatKey({ header, agentId, tokenHash, route, body }: Write): RepeatKey | Problem | null {
  if (header === undefined) return null;
  if (!KEY.test(header)) return BAD_KEY;
  return { channel: `api:${agentId}`, key: sha256([tokenHash, route, header].join("\n")), bodyHash: sha256(canonical(body)) };
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Deeper than any body that is accepted. */
const DEPTH_MAX = 8;

/** The same text for bodies that differ only in spacing and the order of their fields. */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (depth === DEPTH_MAX) return "…";
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(",")}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item, depth + 1)}`).join(",")}}`;
}

type Outcome = Reply<unknown> | Problem;

/** For a write that is no turn: its answers by key, in this process only. */
export interface Memo {
  once<T extends Outcome>(repeat: RepeatKey | null, run: () => Promise<T>): Promise<T | Problem>;
}

const KEPT_MAX = 1_000;
const KEPT_MS = DAY_MS;

export function makeMemo(now: () => number): Memo {
  const kept = new Map<string, { bodyHash: string; at: number; outcome: Promise<Outcome> }>();
  const forgetOld = (): void => {
    for (const [id, { at }] of kept) {
      if (kept.size <= KEPT_MAX && now() - at < KEPT_MS) return;
      kept.delete(id);
    }
  };
  return {
    once(repeat, run) {
      if (!repeat) return run();
      forgetOld();
      const id = `${repeat.channel} ${repeat.key}`;
      const first = kept.get(id);
      // The route is part of the key, so what is kept under it came from the same `run`.
      if (first) return first.bodyHash === repeat.bodyHash ? (first.outcome as ReturnType<typeof run>) : Promise.resolve(REUSED);
      const outcome = run();
      kept.set(id, { bodyHash: repeat.bodyHash, at: now(), outcome });
      outcome.catch(() => kept.delete(id));
      return outcome;
    },
  };
}
