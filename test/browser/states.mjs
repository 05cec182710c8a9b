// What is shown is what is so: waiting, sent, delivered, failed; lost and back; other tabs and devices: [sentence, steps, options].

import assert from "node:assert/strict";
import { ANSWER_MS, BACK_MS } from "./visitor.mjs";

const POSTS = /\/v3\/directline\/conversations\/[^/]+\/activities$/;
const isMessage = (request) => request.method() === "POST" && request.postDataJSON().type === "message";
/** The id a message is born with. */
const keyOf = (request) => request.postDataJSON().channelData.clientActivityID;

/** Answers the customer's messages in the desk's place, while there is something to answer; notes the key of each. */
async function answerPosts(page, answers) {
  const keys = [];
  await page.route(POSTS, async (route, request) => {
    if (!isMessage(request)) return route.continue();
    keys.push(keyOf(request));
    const answer = answers.shift();
    return answer === undefined ? route.continue() : route.fulfill(answer);
  });
  return keys;
}

const BUSY = {
  status: 503,
  headers: { "retry-after": "1" },
  json: { error: { code: "ServiceUnavailable", message: "Too many." } },
};
const REFUSED = { status: 400, json: { error: { code: "BadArgument", message: "This text cannot be read." } } };
const noticed = [/the server responded with a status of [45]\d\d/];

