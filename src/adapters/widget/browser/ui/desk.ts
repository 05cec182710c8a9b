import type { FileLimits } from "../files/files.js";
import type { Locale } from "../words.js";

/** What `GET /chat/desk` says. */
export interface Desk {
  company: Record<Locale, string>;
  assistant: Record<Locale, string>;
  /** `hours`: "9:00–12:00、13:30–18:00", in the desk's zone; `zone`: IANA, where it is told. */
  people: { now: boolean; opensAt: string | null; hours: Record<Locale, string>; zone?: string };
  files: FileLimits;
}

/** Null where it cannot be had: the widget then claims nothing about who is there. */
export async function fetchDesk(base: string): Promise<Desk | null> {
  try {
    const response = await fetch(`${base}/chat/desk`, { credentials: "omit" });
    return response.ok ? ((await response.json()) as Desk) : null;
  } catch {
    void tellIfUnlisted(base);
    return null;
  }
}

let isTold = false;

/** The browser gives the page no sign of why: a desk whose files come through, and whose answers do not, may not list this site. */
async function tellIfUnlisted(base: string): Promise<void> {
  if (isTold || base === location.origin) return;
  try {
    await fetch(`${base}/widget.js`, { credentials: "omit", mode: "no-cors", cache: "no-store" });
    if (!isTold)
      console.error(`[frontdoor] No answer from the desk for this site: does its ALLOWED_ORIGINS list ${location.origin}?`);
    isTold = true;
  } catch {
    // It does not come through at all: the network's matter.
  }
}
