import type { IncomingHttpHeaders } from "node:http";
import type { Route } from "./route.js";

export interface Verdict {
  allowed: boolean;
  /** CORS answers for an allowed origin; never an origin that is not listed, never `*`. */
  headers: Readonly<Record<string, string>>;
}

export type JudgeOrigin = (route: Pick<Route, "origins">, headers: IncomingHttpHeaders, baseUrlOf: () => string) => Verdict;

const NO_CORS: Verdict = { allowed: true, headers: {} };
const REFUSED: Verdict = { allowed: false, headers: { vary: "Origin" } };

/** May a page of this origin call the route? No Origin header: not a browser's cross-site call. */
export function makeOriginJudge(allowedOrigins: readonly string[]): JudgeOrigin {
  const listed = new Set(allowedOrigins.map((origin) => origin.toLowerCase().replace(/\/+$/, "")));
  return ({ origins }, headers, baseUrlOf) => {
    const origin = headers.origin?.toLowerCase();
    if (origins === "ignored" || origin === undefined) return NO_CORS;
    if (origin === baseUrlOf().toLowerCase() || isOwnHost(origin, headers.host)) return NO_CORS;
    if (origins === "same") return REFUSED;
    // A page under development on this machine may call a server reached as this machine.
    const local = isLoopback(origin) && isLoopback(`http://${headers.host ?? ""}`);
    if (!local && !listed.has(origin)) return REFUSED;
    return {
      allowed: true,
      headers: { "access-control-allow-origin": headers.origin!, vary: "Origin", "access-control-expose-headers": "Retry-After" },
    };
  };
}

export const preflightHeaders = (methods: readonly string[]): Record<string, string> => ({
  "access-control-allow-methods": methods.join(", "),
  // The bundle of the stock Web Chat names itself an XMLHttpRequest; without that it could not begin on another site.
  "access-control-allow-headers": "Authorization, Content-Type, X-Requested-With, x-ms-bot-agent, Idempotency-Key",
  "access-control-max-age": "7200",
});

const isOwnHost = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `http://${host.toLowerCase()}` || origin === `https://${host.toLowerCase()}`);

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}
