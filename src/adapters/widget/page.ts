import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Locale } from "../../domain/words.js";
import type { Answer, Call, Route } from "../http/route.js";

export interface ChatPage {
  /** The folder `dist/widget`, made by the build. */
  directory: string;
  /** The page's title. */
  company: Record<Locale, string>;
  /** For browsers that ask for neither of our languages. */
  defaultLocale: Locale;
}

export class NotBuilt extends Error {
  readonly code = "widget.not-built";
  constructor(directory: string) {
    super(`The web chat is not built: there is no ${join(directory, "manifest.json")}. Run npm run build.`);
  }
}

const Manifest = z.object({ panel: z.string(), files: z.array(z.string()) });

const TYPES: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };
const A_YEAR = "public, max-age=31536000, immutable";
const FIVE_MINUTES = "public, max-age=300";

/**
 * The chat page and the files of the widget, read once at start. Throws where the build has not made them. The files are the same for everyone
 * and hold no data: any site may load them.
 */
export function chatPageRoutes({ directory, company, defaultLocale }: ChatPage, publicUrl: string | null): Route[] {
  if (!existsSync(join(directory, "manifest.json"))) throw new NotBuilt(directory);
  const { panel, files } = Manifest.parse(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")));
  const hashed = new Map(
    files.filter((name) => TYPES[endingOf(name)] !== undefined).map((name) => [name, readKept(directory, name)]),
  );
  const loader = hashed.get("widget.js")!;
  hashed.delete("widget.js");
  const page = makePage({ html: readFileSync(join(directory, "index.html"), "utf8"), company, defaultLocale, publicUrl });
  return [
    publicRoute("/", page),
    publicRoute("/widget.js", ({ headers }) => answer(loader, headers, FIVE_MINUTES)),
    publicRoute("/widget/:file", ({ params, headers }) => {
      const { file } = params;
      // A loader that came before an update of the desk, or from another instance, asks for a panel that is no longer here.
      if (file === "panel.js") return answer(hashed.get(panel)!, headers, "no-cache");
      const kept = hashed.get(file!);
      return kept === undefined ? { status: 404, headers: ANY_SITE } : answer(kept, headers, A_YEAR);
    }),
  ];
}

const publicRoute = (path: string, handle: (call: Call) => Answer): Route => ({
  method: "GET",
  path,
  who: "public",
  origins: "ignored",
  limit: null,
  bodyBytesMax: 0,
  errors: "problem",
  handle,
});

const ANY_SITE = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };

interface Kept {
  type: string;
  etag: string;
  /** By content coding, the best first. */
  bodies: { coding: "br" | "gzip" | "identity"; bytes: Buffer }[];
}

function readKept(directory: string, name: string): Kept {
  const path = join(directory, name);
  const bytes = readFileSync(path);
  return {
    type: TYPES[endingOf(name)]!,
    etag: etagOf(bytes),
    bodies: [
      { coding: "br", bytes: readFileSync(`${path}.br`) },
      { coding: "gzip", bytes: readFileSync(`${path}.gz`) },
      { coding: "identity", bytes },
    ],
  };
}

function answer({ type, etag, bodies }: Kept, asked: Call["headers"], caching: string): Answer {
  const body = bodies.find(({ coding }) => coding === "identity" || accepts(asked["accept-encoding"], coding))!;
  const headers = {
    ...ANY_SITE,
    "content-type": type,
    "cache-control": caching,
    vary: "Accept-Encoding",
    etag,
    ...(body.coding === "identity" ? {} : { "content-encoding": body.coding }),
  };
  return isKnown(asked, etag) ? { status: 304, headers } : { status: 200, body: body.bytes, headers };
}

/** `gzip;q=0` is a refusal; the rest of the weighing changes nothing for two codings that every browser knows. */
const accepts = (header: string | string[] | undefined, coding: string): boolean =>
  String(header ?? "")
    .split(",")
    .map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(([name, weight]) => name === coding && !/^q=0(\.0*)?$/.test(weight ?? ""));

const isKnown = (asked: Call["headers"], etag: string): boolean =>
  (asked["if-none-match"] ?? "").split(",").some((each) => each.trim().replace(/^W\//, "") === etag);

const endingOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** Names the content whatever its coding: `vary` keeps the codings apart. */
const etagOf = (content: string | Buffer): string => `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;

interface PageParts extends Omit<ChatPage, "directory"> {
  html: string;
  publicUrl: string | null;
}

/** "/": `?lang=` decides, then what the browser prefers. */
function makePage({ html, company, defaultLocale, publicUrl }: PageParts): (call: Call) => Answer {
  const headers = {
    ...pageHeaders(publicUrl),
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    vary: "Accept-Language",
  };
  const madeFor = (locale: Locale) => {
    const body = html.replaceAll("{{locale}}", locale).replaceAll("{{company}}", () => escapeHtml(company[locale]));
    return { body, headers: { ...headers, etag: etagOf(body) } };
  };
  const pages = { "zh-CN": madeFor("zh-CN"), en: madeFor("en") };
  return ({ query, headers: asked }) => {
    const { body, headers } = pages[localeOf(query.get("lang"), asked["accept-language"]) ?? defaultLocale];
    return isKnown(asked, headers.etag) ? { status: 304, headers } : { status: 200, body, headers };
  };
}

function localeOf(wished: string | null, preferred: string | undefined): Locale | null {
  for (const tag of [wished ?? "", ...(preferred ?? "").split(",")]) {
    if (/^\s*zh\b/i.test(tag)) return "zh-CN";
    if (/^\s*en\b/i.test(tag)) return "en";
  }
  return null;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Nothing from elsewhere, nothing inline; sockets and files come from the public address where that is another name of ours. */
function pageHeaders(publicUrl: string | null): Record<string, string> {
  const origin = publicUrl === null ? "" : ` ${new URL(publicUrl).origin}`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${origin}`,
    `connect-src 'self'${origin}${origin.replace(/http/, "ws")}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    // Taking a picture by a file field is the device's own doing and needs none of these.
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
    ...(publicUrl?.startsWith("https:") === true ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
