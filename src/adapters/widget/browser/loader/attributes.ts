import type { PanelOptions } from "../options.js";
import { localeOf } from "./words.js";

/** What the script tag says. A value that is none of those allowed counts as not given. */
export function readOptions(script: HTMLScriptElement): PanelOptions {
  const said = (name: string): string | null => script.getAttribute(`data-${name}`);
  const theme = said("theme");
  const page = said("mode") === "page";
  return {
    base: new URL(".", script.src).href.slice(0, -1),
    locale: localeOf(said("locale")) ?? localeOf(document.documentElement.lang),
    color: said("color"),
    onColor: said("on-color"),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    position: said("position") === "left" ? "left" : "right",
    mode: page ? "page" : "bubble",
    title: said("title"),
    greeting: said("greeting"),
    identity: said("identity"),
    // A site's own page may have a fragment of that name: only the page that resume links lead to reads it.
    resume: page ? takeResume() : null,
  };
}

/** The secret goes out of the address before anything can read, log or share it. */
function takeResume(): string | null {
  const resume = new URLSearchParams(location.hash.slice(1)).get("resume");
  if (resume !== null) history.replaceState(null, "", location.pathname + location.search);
  return resume;
}

/** Is there a conversation of this visitor to look after? Then unread messages are counted before the chat is opened. */
export async function isKnownHere({ identity }: PanelOptions): Promise<boolean> {
  try {
    return localStorage.getItem(`frontdoor.resume${identity === null ? "" : await slotOf(identity)}`) !== null;
  } catch {
    // Storage is forbidden, or the page is not served over TLS, or that is no JWT: the panel will see to it once it is opened.
    return false;
  }
}

/** As `slotOf` in line/kept.ts has it, for the usual subject: whole it would be a tenth of the loader. */
async function slotOf(jwt: string): Promise<string> {
  const { sub } = JSON.parse(atob(jwt.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/"))) as { sub: string };
  const hash = await crypto.subtle.digest(
    "SHA-256",
    Uint8Array.from(sub, (byte) => byte.charCodeAt(0)),
  );
  return `.${[...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
