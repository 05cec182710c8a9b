// Whatever hostile people write, by whatever way it comes, stays words: on our own page, on a site without any policy (the worst case), and
// where the browser forbids every string that would become a script.

import assert from "node:assert/strict";
import { hostileDesk, hostileMessage } from "./xss-wire.mjs";
import { gathered } from "./xss-desk.mjs";
import { inspect, isClean, opened, play, renumbered, ROWS_MOST, spy } from "./xss-page.mjs";
import { packed, payloads } from "./xss-payloads.mjs";

const TRUSTED_TYPES = "require-trusted-types-for 'script'";

/** Our own page, whose policy trusts no string either; a site under none; a site that says no more than that it trusts no string. */
const pagesOf = ({ product: { base }, site }) => ({
  own: `${base}/`,
  bare: site.page(base, { policy: false }),
  trusting: site.page(base, { policy: TRUSTED_TYPES }),
});
const twoOf = (stage) => Object.values(pagesOf(stage)).slice(0, 2);

const asStored = (text) => text.replaceAll("\0", "").toWellFormed();

/** Draws the activities on each of the pages, and looks. */
async function draws(stage, activities, { pages = twoOf(stage), more = {}, look = async () => undefined } = {}) {
  const { context, product } = stage;
  for (const url of pages) {
    for (let from = 0; from < activities.length; from += ROWS_MOST) {
      const shown = renumbered(activities.slice(from, from + ROWS_MOST));
      const within = await context({ prepare: [spy] });
      await play(within, product.base, { frames: [{ activities: shown, watermark: String(shown.length) }], ...more });
      const page = await opened(within, url, shown.length);
      await look(page, shown);
      await isClean(page, url);
      await within.close();
    }
  }
}

/** The customer's own words stand there, to the letter. */
async function showsMine(page, shown) {
  const own = await page
    .locator("frontdoor-chat .item.mine")
    .evaluateAll((all) => all.map((one) => one.querySelector(".bubble")?.textContent ?? ""));
  assert.deepEqual(
    own,
    shown.filter(({ from }) => from.role === "user").map(({ text }) => text),
  );
}

