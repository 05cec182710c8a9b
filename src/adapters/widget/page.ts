import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "../../domain/words.js";
import type { Answer, Call, Route } from "../http/route.js";

export interface ChatPage {
  /** The folder `src/adapters/widget/public`: the page needs no build. */
  directory: string;
  /** The name in the page's header. */
  company: Record<Locale, string>;
}

const JAVASCRIPT = "text/javascript; charset=utf-8";
const FILES = [
  { path: "/", name: "index.html", type: "text/html; charset=utf-8" },
  { path: "/chat.js", name: "chat.js", type: JAVASCRIPT },
  { path: "/line.js", name: "line.js", type: JAVASCRIPT },
  { path: "/transcript.js", name: "transcript.js", type: JAVASCRIPT },
  { path: "/words.js", name: "words.js", type: JAVASCRIPT },
  { path: "/chat.css", name: "chat.css", type: "text/css; charset=utf-8" },
] as const;

/** The plain chat page, read once at start. */
export function chatPageRoutes({ directory, company }: ChatPage, publicUrl: string | null): Route[] {
  const headers = pageHeaders(publicUrl);
  return FILES.map(({ path, name, type }) => {
    const text = readFileSync(join(directory, name), "utf8");
    const body = name === "index.html" ? fillIn(text, company) : text;
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    const sent = { ...headers, "content-type": type, etag, "cache-control": "no-cache" };
    const handle = ({ headers: asked }: Call): Answer =>
      asked["if-none-match"] === etag ? { status: 304, headers: sent } : { status: 200, body, headers: sent };
    return { method: "GET", path, who: "public", origins: "ignored", limit: null, bodyBytesMax: 0, errors: "problem", handle };
  });
}

const fillIn = (html: string, company: ChatPage["company"]): string =>
  html.replaceAll("{{company.zh-CN}}", escapeHtml(company["zh-CN"])).replaceAll("{{company.en}}", escapeHtml(company.en));

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Nothing from elsewhere, nothing inline; sockets go to the public address where that is another name of ours. */
function pageHeaders(publicUrl: string | null): Record<string, string> {
  const elsewhere = publicUrl === null ? "" : ` ${new URL(publicUrl).origin} ${new URL(publicUrl).origin.replace(/^http/, "ws")}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${elsewhere}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
    ...(publicUrl?.startsWith("https:") === true ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
