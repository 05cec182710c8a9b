import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { LimitName } from "./route.js";

/** How often each may be done; Infinity switches a limit off. */
export type HttpLimits = Record<LimitName, number>;

/** Per conversation or per address, in a span; `busy` where clients mishandle 429 (directlinejs reads Retry-After as milliseconds). */
export const LIMITS: Record<LimitName, { by: "conversation" | "address"; spanS: number; status: 429 | 503; max: number }> = {
  message: { by: "conversation", spanS: 10, status: 503, max: 20 },
  read: { by: "conversation", spanS: 10, status: 503, max: 200 },
  mint: { by: "address", spanS: 60, status: 429, max: 10 },
  login: { by: "address", spanS: 60, status: 429, max: 5 },
  upload: { by: "address", spanS: 60, status: 429, max: 5 },
};

/** Null: go on. Else how many seconds to wait. */
export type Spend = (name: LimitName, key: string) => Promise<number | null> | null;

export function makeLimits(maxima: Partial<HttpLimits> = {}): Spend {
  const limiters = new Map<LimitName, RateLimiterMemory>();
  for (const [name, { spanS, max }] of Object.entries(LIMITS) as [LimitName, (typeof LIMITS)[LimitName]][]) {
    const points = maxima[name] ?? max;
    if (points !== Infinity) limiters.set(name, new RateLimiterMemory({ keyPrefix: name, points, duration: spanS }));
  }
  return (name, key) => {
    const limiter = limiters.get(name);
    return limiter === undefined ? null : spend(limiter, key);
  };
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw refused;
  }
}
