import type { IncomingMessage } from "node:http";
import type { Visit } from "../../../application/sign-in/ports.js";
import type { CallerAddress } from "../caller-address.js";

/** How the caller reached us, and as which signed-in browser. */
export interface Door extends Visit {
  /** `https://host`, from PUBLIC_URL where it is set. */
  baseUrl: string;
  /** An open page asks again whether it may go on: no use of the session. */
  idle?: boolean;
}

/** Whose page made the call, as the browser tells it. `untold`: no browser, or none younger than 2023. `typed`: an address bar. */
export type Page = "own" | "other" | "typed" | "untold";

export function doorOf(address: CallerAddress, request: IncomingMessage): Door {
  const baseUrl = address.baseUrlOf(request);
  const { headers } = request;
  return {
    baseUrl,
    address: address.of(request),
    browser: familyOf(headers["user-agent"] ?? ""),
    session: cookieIn(headers.cookie ?? "", cookieName(baseUrl)),
  };
}

/**
 * Browsers name the page in headers that no page can set. The scheme counts: a page of this host got over plain http may be anybody's
 * on the way, and is not ours where we speak https.
 */
export function pageOf({ headers }: Pick<IncomingMessage, "headers">, baseUrl: string): Page {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" ? "own" : site === "none" ? "typed" : "other";
  const origin = headers.origin?.toLowerCase();
  if (origin === undefined) return "untold";
  const { protocol, origin: own } = new URL(baseUrl);
  return origin === own || origin === `${protocol}//${headers.host?.toLowerCase()}` ? "own" : "other";
}

/** As long as a session can last at most; the desk ends it earlier. */
const COOKIE_S = 30 * 24 * 60 * 60;
const isSecure = (baseUrl: string): boolean => baseUrl.startsWith("https:");
/** With the prefix a browser takes it over https only and from this very host, so that no neighbour can plant one. */
const cookieName = (baseUrl: string): string => (isSecure(baseUrl) ? "__Host-frontdoor" : "frontdoor");

/** Null: signed out. */
export function cookieOf(baseUrl: string, session: string | null): Record<string, string> {
  const secure = isSecure(baseUrl) ? "; Secure" : "";
  const rest = `; Path=/; Max-Age=${session === null ? 0 : COOKIE_S}; HttpOnly; SameSite=Lax${secure}`;
  return { "set-cookie": `${cookieName(baseUrl)}=${session ?? ""}${rest}` };
}

/** Null where there is none, or two that differ: one of them was planted. */
function cookieIn(header: string, name: string): string | null {
  const values = header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return new Set(values).size === 1 ? (values[0] ?? null) : null;
}

const FAMILIES: [RegExp, string][] = [
  [/\bEdg/, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\bChrom(e|ium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const familyOf = (userAgent: string): string => FAMILIES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other";
