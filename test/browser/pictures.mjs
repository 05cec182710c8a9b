// Every state as a picture, at two sizes, light and dark, in both languages, and what axe finds in it: [sentence, steps, options].

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { ANSWER_MS, DEMANDS } from "./visitor.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const SIZES = [
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 360, height: 740 }],
];
/** A desktop at 400 %, and the smallest of phones. */
const NARROW = { width: 320, height: 480 };
const GRAVE = ["serious", "critical"];

/** What axe finds in the chat as it stands. */
const findings = (page) =>
  page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(
      { include: [["frontdoor-chat"]] },
      {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations", "passes"],
      },
    );
    if (passes.length < 8) throw new Error(`axe looked at hardly anything: ${passes.map(({ id }) => id)}`);
    return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ html }) => html.slice(0, 160)) }));
  });

/** Nothing is wider than the panel, or cut off in it. */
const tooWide = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("frontdoor-chat").shadowRoot.querySelector("div").shadowRoot;
    const place = root.querySelector(".panel");
    if (place === null || place.hidden) return [];
    const { left, right } = place.getBoundingClientRect();
    return [...place.shadowRoot.querySelectorAll("*")]
      .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg"))
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
      })
      .map((one) => `${one.localName}.${one.className}`);
  });

/** Takes the state from all sides; `names` are of the pictures. */
async function takes(visitor, name) {
  const { page, locale } = visitor;
  for (const [size, viewport] of SIZES)
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: `test-results/states/${name}-${locale}-${size}-${colorScheme}.png` });
      assert.deepEqual(await tooWide(page), [], `${name} ${size}`);
      if (size === "phone") continue;
      const found = await findings(page);
      for (const { id, impact, where } of found)
        console.log(`     axe ${name} ${locale} ${colorScheme}: ${impact} ${id}\n       ${where.join("\n       ")}`);
      const grave = found.filter(({ impact }) => GRAVE.includes(impact));
      assert.deepEqual(grave, [], `${name} ${locale} ${colorScheme}`);
    }
  await page.setViewportSize(NARROW);
  assert.deepEqual(await tooWide(page), [], `${name} narrow`);
  await page.setViewportSize(SIZES[0][1]);
  await page.emulateMedia({ colorScheme: "light" });
}

const arrives = ({ visit, product, site }, locale) =>
  visit(site.page(product.base, { lang: locale }), { locale, prepare: { content: AXE } });

const asked = (locale) => [
  `in ${locale}: the bubble, the greeting, a question, the form with its fault, the confirmation, the receipt`,
  async (stage) => {
    const visitor = await arrives(stage, locale);
    await visitor.bubble.waitFor();
    await takes(visitor, "01-bubble");
    await visitor.opens();
    await visitor.greeted();
    await takes(visitor, "02-greeting");
    const { demand, stopped, name, contact } = DEMANDS[locale];
    await visitor.says(demand);
    if (stopped === false) {
      await visitor.page.locator("frontdoor-chat .chips").waitFor();
      await takes(visitor, "03-question");
      await visitor.pressesChip(visitor.bot("choice.no"));
    }
    await visitor.sees(visitor.bot("ask.name_contact"));
    await visitor.fills({ [visitor.bot("form.contact")]: "1380013800" });
    await visitor.pressesInCard(visitor.bot("form.submit"));
    await visitor.frame.getByText(visitor.cards.digitMissing).waitFor();
    await takes(visitor, "04-form");
    await visitor.fills({ [visitor.bot("form.name")]: name, [visitor.bot("form.contact")]: contact });
    await visitor.pressesInCard(visitor.bot("form.submit"));
    await visitor.frame.getByRole("button", { name: visitor.bot("choice.submit") }).waitFor({ timeout: ANSWER_MS });
    await takes(visitor, "05-confirm");
    await visitor.pressesInCard(visitor.bot("choice.submit"));
    await visitor.sees(/T-\d{6}/);
    await visitor.strip.waitFor();
    await takes(visitor, "06-receipt");
  },
  { on: "virtual" },
];

const SAID = {
  "zh-CN": {
    reply: "查到了：进纸轮磨损。**14:00** 来不及了，我先跟您说。",
    ...{ file: "错误记录在这里", refused: "第二页也是这样", waiting: "截图马上发" },
    done: { summary: "换了进纸轮和分页器", outcome: "试印 200 页，没有再卡", prevention: "每季度保养一次" },
  },
  en: {
    reply: "Found it: the feed roller is worn. We won't make **14:00**, so I'm telling you now.",
    ...{ file: "Here is the log", refused: "The second page too", waiting: "I'll send a picture" },
    done: {
      summary: "Replaced the feed roller",
      outcome: "200 pages printed without a jam",
      prevention: "Serviced every quarter",
    },
  },
};

