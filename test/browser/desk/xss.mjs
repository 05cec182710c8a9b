// Whatever hostile people write into whatever the desk shows stays words: on every page, in what is downloaded, and in where links lead.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { gathered } from "../xss-desk.mjs";
import { spy } from "../xss-page.mjs";
import { packed, payloads } from "../xss-payloads.mjs";
import { addPerson, ANSWER_MS, openDesk, signIn } from "./stage.mjs";

/** `agents` first: it moves the clock, and what others leave open would come due. */
const WAYS = ["agents", "messages", "forms", "identities", "files"];
const ON_A_DESK = { on: "virtual", ms: 600_000 };
const HELD = /hit/;
/** Opened one after another: enough to hold every payload, few enough for a small machine. */
const TICKETS_MOST = 40;
const STILL_MS = 700;

/** What is on a page of the desk that may not be; runs in the page. */
function inspect() {
  const found = [...window.acted];
  const tell = (what, { outerHTML }) => found.push(`${what}: ${outerHTML.slice(0, 200)}`);
  const NEVER =
    "iframe, frame, object, embed, base, applet, math, template, marquee, foreignObject, use, animate, set, [srcdoc], [formaction], [ping]";
  for (const one of document.querySelectorAll("body *")) {
    if (one.matches(NEVER)) tell("an element that acts", one);
    if (one.matches("script, style, link, meta") && !(one.src || one.href || "").startsWith(location.origin)) tell("put in", one);
    for (const { name } of one.attributes) if (name.startsWith("on")) tell(`an attribute ${name}`, one);
    if (one.matches("img, video, audio, source") && !/^(blob:|\/|$)/.test(one.getAttribute("src") ?? "")) tell("a source", one);
    if (!(one instanceof HTMLAnchorElement)) continue;
    if (!["http:", "https:", "mailto:", "tel:", "blob:", ":"].includes(one.protocol)) tell("a link that is none", one);
    if (one.origin !== location.origin && /^https?:$/.test(one.protocol) && !one.relList.contains("noopener"))
      tell("a link that lets itself be followed back", one);
  }
  if ({}.polluted !== undefined) found.push("every object is polluted");
  return [...new Set(found)];
}

/** Opens the address, waits until it has said what it has to, and looks; answers the words that stand there. */
async function looks(page, { base }, path) {
  const url = `${base}/desk${path}`;
  await page.goto(url);
  await page.locator("main :is(h1, h2, table, .empty)").first().waitFor({ timeout: ANSWER_MS });
  await page.waitForTimeout(STILL_MS);
  const found = await page.evaluate(inspect);
  if (new URL(page.url()).pathname !== new URL(url).pathname) found.push(`the page went to ${page.url()}`);
  if (found.length > 0) throw new Error(`${path}\n${found.join("\n")}`);
  return page.locator("body").innerText();
}

/** The desk with the payloads in everything that the product's own ways lead in, and in what its people write about them. */
async function hostile(stage) {
  const { product, agent, secret } = stage;
  for (const way of WAYS) await gathered(way, { ...product, secret });
  const tickets = await everyTicket(agent);
  const packs = packed(1_900);
  const person = await addPerson(product, agent, { name: "许静", role: "administrator" });
  const does = (await signIn(product, person)).does;
  for (const [nth, pack] of packs.entries()) {
    const ticket = `tickets/${tickets[nth % tickets.length].number}`;
    await does(`${ticket}/notes`, { text: pack });
    await does(`${ticket}/classification`, { nature: "product", reason: pack }).catch(onlyRefused);
    await does(`${ticket}/priority`, { priority: nth % 2 === 0 ? "P2" : "P3", reason: pack }).catch(onlyRefused);
  }
  for (const [nth, name] of packed(150, " ").entries()) await registers(does, { nth, name });
  await does("clock", { advance: "PT20H" });
  return { person, tickets: await everyTicket(agent), agent };
}

/** What has ended is not weighed again. */
function onlyRefused(error) {
  if (!/: 4(09|22)/.test(String(error))) throw error;
}

/** By phone: what a colleague types as the customer's name, company and words. */
const registers = (does, { nth, name }) =>
  does("tickets", {
    channel: "phone",
    customer: { name: `${name}${nth}`, company: name, phone: `139 7700 1${String(nth).padStart(3, "0")}` },
    text: name,
    call: { at: "2026-12-01T03:00:00Z", why: name },
  });

