// As a site takes the chat in, on an origin of its own: [sentence, steps, options].

import assert from "node:assert/strict";
import { UNLISTED } from "./site.mjs";
import { events, heard, LISTENS } from "./listening.mjs";
import { ANSWER_MS } from "./visitor.mjs";

const boxOf = (locator) => locator.boundingBox();

/** What a customer meets there is what it is on our own page: seen, in its place, in its own colours. */
async function looksRight(visitor) {
  const style = await visitor.composer.evaluate((field) => {
    const { fontSize, opacity, visibility, letterSpacing } = getComputedStyle(field);
    return { fontSize, opacity, visibility, letterSpacing };
  });
  assert.deepEqual(style, { fontSize: "15px", opacity: "1", visibility: "visible", letterSpacing: "normal" });
  const panel = await boxOf(visitor.panel);
  assert.ok(panel.width >= 372 && panel.width <= 376 && panel.height <= 640, JSON.stringify(panel));
  assert.ok(panel.x + panel.width <= 1260.5 && panel.y + panel.height <= 780.5, JSON.stringify(panel));
}

export const journeys = [
  [
    "on a site with a strict policy: nothing is asked or kept before it is opened, then it talks, and comes back open to what was said",
    async ({ context, enter, asked, product, site }) => {
      const browser = await context();
      const url = site.page(product.base, { script: LISTENS });
      const visitor = await enter(browser, url);
      await heard(visitor.page, "ready");
      await visitor.bubble.waitFor();
      const toDesk = () => asked.filter((one) => one.startsWith(product.base));
      assert.deepEqual(toDesk(), [`${product.base}/widget.js`]);
      assert.deepEqual(await visitor.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [
        0,
        0,
        "",
      ]);
      assert.equal(await visitor.bubble.getAttribute("aria-label"), visitor.loader.open);

      await visitor.opens();
      await visitor.greeted();
      await looksRight(visitor);
      await visitor.says("你们好");
      assert.deepEqual(await visitor.page.evaluate(() => document.cookie), "");
      const names = await visitor.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
      assert.ok(names.length > 0 && names.every((name) => name.startsWith("frontdoor.")), names.join());
      assert.deepEqual(await browser.cookies(), []);
      const before = await visitor.everything();
      await visitor.page.reload();
      await visitor.opens();
      await visitor.delivered("你们好");
      assert.deepEqual((await visitor.everything()).slice(0, before.length), before);
    },
  ],
  [
    "a site's style does not reach the chat, whatever it means to do to every element",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base, { hostile: true }));
      await visitor.bubble.waitFor();
      const bubble = await boxOf(visitor.bubble);
      assert.deepEqual([bubble.width, bubble.height, bubble.x + bubble.width, bubble.y + bubble.height], [56, 56, 1260, 780]);
      await visitor.opens();
      await visitor.greeted();
      await looksRight(visitor);
      await visitor.page.screenshot({ path: "test-results/hostile.png" });
      await visitor.says("看得见吗");
    },
  ],
  [
    "an app that replaces its body and its title leaves the chat alone, open and with what is being written",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base, {}));
      await visitor.opens();
      await visitor.greeted();
      await visitor.composer.fill("写到一半");
      await visitor.page.evaluate(() => {
        const body = document.createElement("body");
        body.append(Object.assign(document.createElement("h1"), { textContent: "Another view" }));
        document.body.replaceWith(body);
        history.pushState({}, "", "/another");
        document.documentElement.lang = "en";
      });
      assert.equal(await visitor.composer.inputValue(), "写到一半");
      await visitor.composer.press("Enter");
      await visitor.delivered("写到一半");
      await visitor.page.evaluate(() => document.querySelector("frontdoor-chat").remove());
      await visitor.panel.waitFor();
      await visitor.says("还在");
    },
  ],
  [
    "the tag put in twice is one chat; shut down it is gone, and the tag put in again brings it back with what was said",
    async ({ visit, product, site }) => {
      const visitor = await visit(site.page(product.base, { tags: 2, script: LISTENS }));
      const { page } = visitor;
      await visitor.opens();
      await visitor.greeted();
      assert.equal(await page.locator("frontdoor-chat").count(), 1);
      await visitor.says("第一次");
      await page.evaluate(() => window.frontdoor.shutdown());
      assert.equal(await page.locator("frontdoor-chat").count(), 0);
      await page.evaluate((src) => {
        // The policy of this site wants addresses of scripts vouched for.
        const policy = window.trustedTypes.createPolicy("shop", { createScriptURL: (url) => url });
        document.head.append(Object.assign(document.createElement("script"), { src: policy.createScriptURL(src) }));
        window.frontdoor.q.push(["open"]);
      }, `${product.base}/widget.js`);
      await visitor.delivered("第一次");
      assert.equal(await page.locator("frontdoor-chat").count(), 1);
      assert.equal((await events(page)).filter(([event]) => event === "ready").length, 1);
    },
  ],
  [
    "the tag's attributes: colour, left, title, greeting, language, dark; a colour nobody could read is refused and said so",
    async ({ visit, product, site }) => {
      const attributes = `data-color="#7a1fa2" data-position="left" data-title="小店 & Co" data-greeting="有什么<b>说</b>什么"
        data-locale="en" data-theme="dark"`;
      const visitor = await visit(site.page(product.base, { attributes }), { locale: "en" });
      assert.equal(await visitor.bubble.evaluate((one) => getComputedStyle(one).backgroundColor), "rgb(122, 31, 162)");
      assert.equal((await boxOf(visitor.bubble)).x, 20);
      await visitor.opens();
      await visitor.greeted();
      assert.ok((await boxOf(visitor.panel)).x <= 21.5);
      assert.equal(await visitor.page.getByRole("dialog", { name: "小店 & Co" }).count(), 1);
      await visitor.page.getByText("有什么<b>说</b>什么").waitFor();
      assert.equal(await visitor.panel.evaluate((one) => getComputedStyle(one).backgroundColor), "rgb(23, 29, 27)");
      await visitor.page.screenshot({ path: "test-results/attributes.png" });

      const warned = [];
      const pale = await visit(site.page(product.base, { attributes: `data-color="#ffee88"` }));
      pale.page.on("console", (message) => warned.push(message.text()));
      await pale.page.reload();
      await pale.bubble.waitFor();
      assert.match(warned.join(), /data-color is not used/);
      assert.equal(await pale.bubble.evaluate((one) => getComputedStyle(one).backgroundColor), "rgb(11, 107, 99)");
    },
  ],
  [
    "the script interface: queued calls, open, close, listeners one of which throws, unsubscribing, the language",
    async ({ visit, product, site }) => {
      const script = `${LISTENS} frontdoor.q.push(["on", "open", () => { throw new Error("the site's own fault") }], ["open"]);`;
      const visitor = await visit(site.page(product.base, { script }));
      const { page } = visitor;
      await visitor.greeted();
      await page.evaluate(() => {
        window.off = window.frontdoor.on("close", () => window.heard.push(["heard no more", {}]));
        window.off();
        window.frontdoor.close();
      });
      await visitor.bubble.waitFor();
      await page.evaluate(() => window.frontdoor.toggle());
      await visitor.panel.waitFor();
      const names = (await events(page)).map(([event]) => event);
      assert.deepEqual(
        names.filter((event) => ["ready", "open", "close", "heard no more"].includes(event)),
        ["ready", "open", "close", "open"],
      );
      await page.evaluate(() => window.frontdoor.setLocale("en"));
      await page.getByPlaceholder("Tell us what happened").waitFor();
    },
    { allow: [/a listener failed/] },
  ],
  [
    "a site that is not listed is told so by a sentence, and its console says what to do",
    async ({ visit, product, site }) => {
      const said = [];
      const url = site.page(product.base, { host: UNLISTED, policy: false });
      const visitor = await visit(url);
      visitor.page.on("console", (message) => said.push(message.text()));
      await visitor.opens();
      await visitor.page.getByText(visitor.own.noServer).waitFor({ timeout: ANSWER_MS });
      await visitor.page.screenshot({ path: "test-results/unlisted.png" });
      const ours = said.filter((text) => text.startsWith("[frontdoor]"));
      assert.equal(ours.length, 1);
      assert.match(ours[0], new RegExp(`ALLOWED_ORIGINS list ${new URL(url).origin}`));
    },
    { allow: [/CORS policy|ERR_FAILED|ALLOWED_ORIGINS/] },
  ],
  [
    "a policy that forbids the chat: the bubble says so in a sentence and the console names what to add",
    async ({ visit, product, site }) => {
      const said = [];
      const policy = `script-src 'self' ${product.base}/widget.js 'unsafe-inline'`;
      const visitor = await visit(site.page(product.base, { policy, script: LISTENS }));
      visitor.page.on("console", (message) => said.push(message.text()));
      await visitor.bubble.click();
      await visitor.page.getByText(visitor.loader.forbidden).waitFor({ timeout: ANSWER_MS });
      assert.match(said.join("\n"), new RegExp(`script-src ${product.base}`));
      assert.deepEqual(await (await heard(visitor.page, "error")).jsonValue(), { reason: "forbidden" });
      await visitor.page.screenshot({ path: "test-results/forbidden.png" });
    },
    { allow: [/Content Security Policy|ERR_|The chat did not load/] },
  ],
];
