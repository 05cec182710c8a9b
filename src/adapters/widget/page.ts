import { z } from "zod";
import type { Route } from "../http/route.js";
import { A_YEAR, answerFile, type BuiltPage, makeHtmlPage, publicPage, readBuild, strictHeaders } from "../http/static-files.js";

const Manifest = z.object({ panel: z.string() });

const FIVE_MINUTES = "public, max-age=300";

/**
 * The chat page and the files of the widget, read once at start. Throws where the build has not made them. The files are the same for everyone
 * and hold no data: any site may load them.
 */
export function chatPageRoutes({ directory, company, defaultLocale }: BuiltPage, publicUrl: string | null): Route[] {
  const { manifest, files: hashed, html } = readBuild(directory, { code: "widget.not-built", named: "The web chat is" });
  const { panel } = Manifest.parse(manifest);
  const loader = hashed.get("widget.js")!;
  hashed.delete("widget.js");
  const page = makeHtmlPage({
    html,
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

/** Sockets and files come from the public address where that is another name of ours. */
function pageHeaders(publicUrl: string | null): Record<string, string> {
  const elsewhere = publicUrl === null ? [] : [new URL(publicUrl).origin];
  return strictHeaders(publicUrl, {
    images: ["data:", "blob:", ...elsewhere],
    connections: elsewhere.flatMap((origin) => [origin, origin.replace(/http/, "ws")]),
  });
}