async function everyTicket(agent) {
  const all = [];
  for (let cursor = ""; cursor !== null;) {
    const { items, next } = await agent.get(`tickets?limit=200${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...items);
    cursor = next;
  }
  return all;
}

const made = new Map();
const desk = (stage) => {
  const { base } = stage.product;
  if (!made.has(base)) made.set(base, hostile(stage));
  return made.get(base);
};

const LISTS = ["/", "/?tab=team", "/board?hours=24", "/customers", "/reports", "/reports?tab=digests", "/alerts?show=all"];
const MORE = [
  "/alerts?show=deliveries",
  "/people",
  "/people?tab=audit",
  "/settings",
  "/settings?tab=policy",
  "/settings?tab=channels",
];

export const journeys = [
  [
    "on every list of the desk, in what is searched for, and as the address itself",
    async (stage) => {
      const { product } = stage;
      const { person } = await desk(stage);
      const page = await openDesk(stage, product, person, { prepare: [spy], preferences: { locale: "en" } });
      let words = "";
      for (const path of [...LISTS, ...MORE]) words += await looks(page, product, path);
      assert.ok(words.split(HELD).length > 100, "the payloads are shown");
      for (const pack of packed(300, " ").slice(0, 12)) {
        const said = encodeURIComponent(pack.toWellFormed());
        await looks(page, product, `/?tab=${said}&q=${said}`);
        await looks(page, product, `/board?owedBy=${said}&team=${said}`.slice(0, 600));
      }
      await page.goto(`${product.base}/desk/`);
      // Keys act once the desk stands.
      await page.locator("button.find").waitFor();
      for (const query of ["hit", "onerror", "javascript", "=HYPERLINK"]) {
        await page.keyboard.press("Control+k");
        await page.locator("[role=dialog] input").fill(query);
        await page.waitForTimeout(STILL_MS);
        assert.deepEqual(await page.evaluate(inspect), [], query);
        await page.keyboard.press("Escape");
      }
    },
    // An address that asks for nobody is refused.
    { ...ON_A_DESK, allow: [/status of 4\d\d/] },
  ],
  [
    "in conversations, tickets and customers' files: messages, buttons, files, names, notes, reasons, results, surveys",
    async (stage) => {
      const { product } = stage;
      const { person, tickets, agent } = await desk(stage);
      const page = await openDesk(stage, product, person, { prepare: [spy] });
      const step = Math.max(1, Math.floor(tickets.length / TICKETS_MOST));
      let words = "";
      for (const [nth, { number, customerId }] of tickets.entries()) {
        if (nth % step !== 0) continue;
        words += await looks(page, product, `/tickets/${number}?tab=team`);
        if (nth % 3 === 0) words += await looks(page, product, `/tickets/${number}/history`);
        if (nth % 5 === 0 && customerId !== null) words += await looks(page, product, `/customers/${customerId}`);
      }
      assert.ok(words.split(HELD).length > payloads.length / 2, "the payloads are shown");
      assert.ok((await agent.get("clock")).now > "", "the desk is well");
    },
    ON_A_DESK,
  ],
  [
    "in what is downloaded: a transcript is words to a reader, to a browser and to a spreadsheet; files come as files",
    async (stage) => {
      const { product } = stage;
      const { person, tickets } = await desk(stage);
      const page = await openDesk(stage, product, person, { prepare: [spy] });
      const { cookie } = await signIn(product, person);
      let words = "";
      for (const { number } of tickets.slice(-20))
        for (const format of ["md", "txt", "json"]) {
          const url = `${product.base}/api/v1/tickets/${number}/transcript?format=${format}`;
          const answer = await fetch(url, { headers: { cookie } });
          assert.equal(answer.status, 200);
          assert.match(answer.headers.get("content-disposition"), /^attachment; filename="[\w.-]+"/);
          assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
          assert.doesNotMatch(answer.headers.get("content-type"), /html|xml|svg/);
          const text = await answer.text();
          words += text;
          if (format === "md") assert.doesNotMatch(text, /^[ \t]*<\w|(?<!\\)\]\((?:javascript|data):/im, number);
          // A cell is what follows the start of a line.
          if (format !== "json") assert.doesNotMatch(text, /^[=+@]/m, number);
        }
      assert.ok(HELD.test(words));
      await looks(page, product, `/tickets/${tickets.at(-1).number}/history`);
      const [download] = await Promise.all([
        page.waitForEvent("download", { timeout: ANSWER_MS }),
        page
          .getByRole("button", { name: /下载对话记录/ })
          .or(page.getByRole("link", { name: /下载对话记录/ }))
          .first()
          .click(),
      ]);
      assert.match(download.suggestedFilename(), /^[\w.-]+$/);
      assert.ok((await readFile(await download.path(), "utf8")).length > 0);
    },
    ON_A_DESK,
  ],
];
