// The stock Web Chat, unchanged, on another site, against the built product. Says what is missing when something is (exit 2); last line
// `N passed, N failed`.

import { mkdir } from "node:fs/promises";
import { launch } from "../browser/chromium.mjs";
import { makeProduct } from "../browser/product.mjs";
import { makeAgent } from "./agent.mjs";
import { PACKAGE, stockWebChat } from "./bundle.mjs";
import { journeys } from "./journeys.mjs";
import { openSite } from "./site.mjs";
import { Visit } from "./visit.mjs";

/** The site has a name of its own: pages of this machine are let in unlisted. */
const SITE = "shop.example";
const SECRET = "of-the-sites-own-server";
const MOMENT = "2026-11-23T02:00:00Z";

const { missing, browser } = await launch();
const bundle = await stockWebChat().catch((error) => void missing.push(`Web Chat: ${error.message}`));
if (missing.length > 0) {
  for (const what of missing) console.log(`missing: ${what}`);
  await browser?.close();
  process.exit(2);
}

const only = process.argv[2] ?? "";
await mkdir("test-results", { recursive: true });
const site = await openSite({ bundle, tokenOf });
const origin = site.origin.replace("127.0.0.1", SITE);
const product = await makeProduct({ ALLOWED_ORIGINS: origin, DIRECTLINE_SECRET: SECRET, FRONTDOOR_CLOCK: `virtual@${MOMENT}` });
let [passed, failed] = [0, 0];
try {
  await product.start();
  site.serve(product.base);
  const agent = await makeAgent(product, "李工");
  console.log(`${PACKAGE} in Chromium ${browser.version()}`);
  for (const journey of journeys.filter(([name]) => name.includes(only)))
    (await runs(journey, agent)) ? (passed += 1) : (failed += 1);
} catch (error) {
  console.log(String(error?.stack ?? error));
  failed += 1;
} finally {
  if (failed > 0) console.log(`the product said:\n${product.log().slice(-4_000)}`);
  await browser.close();
  await product.stop();
  await product.remove();
  site.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What the site's own server does: the secret never reaches a page. */
async function tokenOf(base) {
  const answer = await fetch(`${base}/v3/directline/tokens/generate`, {
    method: "POST",
    headers: { authorization: `Bearer ${SECRET}`, "content-type": "application/json" },
    body: JSON.stringify({ user: { id: "dl_customer-42" } }),
  });
  return answer.json();
}

/** Runs one; it also fails on an error of the page, a report of its policy, a dialog or a call to any host but these two. */
async function runs([name, steps], agent) {
  const contexts = [];
  const faults = [];
  const hosts = new Set([new URL(origin).host, new URL(product.base).host]);
  const arrive = async ({ locale, ...how }) => {
    const context = await browser.newContext({ locale, timezoneId: "Asia/Shanghai", viewport: { width: 430, height: 860 } });
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) faults.push(`policy: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      faults.push("a dialog opened");
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && !hosts.has(host)) faults.push(`foreign request: ${request.url()}`);
    });
    const asked = new URLSearchParams({ locale, ...how });
    await page.goto(`${origin}/?${asked}`);
    return new Visit(page);
  };
  const began = Date.now();
  try {
    await steps({ arrive, agent, product });
    if (faults.length > 0) throw new Error(faults.join("\n"));
    console.log(`ok   ${name} (${Date.now() - began} ms)`);
    return true;
  } catch (error) {
    console.log(`FAIL ${name}\n${String(error?.stack ?? error)}\n${faults.join("\n")}`);
    const page = contexts.at(-1)?.pages()[0];
    await page?.screenshot({ path: `test-results/webchat-failed-${passed + failed}.png` }).catch(() => undefined);
    return false;
  } finally {
    for (const context of contexts) await context.close();
  }
}
