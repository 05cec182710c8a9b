// Who the visitor is to the site, and what waits for him while the chat is closed: [sentence, steps, options].

import assert from "node:assert/strict";
import jwt from "jsonwebtoken";
import { events, LISTENS } from "./listening.mjs";
import { ANSWER_MS } from "./visitor.mjs";

/** Signed as docs/api.md has it. */
const signed = (secret, claims = {}) =>
  jwt.sign({ sub: `account-${Math.random()}`, name: "陈大文", email: "chan@shop.example", ...claims }, secret, {
    expiresIn: "1h",
  });

export const journeys = [
  [
    "who is signed in is greeted by name on every device; signing out shows nothing of it; a forged identity is nobody",
    async ({ visit, context, enter, product, site, secret }) => {
      const identity = signed(secret);
      const of = (token) => site.page(product.base, { script: LISTENS, attributes: `data-identity="${token}"` });
      const visitor = await visit(of(identity));
      await visitor.opens();
      await visitor.sees("陈大文");
      await visitor.says("订单 88231 没到");
      const elsewhere = await visit(of(identity));
      await elsewhere.opens();
      await elsewhere.delivered("订单 88231 没到");

      await visitor.page.evaluate(() => window.frontdoor.identify(null));
      await visitor.page.getByText("订单 88231 没到").waitFor({ state: "detached", timeout: ANSWER_MS });
      await visitor.greeted();
      assert.equal(await visitor.page.getByText("陈大文").count(), 0);
      await visitor.page.evaluate((token) => window.frontdoor.identify(token), identity);
      await visitor.delivered("订单 88231 没到");

      const forger = await enter(await context(), of(signed("not-the-secret-of-this-site-and-desk", { name: "陈大文" })));
      await forger.opens();
      await forger.greeted();
      assert.equal(await forger.page.getByText("陈大文").count(), 0);
    },
    // Outside the service hours the greeting is another.
    { on: "virtual" },
  ],
  [
    "news while the chat is closed: a count on the bubble, one teaser with name and time, the event; read once it is opened",
    async ({ visit, product, site, agent }) => {
      const visitor = await visit(site.page(product.base, { script: LISTENS }));
      const { page } = visitor;
      await visitor.opens();
      const number = await visitor.registers();
      await page.keyboard.press("Escape");
      await visitor.panel.waitFor({ state: "hidden" });
      const { conversationId } = await agent.get(`tickets/${number}`);
      await agent.does(`conversations/${conversationId}/messages`, { text: "配件到了" });
      const teaser = page.locator("frontdoor-chat .card.news");
      await teaser.filter({ hasText: `${number} 有新进展` }).waitFor({ timeout: ANSWER_MS });
      assert.match(await teaser.innerText(), /李敏[^]*\d\d:\d\d/);
      const label = await visitor.bubble.getAttribute("aria-label");
      assert.match(label, /，[1-9] 条未读/);
      await page.screenshot({ path: "test-results/teaser.png" });
      await page.getByRole("button", { name: "关闭提示" }).click();
      await teaser.waitFor({ state: "detached" });
      // On the next page it still counts, and is not told a second time.
      await page.reload();
      await page.locator("frontdoor-chat .count", { hasText: /[1-9]/ }).waitFor({ timeout: ANSWER_MS });
      assert.equal(await teaser.count(), 0);
      assert.ok((await events(page)).some(([event, { count }]) => event === "unread" && count > 0));
      await visitor.opens();
      await visitor.sees("配件到了");
      await page.waitForFunction(() => window.heard.findLast(([event]) => event === "unread")[1].count === 0);
    },
  ],
  [
    "news in a tab that is not looked at: its title counts, and is the site's own again once it is",
    async ({ visit, product, agent }) => {
      const visitor = await visit(`${product.base}/`);
      const { page } = visitor;
      const number = await visitor.registers();
      const { conversationId } = await agent.get(`tickets/${number}`);
      const own = await page.title();
      const looks = (hidden) =>
        page.evaluate((value) => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
          document.dispatchEvent(new Event("visibilitychange"));
        }, hidden);
      await looks(true);
      await agent.does(`conversations/${conversationId}/messages`, { text: "配件到了" });
      await page.waitForFunction((title) => /^\(\d\) /.test(document.title) && document.title.endsWith(title), own);
      await looks(false);
      await page.waitForFunction((title) => document.title === title, own);
      await visitor.sees("配件到了");
    },
  ],
];
