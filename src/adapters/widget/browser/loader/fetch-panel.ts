import type { Enter } from "./shell.js";
import type { Fault } from "./words.js";

/** The panel's hashed file name, put in by the build. */
declare const PANEL_FILE: string;

const WAIT_MS = 20_000;
/** The browser tells of a forbidden script a moment before or after it refuses it. */
const REPORT_MS = 100;

let tries = 0;

/** The panel's entry, from the cache as a rule; or what stood in the way, once the console has been told the remedy. */
export async function fetchPanel(base: string): Promise<Enter | Fault> {
  let refused = "";
  const hear = (event: SecurityPolicyViolationEvent): void => {
    if (event.blockedURI.startsWith(base)) refused = event.effectiveDirective;
  };
  document.addEventListener("securitypolicyviolation", hear);
  let entry = await load(`${base}/widget/${PANEL_FILE}`);
  if (entry === null) {
    await pause(REPORT_MS);
    // After an update of the desk that name may be gone; and a browser remembers that a module's address has failed.
    if (refused === "") entry = await load(`${base}/widget/panel.js?${++tries}`);
  }
  document.removeEventListener("securitypolicyviolation", hear);
  if (entry !== null) return entry;
  const { origin } = new URL(base);
  console.error(
    `[frontdoor] The chat did not load (${refused || "network"}). A Content-Security-Policy needs: ` +
      `script-src ${origin}; connect-src ${origin} ${origin.replace("http", "ws")}; img-src ${origin} blob: data:`,
  );
  return refused === "" ? "unreachable" : "forbidden";
}

const load = (url: string): Promise<Enter | null> =>
  Promise.race([
    (import(url) as Promise<{ enter: Enter }>).then(
      ({ enter }) => enter,
      () => null,
    ),
    pause(WAIT_MS),
  ]);

const pause = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(resolve, ms, null));
