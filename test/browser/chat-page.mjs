// Journeys through the plain chat page: [sentence, steps]. Each gets a fresh browser context unless it asks for more.

import assert from "node:assert/strict";

const GREETING_MS = 15_000;
const BACK_MS = 60_000;

const bubbles = (page, selector = ".said .bubble") => page.locator(selector).allInnerTexts();
const greeted = (page) => page.locator(".said:not(.mine) .bubble").first().waitFor({ timeout: GREETING_MS });
const countOf = async (page, text) => (await bubbles(page)).filter((bubble) => bubble === text).length;

async function write(page, text) {
  await page.locator("#text").fill(text);
  await page.locator("#text").press("Enter");
}

/** The customer's message has its tick, and the desk said something after it. */
async function answered(page, text, ms = GREETING_MS) {
  await page.locator(".mine.sent", { hasText: text.split("\n")[0] }).waitFor({ timeout: ms });
  await page.waitForFunction(
    (said) => {
      const all = [...document.querySelectorAll(".said")];
      const at = all.findLastIndex((one) => one.matches(".mine") && one.querySelector(".bubble").innerText === said);
      return at !== -1 && all.slice(at + 1).some((one) => !one.matches(".mine"));
    },
    text,
    { timeout: ms },
  );
}

export const journeys = [
  [
    "greets in Chinese, under the company's name, with everything named for a screen reader",
    async ({ open }) => {
      const page = await open("/", { locale: "zh-CN" });
      await greeted(page);
      assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
      assert.ok((await page.locator("h1").innerText()).length > 0);
      for (const [role, name] of [
        ["log", "对话记录"],
        ["textbox", /请描述/],
        ["button", "发送"],
      ])
        assert.equal(await page.getByRole(role, { name }).count(), 1, `${role} ${name}`);
      assert.equal(await page.locator("#strip").isVisible(), false);
      await page.screenshot({ path: "test-results/chat-zh.png" });
    },
  ],
  [
    "greets in English by ?lang=en and switches back by its link",
    async ({ open }) => {
      const page = await open("/?lang=en", { locale: "zh-CN" });
      await greeted(page);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.getByRole("link", { name: /中文/ }).click();
      await greeted(page);
      assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    },
  ],
  [
    "Enter sends once, Shift+Enter breaks the line, and Enter in an input method does neither",
    async ({ open }) => {
      const page = await open("/");
      await greeted(page);
      const input = page.locator("#text");
      await input.focus();
      const session = await page.context().newCDPSession(page);
      await session.send("Input.imeSetComposition", { text: "da'yin", selectionStart: 6, selectionEnd: 6 });
      await session.send("Input.dispatchKeyEvent", {
        type: "rawKeyDown",
        windowsVirtualKeyCode: 229,
        key: "Enter",
        code: "Enter",
      });
      await input.dispatchEvent("keydown", { key: "Enter", isComposing: true });
      assert.equal(await page.locator(".mine").count(), 0);
      await session.send("Input.insertText", { text: "打印机坏了" });
      await input.press("Shift+Enter");
      await input.pressSequentially("第二行");
      assert.equal(await page.locator(".mine").count(), 0);
      await input.press("Enter");
      await answered(page, "打印机坏了\n第二行");
      assert.equal(await countOf(page, "打印机坏了\n第二行"), 1);
      assert.equal(await input.inputValue(), "");
    },
  ],
  [
    "what is written is never markup",
    async ({ open }) => {
      const page = await open("/");
      await greeted(page);
      const text = `<img src=x onerror="window.hit=1"><script>window.hit=1</script> **b** [x](javascript:window.hit=1)`;
      await write(page, text);
      await answered(page, text);
      assert.equal(await page.evaluate(() => window.hit), undefined);
      assert.equal(await page.locator("#log img, #log script, #log a").count(), 0);
    },
  ],
  [
    "a button is sent as the customer's words, and the choices vanish",
    async ({ open }) => {
      const page = await open("/");
      await greeted(page);
      const button = page.locator(".choices button").first();
      if ((await button.count()) === 0) await write(page, "我要投诉，打印机坏了，急");
      await button.waitFor({ timeout: GREETING_MS });
      const words = await button.innerText();
      await button.click();
      await answered(page, words);
      assert.equal(await countOf(page, words), 1);
    },
  ],
  [
    "a reload continues the conversation: all of it, once, under the same visitor",
    async ({ open }) => {
      const page = await open("/");
      await greeted(page);
      await write(page, "订单 88231 没到");
      await answered(page, "订单 88231 没到");
      await page.waitForTimeout(1_000);
      const before = await bubbles(page);
      await page.reload();
      await page.waitForFunction((n) => document.querySelectorAll(".said .bubble").length >= n, before.length, {
        timeout: GREETING_MS,
      });
      assert.deepEqual(await bubbles(page), before);
    },
  ],
  [
    "works where storage is switched off and sockets do not come through",
    async ({ open }) => {
      const page = await open("/", {
        prepare: () => {
          Object.defineProperty(window, "localStorage", {
            get: () => {
              throw new DOMException("off", "SecurityError");
            },
          });
          window.WebSocket = class {
            constructor() {
              setTimeout(() => this.onclose?.(), 10);
            }
            close() {}
          };
        },
      });
      await page.locator(".said:not(.mine) .bubble").first().waitFor({ timeout: BACK_MS });
      await write(page, "能收到吗");
      await answered(page, "能收到吗", BACK_MS);
      assert.equal(await countOf(page, "能收到吗"), 1);
    },
  ],
  [
    "dark, English, 360 px wide: nothing is cut off",
    async ({ open }) => {
      const page = await open("/", {
        locale: "en-US",
        viewport: { width: 360, height: 740 },
        colorScheme: "dark",
        hasTouch: true,
      });
      await greeted(page);
      await write(page, "x".repeat(400));
      await answered(page, "x".repeat(400));
      const { wide, dark } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > innerWidth || document.querySelector("#log").scrollWidth > innerWidth,
        dark: getComputedStyle(document.body).backgroundColor,
      }));
      assert.deepEqual({ wide, dark }, { wide: false, dark: "rgb(15, 20, 18)" });
      await page.screenshot({ path: "test-results/chat-en-dark-360.png" });
    },
  ],
  [
    "a lost connection is said, what is written meanwhile waits and goes out once, and the way back is said too",
    async ({ open, product }) => {
      const page = await open("/");
      await greeted(page);
      await write(page, "第一句");
      await answered(page, "第一句");
      await product.stop();
      await page.locator("#strip", { hasText: "连接断开" }).waitFor({ timeout: GREETING_MS });
      await write(page, "断线时写的");
      await page.locator(".mine.waiting", { hasText: "断线时写的" }).waitFor();
      await page.screenshot({ path: "test-results/chat-lost.png" });
      await product.start();
      await answered(page, "断线时写的", BACK_MS);
      await page.locator("#strip").waitFor({ state: "hidden", timeout: BACK_MS });
      for (const text of ["第一句", "断线时写的"]) assert.equal(await countOf(page, text), 1, text);
      const ids = await page.locator(".said").evaluateAll((all) => all.map((one) => Number(one.dataset.seq)));
      assert.deepEqual(
        ids,
        [...ids].sort((a, b) => a - b),
      );
      assert.equal(new Set(ids).size, ids.length);
    },
    { quiet: false },
  ],
];
