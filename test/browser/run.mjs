// The browser journeys against the built product: says what is missing when something is; last line `N passed, N failed`.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { journeys } from "./chat-page.mjs";
import { makeProduct } from "./product.mjs";

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
];

const missing = [];
if (!existsSync(CHROMIUM)) missing.push(`Chromium at ${CHROMIUM}: apt-get install chromium, or name another with CHROMIUM=/path`);
if (!existsSync("dist/main.js")) missing.push("the built product: npm run build");
const playwright = await import("playwright-core").catch(() => null);
if (playwright === null) missing.push("playwright-core: npm ci");
if (missing.length > 0) {
  for (const what of missing) console.log(`missing: ${what}`);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

await mkdir("test-results", { recursive: true });
const product = await makeProduct();
let browser = null;
let [passed, failed] = [0, 0];
try {
  await product.start();
  browser = await playwright.chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  for (const journey of journeys) (await runs(journey)) ? (passed += 1) : (failed += 1);
} catch (error) {
  console.log(String(error?.stack ?? error));
  failed += 1;
} finally {
  if (failed > 0) console.log(`the product said:\n${product.log().slice(-4_000)}`);
  await browser?.close();
  await product.stop();
  await product.remove();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one; it also fails on an error of the page, a report of its policy, a dialog or a call to another host. */
async function runs([name, steps, { quiet = true } = {}]) {
  const contexts = [];
  const faults = [];
  const open = async (path, { prepare, ...options } = {}) => {
    // Each visitor from an address of its own, so that the limits count them apart.
    const extraHTTPHeaders = { "x-forwarded-for": `203.0.113.${1 + Math.floor(passed + failed + contexts.length)}` };
    const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", extraHTTPHeaders, ...options });
    contexts.push(context);
    const page = await context.newPage();
    if (prepare !== undefined) await page.addInitScript(prepare);
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (quiet && message.type() === "error") faults.push(`console: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      faults.push("a dialog opened");
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== "data:" && host !== new URL(product.base).host) faults.push(`foreign request: ${request.url()}`);
    });
    await page.goto(product.base + path);
    return page;
  };
  const began = Date.now();
  try {
    await steps({ open, product });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    console.log(`ok   ${name} (${Date.now() - began} ms)`);
    return true;
  } catch (error) {
    console.log(`FAIL ${name}\n${String(error?.stack ?? error)}\n${faults.join("\n")}`);
    const page = contexts.at(-1)?.pages()[0];
    await page?.screenshot({ path: `test-results/failed-${passed + failed}.png` }).catch(() => undefined);
    return false;
  } finally {
    for (const context of contexts) await context.close();
  }
}
