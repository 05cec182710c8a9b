// By keys alone, and for those who do not see it: [sentence, steps, options].

import assert from "node:assert/strict";
import { ANSWER_MS } from "./visitor.mjs";

/** Role, or else element, and name of what has the focus, through the shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return [at.getAttribute("role") ?? at.localName, at.getAttribute("aria-label") ?? at.innerText ?? ""].join(" ").trim();
  });

const tabs = async (page, times, key = "Tab") => {
  const seen = [];
  for (let n = 0; n < times; n += 1) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
  }
  return seen;
};

export const journeys = [
  [
    "opened by Enter the focus is where one writes; Tab goes down the panel in the order it is seen; Escape leads back to the bubble",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base));
      const { page, own } = visitor;
      await visitor.bubble.focus();
      await page.keyboard.press("Enter");
      await visitor.greeted();
      assert.equal(await focused(page), `textarea ${own.placeholder}`);
      const limits = await page.locator("frontdoor-chat .composer button").first().getAttribute("aria-label");
      assert.deepEqual(await tabs(page, 1), [`button ${own.send}`]);
      const back = await tabs(page, 2 + 5 + 1, "Shift+Tab");
      assert.deepEqual(back.slice(0, 2), [`textarea ${own.placeholder}`, `button ${limits}`]);
      assert.equal(back.at(-1), `log ${own.log}`);
      assert.deepEqual(await tabs(page, 3, "Shift+Tab"), [
        `button ${own.minimise}`,
        `button ${own.menu}`,
        `button ${own.otherLanguageLabel}`,
      ]);
      await page.keyboard.press("Escape");
      await visitor.panel.waitFor({ state: "hidden" });
      assert.equal(await focused(page), `button ${visitor.loader.open}`);
      await page.keyboard.press("Space");
      await visitor.panel.waitFor();
      assert.equal(await focused(page), `textarea ${own.placeholder}`);
    },
  ],
  [
    "arrows move among the quick answers and in the menu; Escape closes the menu first, then the panel",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base));
      const { page, own } = visitor;
      await visitor.opens();
      await visitor.greeted();
      await page.locator("frontdoor-chat .chip").first().focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await focused(page), `button ${visitor.bot("choice.quick_status")}`);
      await page.keyboard.press("End");
      assert.equal(await focused(page), `button ${visitor.bot("choice.human")}`);
      await page.keyboard.press("ArrowRight");
      assert.equal(await focused(page), `button ${visitor.bot("choice.quick_outage")}`);
      await page.getByRole("button", { name: own.menu, exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menu").waitFor();
      assert.equal(await focused(page), `menuitem ${own.goElsewhere}`);
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(page), `menuitemcheckbox ${own.sound}`);
      await page.keyboard.press("Escape");
      assert.equal(await focused(page), `button ${own.menu}`);
      assert.equal(await visitor.panel.isVisible(), true);
      await page.keyboard.press("Escape");
      await visitor.panel.waitFor({ state: "hidden" });
    },
  ],
  [
    "Enter sends once, Shift+Enter breaks the line, and Enter and Escape in an input method do neither",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base));
      await visitor.opens();
      await visitor.greeted();
      const { page, composer } = visitor;
      const session = await page.context().newCDPSession(page);
      await session.send("Input.imeSetComposition", { text: "da'yin", selectionStart: 6, selectionEnd: 6 });
      for (const key of ["Enter", "Escape"]) {
        const press = { type: "rawKeyDown", windowsVirtualKeyCode: 229, key, code: key };
        await session.send("Input.dispatchKeyEvent", press);
        await composer.dispatchEvent("keydown", { key, isComposing: true, bubbles: true });
      }
      assert.equal(await visitor.mine.count(), 0);
      assert.equal(await visitor.panel.isVisible(), true);
      await session.send("Input.insertText", { text: "打印机坏了" });
      await composer.press("Shift+Enter");
      await composer.pressSequentially("第二行");
      assert.equal(await visitor.mine.count(), 0);
      await composer.press("Enter");
      await visitor.delivered("第二行");
      assert.equal(await visitor.countOf("打印机坏了\n第二行"), 1);
      assert.equal(await composer.inputValue(), "");
    },
  ],
  [
    "a card by keys alone: fields in order, Enter sends the form, the confirmation is the next Tab's, the focus never falls out of the panel",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      const { page } = visitor;
      await visitor.greeted();
      await page.keyboard.type("发票抬头开错了，要重开");
      await page.keyboard.press("Enter");
      await visitor.sees(visitor.bot("ask.name_contact"));
      const name = visitor.frame.getByLabel(visitor.bot("form.name")).last();
      await name.waitFor({ timeout: ANSWER_MS });
      await visitor.composer.waitFor();
      for (let n = 0; n < 12 && !(await name.evaluate((field) => field.getRootNode().activeElement === field)); n += 1)
        await page.keyboard.press("Shift+Tab");
      await page.keyboard.type("王芳");
      await page.keyboard.press("Tab");
      await page.keyboard.type("wang@contoso.example");
      await page.keyboard.press("Enter");
      await visitor.delivered("wang@contoso.example");
      assert.match(await focused(page), /^textarea/);
      const submit = visitor.frame.getByRole("button", { name: visitor.bot("choice.submit") });
      await submit.waitFor({ timeout: ANSWER_MS });
      for (let n = 0; n < 12 && !(await focused(page)).includes(visitor.bot("choice.submit")); n += 1)
        await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      await visitor.sees(/T-\d{6}/);
      assert.match(await focused(page), /^textarea/);
    },
  ],
  [
    "the site's own shortcuts do not act on what is typed into the chat, and the chat's keys not on the site",
    async ({ visit, product, site }) => {
      const script = `window.pressed = []; addEventListener("keydown", ({ key }) => pressed.push(key));`;
      const visitor = await visit(site.page(product.base, { script }));
      await visitor.opens();
      await visitor.greeted();
      await visitor.page.keyboard.type("jk/");
      assert.deepEqual(await visitor.page.evaluate(() => window.pressed), []);
      await visitor.page.locator("h1").click();
      await visitor.page.keyboard.press("Escape");
      assert.equal(await visitor.panel.isVisible(), true);
    },
  ],
  [
    "a screen reader finds a dialog by name, a polite log that tells only what is new, and a name on everything that can be pressed",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base));
      await visitor.opens();
      const number = await visitor.registers();
      const { page, own } = visitor;
      assert.equal(await page.getByRole("dialog", { name: own.title("澄川科技") }).count(), 1);
      assert.equal(await page.getByRole("dialog").getAttribute("aria-modal"), null);
      // Not so in the first moment, when a history would all be read out.
      await page.locator("frontdoor-chat [role=log][aria-live=polite][aria-relevant=additions]").waitFor();
      assert.equal(await page.getByRole("list", { name: own.stages }).getByRole("listitem").count(), 5);
      assert.equal(await page.getByRole("heading", { name: own.ticket(number) }).count(), 1);
      const nameless = await page.locator("frontdoor-chat :is(button, a, input, textarea)").evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility())
          .filter((one) => !(one.getAttribute("aria-label") || one.innerText?.trim() || one.labels?.length))
          .map((one) => one.outerHTML),
      );
      assert.deepEqual(nameless, []);
      const small = await page.locator("frontdoor-chat :is(.panel, .chips) button:visible").evaluateAll((all) =>
        all
          .map((one) => [one.innerText || one.getAttribute("aria-label"), one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 24)
          .map(([name, { width, height }]) => `${name} ${width}×${height}`),
      );
      assert.deepEqual(small, []);
    },
  ],
];
