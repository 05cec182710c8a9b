// Bad networks and stern browsers: everything arrives, once: [sentence, steps, options].

import assert from "node:assert/strict";
import { ANSWER_MS, BACK_MS } from "./visitor.mjs";

const noticed = [/ERR_|WebSocket|Failed to load|status of [45]\d\d/];

const noStorage = () => {
  for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException("off", "SecurityError");
      },
    });
};
const noSockets = () => {
  window.WebSocket = class {
    constructor() {
      setTimeout(() => this.onerror?.(new Event("error")), 5);
      setTimeout(() => this.onclose?.(new Event("close")), 10);
    }
    addEventListener(name, listener) {
      if (name === "close") setTimeout(listener, 10);
    }
    send() {}
    close() {}
  };
};

/** The same numbers for the same seed. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function talks(visitor, texts, ms = ANSWER_MS) {
  for (const text of texts) await visitor.says(text, ms);
  for (const text of texts) assert.equal(await visitor.countOf(text), 1, text);
}

export const journeys = [
  [
    "where storage is switched off it talks all the same, without a fault",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base), { prepare: noStorage });
      await visitor.opens();
      await visitor.greeted();
      await talks(visitor, ["没有存储", "也能说"]);
    },
  ],
  [
    "where cookies are blocked and none would be kept, a reload goes on with the conversation",
    async ({ context, enter, product, site }) => {
      const browser = await context();
      const visitor = await enter(browser, site.page(product.base));
      const session = await browser.newCDPSession(visitor.page);
      await session.send("Network.setCookieControls", {
        enableThirdPartyCookieRestriction: true,
        disableThirdPartyCookieMetadata: true,
        disableThirdPartyCookieHeuristics: true,
      });
      await visitor.page.reload();
      await visitor.opens();
      await visitor.greeted();
      await talks(visitor, ["不要饼干"]);
      await visitor.page.reload();
      await visitor.opens();
      await visitor.delivered("不要饼干");
      assert.deepEqual(await browser.cookies(), []);
    },
  ],
  [
    "where sockets do not come through it asks instead, and hears the agent",
    async ({ visit, product, agent, asked }) => {
      const visitor = await visit(`${product.base}/`, { prepare: noSockets });
      await visitor.greeted();
      await talks(visitor, ["能收到吗"]);
      const [, conversationId] = /conversations\/([\w-]+)/.exec(asked.join("\n"));
      await agent.does(`conversations/${conversationId}/messages`, { text: "听得到吗" });
      await visitor.sees("听得到吗");
      assert.equal(await visitor.strip.filter({ hasText: visitor.own.lost }).count(), 0);
    },
    { allow: noticed },
  ],
  [
    "over 2G: the bubble, then the panel, a sentence meanwhile, and a message there and back",
    async ({ context, enter, product, site }) => {
      const browser = await context();
      const visitor = await enter(browser, "about:blank");
      const session = await browser.newCDPSession(visitor.page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: 800,
        downloadThroughput: 32_000,
        uploadThroughput: 32_000,
      });
      await visitor.page.goto(site.page(product.base));
      await visitor.bubble.click({ timeout: BACK_MS });
      await visitor.panel.waitFor({ timeout: BACK_MS });
      await visitor.writes("写在问候之前");
      await visitor.delivered("写在问候之前", BACK_MS);
      assert.equal(await visitor.countOf("写在问候之前"), 1);
    },
  ],
  [
    "with 15 % of all calls lost at random, everything arrives once and in order",
    async ({ visit, product, agent }) => {
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      console.log(`     seed ${seed} (again: SEED=${seed})`);
      const random = randomOf(seed);
      const visitor = await visit("about:blank");
      await visitor.page.route(
        // The page's own files are the browser's affair.
        (url) => url.href.startsWith(product.base) && /^\/(chat|v3)\//.test(url.pathname),
        (route) => {
          const lost = random() < 0.15;
          // Lost on the way there, or on the way back.
          if (!lost) return route.continue();
          return random() < 0.5 ? route.abort("connectionreset") : route.fetch().then(() => route.abort("connectionreset"));
        },
      );
      await visitor.page.goto(`${product.base}/`);
      const number = await visitor.registers();
      const { conversationId } = await agent.get(`tickets/${number}`);
      const texts = Array.from({ length: 8 }, (_, n) => `第 ${n + 1} 句`);
      for (const [n, text] of texts.entries()) {
        await visitor.writes(text);
        await agent.does(`conversations/${conversationId}/messages`, { text: `答 ${n + 1}` });
      }
      for (const text of texts) await visitor.delivered(text, BACK_MS);
      for (const n of texts.keys()) await visitor.sees(`答 ${n + 1}`, BACK_MS);
      const shown = await visitor.everything();
      const said = (await agent.messages(conversationId)).map(({ text }) => text);
      for (const list of [shown, said])
        for (const pattern of [/^第 \d 句$/, /^答 \d$/]) {
          const found = list.filter((one) => pattern.test(one));
          assert.deepEqual(found, [...found].sort());
          assert.equal(found.length, texts.length);
        }
    },
    { allow: noticed },
  ],
  [
    "cut off in the middle of a sentence and back: told, then said to be back, and what the desk said meanwhile is there",
    async ({ context, enter, product, agent }) => {
      const browser = await context();
      const visitor = await enter(browser, `${product.base}/`);
      const number = await visitor.registers();
      const { conversationId } = await agent.get(`tickets/${number}`);
      browser.way.cut();
      await visitor.strip.filter({ hasText: visitor.own.lost }).waitFor({ timeout: ANSWER_MS });
      await visitor.writes("断了");
      await agent.does(`conversations/${conversationId}/messages`, { text: "您不在的时候" });
      browser.way.mend();
      await visitor.page
        .getByRole("button", { name: visitor.own.retry })
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      await visitor.sees("您不在的时候", BACK_MS);
      await visitor.delivered("断了", BACK_MS);
      await visitor.strip.filter({ hasText: number }).waitFor({ timeout: BACK_MS });
    },
    { allow: noticed },
  ],
  [
    "written while cut off, then the page is reloaded: it still waits, and goes out once when the way is back",
    async ({ context, enter, product, site }) => {
      const browser = await context();
      const visitor = await enter(browser, site.page(product.base));
      await visitor.opens();
      await visitor.greeted();
      await visitor.page.route(/\/v3\/directline\/conversations\/[^/]+\/activities$/, (route) => route.abort("connectionreset"));
      await visitor.writes("重新加载也不丢");
      await visitor.page.locator("frontdoor-chat .item.mine.pending").waitFor();
      await visitor.page.reload();
      await visitor.opens();
      await visitor.page.locator("frontdoor-chat .item.mine", { hasText: "重新加载也不丢" }).waitFor({ timeout: ANSWER_MS });
      await visitor.page.screenshot({ path: "test-results/reloaded-waiting.png" });
      await visitor.page.unrouteAll();
      const resend = visitor.failed.getByRole("button", { name: visitor.own.resend });
      await Promise.race([
        visitor.delivered("重新加载也不丢", BACK_MS),
        resend.click({ timeout: BACK_MS }).catch(() => undefined),
      ]);
      await visitor.delivered("重新加载也不丢", BACK_MS);
      assert.equal(await visitor.countOf("重新加载也不丢"), 1);
    },
    { allow: noticed },
  ],
  [
    "a laptop asleep over night: its socket looks open and is dead, and what was said meanwhile is there at once when it wakes",
    async ({ context, enter, product, agent, asked }) => {
      const browser = await context();
      const visitor = await enter(browser, "about:blank");
      await visitor.page.clock.install();
      await visitor.page.goto(`${product.base}/`);
      await visitor.greeted();
      await visitor.says("晚安");
      const [, conversationId] = /conversations\/([\w-]+)/.exec(asked.join("\n"));
      browser.way.hush();
      await agent.does(`conversations/${conversationId}/messages`, { text: "夜里说的" });
      await visitor.page.clock.fastForward("08:00:00");
      await visitor.sees("夜里说的");
      await visitor.says("早");
    },
    { allow: noticed },
  ],
  [
    "a tab the browser froze, cut off and thawed, catches up by itself",
    async ({ context, enter, product, agent, asked }) => {
      const browser = await context();
      const visitor = await enter(browser, `${product.base}/`);
      await visitor.greeted();
      const [, conversationId] = /conversations\/([\w-]+)/.exec(asked.join("\n"));
      const session = await browser.newCDPSession(visitor.page);
      await session.send("Page.setWebLifecycleState", { state: "frozen" });
      browser.way.cut();
      await agent.does(`conversations/${conversationId}/messages`, { text: "夜里说的" });
      browser.way.mend();
      await session.send("Page.setWebLifecycleState", { state: "active" });
      await visitor.sees("夜里说的", BACK_MS);
      await visitor.says("早");
    },
    { allow: noticed },
  ],
];