const handled = (locale) => [
  `in ${locale}: the agent writes, typing, news on the bubble, the result to confirm, the scores, thanks`,
  async (stage) => {
    const { agent } = stage;
    const visitor = await arrives(stage, locale);
    await visitor.opens();
    const number = await visitor.registers();
    const { conversationId } = await agent.get(`tickets/${number}`);
    await agent.does(`conversations/${conversationId}/messages`, { text: SAID[locale].reply });
    await visitor.sees("14:00");
    await agent.does(`conversations/${conversationId}/typing`, {});
    await visitor.page.getByText(visitor.own.typing("李敏")).waitFor();
    await takes(visitor, "07-agent");
    await visitor.page.keyboard.press("Escape");
    await agent.does(`tickets/${number}/resolution`, SAID[locale].done);
    await visitor.page.locator("frontdoor-chat .card.news").waitFor({ timeout: ANSWER_MS });
    await takes(visitor, "08-teaser");
    await visitor.opens();
    await visitor.frame.getByRole("button", { name: visitor.bot("choice.accept") }).waitFor();
    await takes(visitor, "09-acceptance");
    await visitor.pressesInCard(visitor.bot("choice.accept"));
    await visitor.sees(visitor.bot("acceptance.thanks").slice(0, 8));
    await agent.does("clock", { advance: "P1D" });
    const rows = visitor.frame.getByRole("radiogroup");
    await rows.nth(3).waitFor({ timeout: ANSWER_MS });
    for (const n of [0, 1, 2])
      await rows
        .nth(n)
        .getByRole("radio")
        .nth(4 - n)
        .click();
    await visitor.pressesInCard(visitor.bot("form.submit"));
    await visitor.frame.getByText(visitor.bot("form.stars_missing")).waitFor();
    await takes(visitor, "10-survey");
    await rows.nth(3).getByRole("radio").nth(4).click();
    await visitor.pressesInCard(visitor.bot("form.submit"));
    await visitor.sees(visitor.bot("survey.thanks"));
    await takes(visitor, "11-thanks");
  },
  { on: "virtual" },
];

const troubled = (locale) => [
  `in ${locale}: the menu, the link, a fault with a file, a message that failed, the connection lost`,
  async (stage) => {
    const { product, site, context, enter } = stage;
    const browser = await context({ locale, prepare: { content: AXE } });
    const visitor = await enter(browser, site.page(product.base, { lang: locale }), locale);
    await visitor.opens();
    await visitor.greeted();
    await visitor.page.getByRole("button", { name: visitor.own.menu, exact: true }).click();
    await takes(visitor, "12-menu");
    await visitor.page.getByRole("menuitem", { name: visitor.own.goElsewhere }).click();
    await visitor.page.getByLabel(visitor.own.linkLabel).waitFor();
    await takes(visitor, "13-link");
    const files = [
      { name: "photo.txt", mimeType: "text/plain", buffer: Buffer.from("line") },
      { name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") },
    ];
    await visitor.page.locator("frontdoor-chat input[type=file]").setInputFiles(files);
    await visitor.page.getByText(visitor.files.type).waitFor();
    await takes(visitor, "14-files");
    const { file, refused, waiting } = SAID[locale];
    await visitor.says(file);
    await visitor.page.route(/\/activities$/, (route) =>
      route.fulfill({ status: 400, json: { error: { code: "BadArgument", message: "The desk cannot read this." } } }),
    );
    await visitor.writes(refused);
    await visitor.failed.waitFor({ timeout: ANSWER_MS });
    await visitor.page.unrouteAll();
    browser.way.cut();
    await visitor.strip.filter({ hasText: visitor.own.lost }).waitFor({ timeout: ANSWER_MS });
    await visitor.writes(waiting);
    await takes(visitor, "15-lost");
  },
  { allow: [/ERR_|WebSocket|Failed to load|status of 400/] },
];

const cannotCome = (locale) => [
  `in ${locale}: a desk that does not answer, as it is told at first`,
  async (stage) => {
    const { product, site, context, enter } = stage;
    const browser = await context({ locale, prepare: { content: AXE } });
    const visitor = await enter(browser, "about:blank", locale);
    await visitor.page.route(/\/chat\/(token|desk)$/, (route) => route.abort());
    await visitor.page.goto(site.page(product.base, { lang: locale }));
    await visitor.opens();
    await visitor.page.getByText(visitor.own.noServer).waitFor({ timeout: ANSWER_MS });
    await takes(visitor, "16-no-server");
  },
  { allow: [/ERR_FAILED|ALLOWED_ORIGINS/] },
];

export const journeys = ["zh-CN", "en"].flatMap((locale) => [
  asked(locale),
  handled(locale),
  troubled(locale),
  cannotCome(locale),
]);
