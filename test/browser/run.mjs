// The chat in a browser against the built product: journeys, two at a time. Says what is missing when something is; last line
// `N passed, N failed`. An argument runs those journeys alone whose group or sentence holds it.

import { mkdir } from "node:fs/promises";
import { makeAgent } from "../webchat/agent.mjs";
import { launch } from "./chromium.mjs";
import { makeProduct } from "./product.mjs";
import { LISTED, openSite, UNLISTED } from "./site.mjs";
import { makeStage } from "./stage.mjs";

const GROUPS = [
  "talk",
  "embedded",
  "known",
  "states",
  "weather",
  "files",
  "keyboard",
  "pictures",
  "xss",
  "desk/door",
  "desk/queue",
  "desk/conversation",
  "desk/side",
  "desk/together",
  "desk/trial",
  "desk/pages",
  "desk/xss",
  "desk/axe",
  "desk/pictures",
];
const AT_ONCE = 2;
/** What hangs ends; on an idle machine none takes a quarter of it. */
const LONG_MS = 120_000;
const IDENTITY_SECRET = "the-sites-server-and-ours-know-this-secret";
/** A Monday, ten in the morning in Shanghai, where the clock is moved; a lively desk has the week before behind it. */
const MOMENT = "2026-11-23T02:00:00Z";
const MOMENTS = { virtual: MOMENT, desk: MOMENT, lively: "2026-11-16T01:00:00Z" };

const { browser, missing } = await launch();
if (browser === null) {
  for (const what of missing) console.log(`missing: ${what}`);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
// What goes wrong beside a journey, as in a route of its page, must not leave the products running.
process.on("unhandledRejection", (error) => {
  console.log(`beside a journey: ${String(error?.stack ?? error)}`);
  results.failed += 1;
});
const began = Date.now();
const only = process.argv[2] ?? "";
const all = (await Promise.all(GROUPS.map(async (group) => (await import(`./${group}.mjs`)).journeys.map(each(group))))).flat();
const chosen = all.filter(({ group, name }) => (GROUPS.includes(only) ? group === only : `${group}: ${name}`.includes(only)));
const results = { passed: 0, failed: 0 };
const site = await openSite();
const desks = {};

try {
  await mkdir("test-results", { recursive: true });
  await Promise.all([...new Set(chosen.map(({ on }) => on))].map(openDesk));
  const lane = (is) => chosen.filter(({ on, alone }) => is(on, alone));
  // Whoever moves the clock moves it for all on that desk; whoever stops a desk has it alone.
  const day = lane((on, alone) => on === "day" && !alone);
  const take = async (lane_) => {
    for (let next = lane_.shift(); next !== undefined; next = lane_.shift()) await runs(next);
  };
  await Promise.all([take(lane((on) => on in MOMENTS)), ...Array.from({ length: AT_ONCE }, () => take(day))]);
  await take(lane((on, alone) => on === "day" && alone));
} catch (error) {
  console.log(String(error?.stack ?? error));
  results.failed += 1;
} finally {
  await browser.close();
  for (const { product } of Object.values(desks)) {
    if (results.failed > 0) console.log(`the product said:\n${product.log().slice(-3_000)}`);
    await product.stop();
    await product.remove();
  }
  site.close();
}
console.log(`${Math.round((Date.now() - began) / 1_000)} s`);
console.log(`${results.passed} passed, ${results.failed} failed`);
process.exit(results.failed === 0 ? 0 : 1);

function each(group) {
  // The people of the desk and its queue have a product of their own: no customer of another journey comes between.
  const on = group.startsWith("desk/") ? "desk" : "day";
  return ([name, steps, options = {}]) => ({ group, name, steps, on, alone: false, ...options });
}

async function openDesk(on) {
  const clock = on in MOMENTS ? { FRONTDOOR_CLOCK: `virtual@${MOMENTS[on]}` } : {};
  const product = await makeProduct({ ALLOWED_ORIGINS: site.origins[0], IDENTITY_SECRET, ...clock });
  desks[on] = { product, agent: null };
  await product.start();
  desks[on].agent = await makeAgent(product, "李敏");
}

/** Runs one; it also fails on an error of the page, a report of its policy, a dialog or a call to another host. */
async function runs({ name, steps, on, allow, ms = LONG_MS }) {
  const { product, agent } = desks[on];
  const hosts = new Set([new URL(product.base).host, `${LISTED}:${site.port}`, `${UNLISTED}:${site.port}`]);
  const stage = makeStage({ browser, hosts, allow });
  const at = Date.now();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms);
  });
  try {
    await Promise.race([steps({ ...stage, product, agent, site, secret: IDENTITY_SECRET }), late]);
    if (stage.faults.length > 0) throw new Error("faults of the page");
    console.log(`ok   ${name} (${Date.now() - at} ms)`);
    results.passed += 1;
  } catch (error) {
    results.failed += 1;
    console.log(`FAIL ${name}\n${String(error?.stack ?? error)}\n${stage.faults.join("\n")}`);
    for (const [index, page] of stage.pages().entries())
      await page
        .screenshot({ path: `test-results/failed-${results.failed}-${index}.png`, timeout: 5_000 })
        .catch(() => undefined);
  } finally {
    clearTimeout(timer);
    await stage.close().catch(() => undefined);
  }
}
