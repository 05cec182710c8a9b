// Every page of a desk at work as a picture, at two sizes, light and dark, in both languages, and what axe finds on it:
// [sentence, steps, options].

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { inFewColours } from "./few-colours.mjs";
import { makeLively } from "./lively.mjs";
import { LOOKS, walks } from "./looks.mjs";
import { PAGES } from "./rooms.mjs";
import { openDesk } from "./stage.mjs";

const LONG_MS = 300_000;
/** All that belongs to the page has come. */
const STILL_MS = 1_500;

const pages = LOOKS.map((look) => [
  `every page in a picture, and axe finds nothing: ${look.locale}, ${look.theme}`,
  async (stage) => walks(stage, await makeLively(stage), PAGES, look),
  { on: "lively", ms: LONG_MS },
]);

/** Where the README's pictures go: into the repository when that is asked for. */
const README = process.env.FRONTDOOR_PICTURES ?? "test-results/desk";
// No setting of the product, which refuses what it does not know.
delete process.env.FRONTDOOR_PICTURES;
const KILOBYTES_MOST = 150;
const SIZE = { width: 1280, height: 800 };
const SHORT = { "zh-CN": "zh", en: "en" };
const REPLIES = {
  "zh-CN": "查到了：进纸轮磨损，配件已经在路上。**16:00** 前给您装好。",
  en: "Found it: the feed roller is worn, and a new one is on its way. It'll be in **by 16:00**.",
};

const readme = (locale) => [
  `the pictures of the README, of the desk and of the chat: ${locale}`,
  async (stage) => {
    const desk = await makeLively(stage);
    const of = locale === "en" ? "Tom Reed" : "王芳";
    const page = await openDesk(stage, stage.product, desk.people["周晨"], {
      path: `/tickets/${desk.tickets[of].number}?tab=team`,
      preferences: { locale, theme: "light" },
      viewport: SIZE,
      reducedMotion: "reduce",
    });
    await page.locator(".pane .said.out").first().waitFor();
    await page.waitForTimeout(STILL_MS);
    await keeps(page, `desk-${SHORT[locale]}`);

    const visitor = await stage.visit(`${stage.product.base}/`, { locale, viewport: SIZE, reducedMotion: "reduce" });
    const { conversationId } = await desk.agent.get(`tickets/${await visitor.registers()}`);
    await desk.people["周晨"].does(`conversations/${conversationId}/messages`, { text: REPLIES[locale] });
    await visitor.sees("16:00");
    await visitor.page.waitForTimeout(STILL_MS);
    await keeps(visitor.page, `chat-${SHORT[locale]}`);
  },
  { on: "lively", ms: LONG_MS },
];

async function keeps(page, name) {
  const small = await inFewColours(await page.context().newPage(), await page.screenshot());
  assert.ok(small.length <= KILOBYTES_MOST * 1_024, `${name}: ${small.length} bytes`);
  await mkdir(README, { recursive: true });
  await writeFile(`${README}/${name}.png`, small);
}

export const journeys = [...pages, ...["zh-CN", "en"].map(readme)];
