// How the desk looks: each state as a picture at both sizes, with nothing cut off, and what axe finds in it.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { openDesk } from "./stage.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [
  [1440, 900],
  [1280, 800],
];
/** What axe looks for depends little on the size: it looks at one of them in either colour. */
const LOOKED_AT = { light: 0, dark: 1 };
const SHOWN_MS = 15_000;
/** Longer than anything moves. */
const STILL_MS = 250;

export const LOOKS = ["zh-CN", "en"].flatMap((locale) => ["light", "dark"].map((theme) => ({ locale, theme })));

/** What axe finds on the page as it stands, in words; what is minor is no finding. */
export async function findings(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations, passes } = await window.axe.run(document, { runOnly, resultTypes: ["violations", "passes"] });
    if (passes.length < 8) throw new Error(`axe looked at hardly anything: ${passes.map(({ id }) => id)}`);
    return violations
      .filter(({ impact, tags }) => impact !== "minor" || !tags.includes("best-practice"))
      .flatMap(({ id, impact, nodes }) =>
        nodes
          // What floats belongs to the button that opened it: nobody looks for it among the page's regions.
          .filter(({ target }) => id !== "region" || document.querySelector(target[0])?.closest("[data-portal]") === null)
          .map(({ html, any }) => `${impact} ${id}: ${html.slice(0, 200)} ${any[0]?.message.slice(0, 160) ?? ""}`),
      );
  }, RULES);
}

/** Nothing stands beyond the window; a page that scrolls does so downwards. */
const tooWide = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg, .sr, .skip"))
      .filter((one) => {
        const { width, right, left } = one.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1);
      })
      .map((one) => `${one.localName}.${one.className}`),
  );

/** Takes the state at both sizes under `name`; says what is wrong with it. */
export async function taken(page, name, { locale, theme }) {
  const wrong = [];
  await mkdir("test-results/desk", { recursive: true });
  for (const [nth, [width, height]] of SIZES.entries()) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(STILL_MS);
    await page.screenshot({ path: `test-results/desk/${name}-${locale}-${theme}-${width}.png` });
    const found = [
      ...(await tooWide(page)).map((what) => `too wide: ${what}`),
      ...(nth === LOOKED_AT[theme] ? await findings(page) : []),
    ];
    wrong.push(...found.map((what) => `${name} ${locale} ${theme} ${width}: ${what}`));
  }
  await page.setViewportSize({ width: SIZES[0][0], height: SIZES[0][1] });
  return wrong;
}

/** Every one of the rooms in one look, each from its address; all that is wrong is told at once. */
export async function walks(stage, desk, rooms, look) {
  const pages = {};
  const wrong = [];
  for (const [name, who, address, opens] of rooms) {
    const path = typeof address === "string" ? address : await address(desk);
    pages[who] ??= await openDesk(stage, desk.product, desk.people[who], { path, preferences: look, reducedMotion: "reduce" });
    const page = pages[who];
    page.setDefaultTimeout(SHOWN_MS);
    // What was typed before is none of this one.
    await page.evaluate(() =>
      Object.keys(localStorage).forEach((key) => key.endsWith(".preferences") || localStorage.removeItem(key)),
    );
    await page.goto(`${desk.product.base}/desk${path}`);
    try {
      await opens(page);
      wrong.push(...(await taken(page, name, look)));
    } catch (error) {
      wrong.push(`${name} ${look.locale} ${look.theme}: ${String(error).split("\n").slice(0, 3).join(" ")}`);
      await page.screenshot({ path: `test-results/desk/not-${name}-${look.locale}-${look.theme}.png` });
    }
  }
  assert.deepEqual(wrong, []);
}
