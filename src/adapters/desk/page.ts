import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Locale } from "../../domain/words.js";
import type { Route } from "../http/route.js";
import { A_YEAR, answerFile, makeHtmlPage, publicPage, readStaticFiles } from "../http/static-files.js";

export interface DeskPage {
  /** The folder `dist/desk`, made by the build. */
  directory: string;
  company: Record<Locale, string>;
  /** For browsers that ask for neither of our languages. */
  defaultLocale: Locale;
}

export class DeskNotBuilt extends Error {
  readonly code = "desk.not-built";
  constructor(directory: string) {
    super(`The desk's pages are not built: there is no ${join(directory, "manifest.json")}. Run npm run build.`);
  }
}

const Manifest = z.object({ files: z.array(z.string()) });

/** Every address of the desk is the same page, which asks the API for what it shows: `/desk/tickets/T-000123`; `/desk/?tab=mine` too, as the router writes the queue. */
const DEPTHS = ["/desk", "/desk/", "/desk/:page", "/desk/:page/:id", "/desk/:page/:id/:part"];

/**
 * The desk's page and its scripts, read once at start; public, since they hold no data: what they show comes from the API, by cookie.
 * Throws where the build has not made them.
 */
export function deskPageRoutes({ directory, company, defaultLocale }: DeskPage, publicUrl: string | null): Route[] {
  if (!existsSync(join(directory, "manifest.json"))) throw new DeskNotBuilt(directory);
  const { files } = Manifest.parse(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")));
  const assets = readStaticFiles(directory, files);
  const base = publicUrl === null ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const page = makeHtmlPage({
    html: readFileSync(join(directory, "index.html"), "utf8"),
    marks: (locale) => ({ company: company[locale], base }),
    defaultLocale,
    headers: pageHeaders(publicUrl),
  });
  return [
    ...DEPTHS.map((path) => publicPage(path, page)),
    publicPage("/desk/assets/:file", ({ params, headers }) => {
      const kept = assets.get(params["file"]!);
      // A page that was open over an update asks for a script that is gone: it says so and loads itself anew.
      return kept === undefined ? { status: 404 } : answerFile(kept, headers, { "cache-control": A_YEAR });
    }),
  ];
}

/** Nothing from elsewhere, nothing inline, never in a frame: whoever could would press the buttons of whoever is signed in. */
function pageHeaders(publicUrl: string | null): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    ...(publicUrl?.startsWith("https:") === true ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
