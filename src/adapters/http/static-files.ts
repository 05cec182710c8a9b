import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Locale } from "../../domain/words.js";
import type { Answer, Call, Route } from "./route.js";

const TYPES: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };
export const A_YEAR = "public, max-age=31536000, immutable";

/** A file that the build made, read once at start, in each coding that a browser may ask for. */
export interface StaticFile {
  type: string;
  etag: string;
  /** By content coding, the best first. */
  bodies: { coding: "br" | "gzip" | "identity"; bytes: Buffer }[];
}

/** A page that the build made and the server fills in. */
export interface BuiltPage {
  /** The folder of `dist` that the build made. */
  directory: string;
  /** The page's title. */
  company: Record<Locale, string>;
  /** For browsers that ask for neither of our languages. */
  defaultLocale: Locale;
}

export class NotBuilt extends Error {
  readonly code: string;
  constructor({ code, named }: { code: string; named: string }, directory: string) {
    super(`${named} not built: there is no ${join(directory, "manifest.json")}. Run npm run build.`);
    this.code = code;
  }
}

const Manifest = z.looseObject({ files: z.array(z.string()) });

/** What the build left in a folder of `dist`, read once at start. Throws `NotBuilt` where there is nothing; `named` with its verb: "The web chat is". */
export function readBuild(directory: string, as: { code: string; named: string }) {
  const path = join(directory, "manifest.json");
  if (!existsSync(path)) throw new NotBuilt(as, directory);
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  return {
    manifest,
    files: readStaticFiles(directory, manifest.files),
    html: readFileSync(join(directory, "index.html"), "utf8"),
  };
}

/** The scripts and style sheets among `names`, by name; what else the build lists (pages, which a server fills in) is left out. */
const readStaticFiles = (directory: string, names: readonly string[]): Map<string, StaticFile> =>
  new Map(names.filter((name) => TYPES[endingOf(name)] !== undefined).map((name) => [name, readOne(directory, name)]));

function readOne(directory: string, name: string): StaticFile {
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

/** `headers`: beside those that the file itself needs. */
export function answerFile({ type, etag, bodies }: StaticFile, asked: Call["headers"], headers: Answer["headers"]): Answer {
  const body = bodies.find(({ coding }) => coding === "identity" || accepts(asked["accept-encoding"], coding))!;
  const all = {
    ...headers,
    "content-type": type,
    vary: "Accept-Encoding",
    etag,
    ...(body.coding === "identity" ? {} : { "content-encoding": body.coding }),
  };
  return isKnown(asked, etag) ? { status: 304, headers: all } : { status: 200, body: body.bytes, headers: all };
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

/** A page whose `{{locale}}` and other marks are filled in once, escaped, for each language; `?lang=` decides, then what the browser prefers. */
export function makeHtmlPage(page: {
  html: string;
  marks: (locale: Locale) => Readonly<Record<string, string>>;
  defaultLocale: Locale;
  headers: Readonly<Record<string, string>>;
}): (call: Call) => Answer {
  const madeFor = (locale: Locale) => {
    const marks: Record<string, string> = { ...page.marks(locale), locale };
    const body = page.html.replace(/\{\{(\w+)\}\}/g, (mark, name: string) => escapeHtml(marks[name] ?? mark));
    const headers = {
      ...page.headers,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      vary: "Accept-Language",
    };
    return { body, headers: { ...headers, etag: etagOf(body) } };
  };
  const pages = { "zh-CN": madeFor("zh-CN"), en: madeFor("en") };
  return ({ query, headers: asked }) => {
    const { body, headers } = pages[localeOf(query.get("lang"), asked["accept-language"]) ?? page.defaultLocale];
    return isKnown(asked, headers.etag) ? { status: 304, headers } : { status: 200, body, headers };
  };
}

/** Nothing from elsewhere, nothing inline, never in a frame. `images` and `connections`: sources beside its own. */
export function strictHeaders(
  publicUrl: string | null,
  { images, connections }: { images: readonly string[]; connections: readonly string[] },
): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", ...images].join(" "),
    ["connect-src 'self'", ...connections].join(" "),
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

function localeOf(wished: string | null, preferred: string | undefined): Locale | null {
  for (const tag of [wished ?? "", ...(preferred ?? "").split(",")]) {
    if (/^\s*zh\b/i.test(tag)) return "zh-CN";
    if (/^\s*en\b/i.test(tag)) return "en";
  }
  return null;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** A route that anybody may read and that tells nothing of persons. */
export const publicPage = (path: string, handle: (call: Call) => Answer): Route => ({
  method: "GET",
  path,
  who: "public",
  origins: "ignored",
  limit: null,
  bodyBytesMax: 0,
  errors: "problem",
  handle,
});
