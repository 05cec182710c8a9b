import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { limitKeyOf } from "./caller-address.js";
import type { LimitName } from "./route.js";

/** How often each may be done; Infinity switches a limit off. */
export type HttpLimits = Record<LimitName, number>;

interface Limit {
  by: "conversation" | "address";
  spanS: number;
  /** 503 where clients offer to send again, or mishandle 429 (directlinejs reads Retry-After as milliseconds). */
  status: 429 | 503;
  max: number;
  /** This machine itself is not counted: behind a proxy that TRUSTED_PROXY does not name yet, it is all customers together. */
  sparesLoopback?: true;
}

/** Per conversation or per address (IPv6: a /64), in a span, on each instance. Many offices are one address: what is counted by it is wide. */
export const LIMITS: Record<LimitName, Limit> = {
  message: { by: "conversation", spanS: 10, status: 503, max: 20 },
  message_by_address: { by: "address", spanS: 10, status: 503, max: 120, sparesLoopback: true },
  read: { by: "conversation", spanS: 10, status: 503, max: 200 },
  start: { by: "address", spanS: 60, status: 429, max: 60, sparesLoopback: true },
  // After a restart everybody comes back at once.
  socket: { by: "address", spanS: 60, status: 429, max: 300, sparesLoopback: true },
  mint: { by: "address", spanS: 60, status: 429, max: 10 },
  link: { by: "conversation", spanS: 3_600, status: 429, max: 10 },
  // Against floods: wrong passwords are counted apart, over all instances, and an office signs in at nine.
  login: { by: "address", spanS: 60, status: 429, max: 60 },
  // It carries a message, which clients offer to send again.
  upload: { by: "address", spanS: 60, status: 503, max: 5 },
};

/** By what a limit counts this caller; null: it does not. */
export function keyOf(name: LimitName, { address, conversationId }: { address: string; conversationId: string | null }) {
  const { by, sparesLoopback } = LIMITS[name];
  if (by === "conversation") return conversationId;
  return sparesLoopback && (address === "::1" || address.startsWith("127.")) ? null : limitKeyOf(address);
}

/** Of each limit, in its span (about 10 MB): a flood of addresses fills no memory. Beyond it those not seen before are counted by their network. */
const KEYS_MOST = 20_000;
const CROWDS = 4_096;

/** Null: go on. Else how many seconds to wait. */
export type Spend = (name: LimitName, key: string) => Promise<number | null> | null;

export function makeLimits(maxima: Partial<HttpLimits> = {}, keysMost = KEYS_MOST): Spend {
  const limiters = new Map<LimitName, (key: string) => Promise<number | null>>();
  for (const [name, { spanS, max }] of Object.entries(LIMITS) as [LimitName, Limit][]) {
    const points = maxima[name] ?? max;
    if (points === Infinity) continue;
    const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: spanS });
    const known = boundedKeys(spanS * 1_000, keysMost);
    limiters.set(name, (key) => spend(limiter, known(key)));
  }
  return (name, key) => limiters.get(name)?.(key) ?? null;
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

/** The key itself while there is room in this span, else one of a fixed number of crowds. */
function boundedKeys(spanMs: number, most: number): (key: string) => string {
  let keys = new Set<string>();
  let until = 0;
  return (key) => {
    const now = performance.now();
    if (now >= until) {
      keys = new Set();
      until = now + spanMs;
    }
    if (keys.has(key)) return key;
    if (keys.size >= most) return `crowd ${crowdOf(key)}`;
    keys.add(key);
    return key;
  };
}

/** Neighbours are one crowd: IPv4 by their first two numbers, IPv6 by their first two groups, conversations by when they began. */
function crowdOf(key: string): number {
  const network = key.split(/[.:-]/, 2).join(" ");
  let sum = 0;
  for (let at = 0; at < network.length; at += 1) sum = (sum * 31 + network.charCodeAt(at)) % CROWDS;
  return sum;
}