const ATTRIBUTES = ["title", "greeting", "locale", "color", "on-color", "position", "theme", "identity"];
const asHtml = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** Puts the tag into the page with one payload in all its attributes, opens the chat, takes it away; runs in the page. */
async function tries([base, attributes, all]) {
  const until = async (is, what) => {
    for (let left = 400; !is(); left -= 1) {
      if (left === 0) throw new Error(`not ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const inside = (selector) => {
    const [host] = document.querySelectorAll("frontdoor-chat");
    const panel = host?.shadowRoot.firstElementChild.shadowRoot.querySelector(".panel");
    return panel?.shadowRoot.querySelector(selector) ?? null;
  };
  for (const payload of all) {
    const tag = document.createElement("script");
    for (const name of attributes) tag.setAttribute(`data-${name}`, payload);
    tag.src = `${base}/widget.js`;
    document.head.append(tag);
    await until(() => typeof window.frontdoor?.open === "function", "there");
    window.frontdoor.open();
    await until(() => inside("h2")?.textContent === payload && inside(".greeting")?.textContent === payload, `shown: ${payload}`);
    const found = window.inspect();
    if (found.length > 0) throw new Error(`${payload}\n${found.join("\n")}`);
    window.frontdoor.shutdown();
    tag.remove();
  }
}

/** On a machine that is busy with other things as well. */
const ON_A_DESK = { on: "virtual", ms: 240_000 };

const through = (way) => async (stage) => {
  const { product, secret } = stage;
  const activities = await gathered(way, { ...product, secret });
  const words = activities
    .map(({ text, attachments = [] }) => [text, ...attachments.map(({ name }) => name)].join("\n"))
    .join("\n");
  assert.ok(words.split("hit").length > payloads.length / 2, "the payloads came through");
  await draws(stage, activities, { look: showsMine });
};

export const journeys = [
  [
    "the payloads are what they are for: as HTML on a bare page most of them act",
    async ({ context, product, site, faults }) => {
      assert.ok(payloads.length >= 150 && new Set(payloads).size === payloads.length);
      const within = await context();
      // What is called from here goes nowhere.
      await within.route(/evil/, (route) => route.abort());
      const page = await within.newPage();
      await page.goto(site.page(product.base, { policy: false }));
      const acted = await page.evaluate(
        async (all) => {
          let acted = 0;
          window.alert = () => (acted += 1);
          Object.defineProperty(window, "hit", { set: () => (acted += 1) });
          for (const each of all) {
            const place = document.createElement("div");
            document.body.append(place);
            place.append(document.createRange().createContextualFragment(each));
          }
          await new Promise((resolve) => setTimeout(resolve, 1_500));
          return acted;
        },
        payloads.filter((each) => !/http-equiv|<base|<frameset/.test(each)),
      );
      assert.ok(acted >= 60, `${acted} of ${payloads.length} act`);
      // They do what elsewhere is a fault.
      faults.length = 0;
    },
    { ...ON_A_DESK, allow: [/./] },
  ],
  // First: it moves the clock, and what others leave open would come due.
  ["as what agents write and are called, results of tickets and comments of surveys", through("agents"), ON_A_DESK],
  ["each as a customer's message, sent alone", through("messages"), ON_A_DESK],
  ["as the name and the contact of a form, read back for confirmation", through("forms"), ON_A_DESK],
  ["as the name and the company that a site signs", through("identities"), ON_A_DESK],
  ["as names of files", through("files"), ON_A_DESK],
  [
    "in every field of what a server could send: senders, languages, files, tickets, promises, buttons and cards",
    async (stage) => {
      const more = { desk: hostileDesk(packed(3_000)[1]) };
      const look = async (page, { length }) => {
        const cards = await page.locator("frontdoor-chat .card-controls").count();
        assert.ok(cards > length / 2, `${cards} cards of ${length} are drawn`);
      };
      const all = payloads.map(hostileMessage);
      const { own, bare, trusting } = pagesOf(stage);
      const every = (nth) => all.filter((_, index) => index % nth === 0);
      await draws(stage, all, { pages: [bare], more, look });
      await draws(stage, every(2), { pages: [own], more, look });
      await draws(stage, every(4), { pages: [trusting], more, look });
    },
    ON_A_DESK,
  ],
  [
    "in every attribute of a site's tag",
    async ({ context, product: { base }, site }) => {
      const within = await context({ prepare: [spy, `window.inspect = ${inspect}`] });
      await play(within, base, {});
      const page = await within.newPage();
      const url = site.page(base, { policy: false });
      await page.goto(url);
      await page.evaluate(() => (window.frontdoor.shutdown(), (window.frontdoor = undefined)));
      await page.evaluate(tries, [base, ATTRIBUTES, payloads.map(asStored)]);
      await isClean(page, url);
      const attributes = ATTRIBUTES.map((name) => `data-${name}="${asHtml(payloads.join(" "))}"`).join(" ");
      for (const policy of [false, TRUSTED_TYPES]) {
        const written = site.page(base, { policy, attributes });
        await isClean(await opened(within, written, 0), written);
      }
    },
    ON_A_DESK,
  ],
  [
    "a site whose own elements bear our names has its chat all the same",
    async ({ context, product: { base }, site }) => {
      const named = [
        '<dialog id="frontdoor">',
        '<a id="frontdoor"></a><a id="frontdoor" name="open" href="javascript:window.hit=1"></a>',
        '<form name="frontdoor"><input name="open"><input name="q"></form>',
      ];
      for (const html of named) {
        const within = await context({ prepare: [spy] });
        await play(within, base, {});
        const url = site.page(base, {
          policy: false,
          script: `document.head.insertAdjacentHTML("beforeend", ${JSON.stringify(html)})`,
        });
        await isClean(await opened(within, url, 0), url);
        await within.close();
      }
    },
    ON_A_DESK,
  ],
  [
    "in the address: as language, as the secret of a link, as a page's own fragment",
    async ({ context, product: { base } }) => {
      const within = await context({ prepare: [spy] });
      const desk = hostileDesk(packed(3_000)[0]);
      await play(within, base, { desk });
      for (const pack of packed(2_000, " ")) {
        const said = encodeURIComponent(pack.toWellFormed());
        for (const end of [`?lang=${said}#resume=${said}`, `?lang=en&${said}#${said}&resume=1`]) {
          const url = `${base}/${end}`;
          const page = await opened(within, url, 0);
          await isClean(page, url);
          assert.ok(!page.url().includes("resume="), "the secret left the address");
          await page.close();
        }
      }
    },
    ON_A_DESK,
  ],
  [
    "typed, chosen as files, in refusals, in links for another device, as who is writing, and in frames that are none",
    async ({ context, product: { base }, site }) => {
      const pack = packed(60_000)[0];
      const from = { id: "agent", name: pack, role: "bot" };
      const frames = [
        ...payloads,
        "{",
        '{"__proto__":{"polluted":1},"activities":[]}',
        { activities: [{ type: "typing", id: "c|t", from }] },
      ];
      const refusal = { error: { code: pack, message: pack } };
      const more = { frames, refusal, desk: hostileDesk(pack), link: { url: pack, expiresAt: "2026-11-30T00:00:00Z" } };
      for (const [name, url] of Object.entries(pagesOf({ product: { base }, site }))) {
        const within = await context({ prepare: [spy], locale: "en-US" });
        await play(within, base, more);
        const page = await opened(within, url, 0);
        const chat = page.locator("frontdoor-chat");
        for (const text of packed(4_000)) {
          await chat.locator("textarea").fill(text);
          await chat.locator("textarea").press("Enter");
        }
        await chat
          .locator(".item.failed")
          .nth(packed(4_000).length - 1)
          .waitFor();
        if (name === "own")
          assert.ok((await chat.locator(".mark.bad").first().innerText()).includes("window.hit=1"), "the refusal is shown");
        const files = payloads.map((payload) => ({
          name: payload.replace(/\p{Cc}/gu, ""),
          mimeType: "text/plain",
          buffer: Buffer.from("x"),
        }));
        await chat.locator("input[type=file]").setInputFiles(files);
        await chat.locator(".notice.fault, .picked li").first().waitFor();
        await isClean(page, url);
        await chat.locator(".menu button").first().click();
        await chat.locator("[role=menuitem]").first().click();
        await chat.locator(".notice .copy input").waitFor();
        await isClean(page, url);
        await within.close();
      }
    },
    // What is refused is told in the console too.
    { ...ON_A_DESK, allow: [/400 \(Bad Request\)/] },
  ],
];