export const journeys = [
  [
    "waiting, then delivered with its time; while one waits the next waits behind it, in order",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      const keys = await answerPosts(visitor.page, [BUSY, BUSY]);
      await visitor.writes("第一句");
      await visitor.writes("第二句");
      const pending = visitor.page.locator("frontdoor-chat .item.mine.pending");
      assert.match(
        await pending.first().locator(".mark").innerText(),
        new RegExp(`${visitor.own.waiting}|${visitor.own.sending}`),
      );
      for (const text of ["第一句", "第二句"]) await visitor.delivered(text, BACK_MS);
      const mine = (await visitor.mine.allInnerTexts()).join("\n");
      assert.ok(mine.indexOf("第一句") < mine.indexOf("第二句"));
      assert.match(mine, /已送达 \d\d:\d\d/);
      assert.deepEqual([new Set(keys.slice(0, 3)).size, keys.length], [1, 4], "the same key until it is stored");
      assert.deepEqual([await visitor.countOf("第一句"), await visitor.countOf("第二句")], [1, 1]);
    },
    { allow: noticed },
  ],
  [
    "what is refused keeps its text and its place, says so, and goes out under the same key when it is sent again",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      const keys = await answerPosts(visitor.page, [REFUSED]);
      await visitor.writes("这一句先被拒绝");
      await visitor.failed.waitFor({ timeout: ANSWER_MS });
      assert.match(
        await visitor.failed.innerText(),
        new RegExp(`这一句先被拒绝[^]*${visitor.own.failed}：${visitor.own.reasons.refused}`),
      );
      await visitor.page.screenshot({ path: "test-results/failed-message.png" });
      await visitor.failed.getByRole("button", { name: visitor.own.resend }).click();
      await visitor.delivered("这一句先被拒绝");
      assert.equal(await visitor.failed.count(), 0);
      assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
      await visitor.page.unrouteAll();
      await answerPosts(visitor.page, [REFUSED]);
      await visitor.writes("这一句不要了");
      await visitor.failed.getByRole("button", { name: visitor.own.discard }).click({ timeout: ANSWER_MS });
      assert.equal(await visitor.countOf("这一句不要了"), 0);
    },
    { allow: noticed },
  ],
  [
    "faster than the desk takes it: the real limit of twenty in ten seconds delays, loses nothing and doubles nothing",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      await visitor.says("开始");
      const all = Array.from({ length: 24 }, (_, n) => `很快的第 ${n + 1} 句`);
      for (const text of all) await visitor.writes(text);
      await visitor.delivered(all.at(-1), BACK_MS);
      const said = (await visitor.everything()).filter((one) => one.startsWith("很快的"));
      assert.deepEqual(said, all);
      assert.equal(await visitor.failed.count(), 0);
    },
    { allow: noticed },
  ],
  [
    "a text too long is told before it is sent, in place, and stays",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      await visitor.composer.fill("长".repeat(300_001));
      await visitor.page
        .getByRole("alert")
        .filter({ hasText: visitor.own.tooLong("300,001") })
        .waitFor();
      await visitor.composer.press("Enter");
      assert.equal((await visitor.composer.inputValue()).length, 300_001);
      assert.equal(await visitor.mine.count(), 0);
      await visitor.composer.fill("短");
      await visitor.page.getByText(visitor.own.tooLong("300,001")).waitFor({ state: "detached" });
    },
  ],
  [
    "two tabs keep in step: what is said in one stands in the other, once, and so does the unsent text of a page left",
    async ({ context, enter, product }) => {
      const tabs = await context();
      const one = await enter(tabs, `${product.base}/`);
      await one.greeted();
      const other = await enter(tabs, `${product.base}/`);
      await other.greeted();
      await one.says("左边说的");
      await other.delivered("左边说的");
      await other.says("右边说的");
      await one.delivered("右边说的");
      await one.composer.fill("没写完");
      await one.page.reload();
      await one.delivered("右边说的");
      assert.equal(await one.composer.inputValue(), "没写完");
      assert.deepEqual(await one.everything(), await other.everything());
    },
  ],
  [
    "on another device by a link: the same conversation, the secret gone from the address; a spoilt link is told kindly",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      await visitor.says("在电脑上说的");
      await visitor.page.getByRole("button", { name: visitor.own.menu, exact: true }).click();
      await visitor.page.getByRole("menuitem", { name: visitor.own.goElsewhere }).click();
      const field = visitor.page.getByLabel(visitor.own.linkLabel);
      await field.waitFor({ timeout: ANSWER_MS });
      const link = await field.inputValue();
      assert.ok(link.startsWith(`${product.base}/#resume=`), link);
      await visitor.page.screenshot({ path: "test-results/link.png" });
      const phone = await visit(link, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      await phone.delivered("在电脑上说的");
      assert.equal(await phone.page.evaluate(() => location.hash), "");
      await phone.says("在手机上说的");
      await visitor.delivered("在手机上说的");
      const lost = await visit(`${product.base}/#resume=spoilt`);
      await lost.page.getByText(lost.own.linkRefused).waitFor({ timeout: ANSWER_MS });
      await lost.says("照常");
    },
    { allow: noticed },
  ],
  [
    "a token that ran out over night is renewed unseen, and what was being sent goes out once",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      const expired = { status: 403, json: { error: { code: "TokenExpired", message: "Token has expired" } } };
      const keys = await answerPosts(visitor.page, [expired]);
      await visitor.writes("早上好");
      await visitor.delivered("早上好");
      assert.deepEqual([keys.length, new Set(keys).size, await visitor.countOf("早上好")], [2, 1, 1]);
      assert.equal(await visitor.failed.count(), 0);
    },
    { allow: noticed },
  ],
  [
    "the product stops and starts again: the loss is told, what is written meanwhile waits and goes out once, in order",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/`);
      await visitor.greeted();
      await visitor.says("断线前");
      await product.stop();
      await visitor.strip.filter({ hasText: visitor.own.lost }).waitFor({ timeout: ANSWER_MS });
      for (const text of ["断线时一", "断线时二"]) await visitor.writes(text);
      await visitor.strip.filter({ hasText: "已保存 2 条" }).waitFor();
      const pending = visitor.page.locator("frontdoor-chat .item.mine.pending");
      assert.match(await pending.first().innerText(), new RegExp(visitor.own.waitingOffline));
      await visitor.page.screenshot({ path: "test-results/lost.png" });
      await product.start();
      await visitor.strip.filter({ hasText: visitor.own.back }).waitFor({ timeout: BACK_MS });
      for (const text of ["断线时一", "断线时二"]) await visitor.delivered(text, BACK_MS);
      await visitor.strip.filter({ hasText: visitor.own.back }).waitFor({ state: "detached" });
      const said = await visitor.everything();
      assert.deepEqual(
        said.filter((one) => one.startsWith("断线")),
        ["断线前", "断线时一", "断线时二"],
      );
    },
    { alone: true, allow: [/ERR_|WebSocket|Failed to load/] },
  ],
];
