import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Locale } from "../../domain/words.js";
import type { Route } from "../http/route.js";
import { A_YEAR, answerFile, makeHtmlPage, publicPage, readStaticFiles } from "../http/static-files.js";

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

const FIVE_MINUTES = "public, max-age=300";

/**
 * The chat page and the files of the widget, read once at start. Throws where the build has not made them. The files are the same for everyone
 * and hold no data: any site may load them.
 */
export function chatPageRoutes({ directory, company, defaultLocale }: ChatPage, publicUrl: string | null): Route[] {
  if (!existsSync(join(directory, "manifest.json"))) throw new NotBuilt(directory);
  const { panel, files } = Manifest.parse(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8")));
  const hashed = readStaticFiles(directory, files);
  const loader = hashed.get("widget.js")!;
  hashed.delete("widget.js");
  const page = makeHtmlPage({
    html: readFileSync(join(directory, "index.html"), "utf8"),
    marks: (locale) => ({ company: company[locale] }),
    defaultLocale,
    headers: pageHeaders(publicUrl),
  });
  const anySite = (caching: string) => ({ ...ANY_SITE, "cache-control": caching });
  return [
    publicPage("/", page),
    publicPage("/widget.js", ({ headers }) => answerFile(loader, headers, anySite(FIVE_MINUTES))),
    publicPage("/widget/:file", ({ params, headers }) => {
      const { file } = params;
      // A loader that came before an update of the desk, or from another instance, asks for a panel that is no longer here.
      if (file === "panel.js") return answerFile(hashed.get(panel)!, headers, anySite("no-cache"));
      const kept = hashed.get(file!);
      return kept === undefined ? { status: 404, headers: ANY_SITE } : answerFile(kept, headers, anySite(A_YEAR));
    }),
  ];
}

const ANY_SITE = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };

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
