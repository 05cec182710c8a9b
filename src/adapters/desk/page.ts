import type { Route } from "../http/route.js";
import { A_YEAR, answerFile, type BuiltPage, makeHtmlPage, publicPage, readBuild, strictHeaders } from "../http/static-files.js";

/** Every address of the desk is the same page, which asks the API for what it shows: `/desk/tickets/T-000123`; `/desk/?tab=mine` too, as the router writes the queue. */
const DEPTHS = ["/desk", "/desk/", "/desk/:page", "/desk/:page/:id", "/desk/:page/:id/:part"];

/**
 * The desk's page and its scripts, read once at start; public, since they hold no data: what they show comes from the API, by cookie.
 * Throws where the build has not made them.
 */
export function deskPageRoutes({ directory, company, defaultLocale }: BuiltPage, publicUrl: string | null): Route[] {
  const { files, html } = readBuild(directory, { code: "desk.not-built", named: "The desk's pages are" });
  const base = publicUrl === null ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  const page = makeHtmlPage({
    html,
    marks: (locale) => ({ company: company[locale], base }),
    defaultLocale,
    // Never in a frame: whoever could would press the buttons of whoever is signed in.
    headers: {
      ...strictHeaders(publicUrl, { images: ["data:", "blob:"], connections: [] }),
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
    },
  });
  return [
    ...DEPTHS.map((path) => publicPage(path, page)),
    publicPage("/desk/assets/:file", ({ params, headers }) => {
      const kept = files.get(params["file"]!);
      // A page that was open over an update asks for a script that is gone: it says so, with a button that loads it anew.
      return kept === undefined ? { status: 404 } : answerFile(kept, headers, { "cache-control": A_YEAR });
    }),
  ];
}
