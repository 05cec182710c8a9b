// Debian's chromium by playwright-core, and what is missing when something is.

import { existsSync } from "node:fs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Sites have names of their own: pages of this machine are let in unlisted.
  "--host-resolver-rules=MAP *.example 127.0.0.1",
];

/** A browser, or the sentences that say what it needs. */
export async function launch() {
  const missing = [];
  if (!existsSync(CHROMIUM))
    missing.push(`Chromium at ${CHROMIUM}: apt-get install chromium, or name another with CHROMIUM=/path`);
  if (!existsSync("dist/main.js")) missing.push("the built product: npm run build");
  const playwright = await import("playwright-core").catch(() => null);
  if (playwright === null) missing.push("playwright-core: npm ci");
  if (missing.length > 0) return { missing, browser: null };
  return { missing, browser: await playwright.chromium.launch({ executablePath: CHROMIUM, args: ARGS }) };
}
