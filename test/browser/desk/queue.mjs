// The queue: its order under the hand, its addresses, its keys, and how new work announces itself: [sentence, steps, options].

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { aTicket, addPerson, ANSWER_MS, openDesk } from "./stage.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const URGENT = "系统宕机了，我们完全不能用";
const CALM_MS = 10_000;

const rows = (page) => page.locator(".rows .row");
/** The names on the rows, from top to bottom. */
const names = (page) => rows(page).locator(".who > b").allInnerTexts();
const settles = async (page, wanted) => {
  const until = Date.now() + ANSWER_MS;
  let shown = [];
  do shown = await names(page);
  while (JSON.stringify(shown) !== JSON.stringify(wanted) && Date.now() < until && (await pause(150)));
  assert.deepEqual(shown, wanted);
};
const pause = (ms) => new Promise((resolve) => setTimeout(() => resolve(true), ms));

let customers = 0;
/** A ticket of a customer of its own, owned by the person. */
async function owned({ product, agent }, person, { name, text = "上个月的发票抬头开错了，需要重开", locale = "zh-CN" }) {
  customers += 1;
  const made = await aTicket(product, agent, { name, contact: `queue-${customers}@shop.example`, text, locale });
  await agent.does(`tickets/${made.number}/assign`, { owner: person.id, reason: "熟悉这位客户" });
  return made;
}
/** Found in the queue and what it opens, as it stands; one finding is one too many. */
async function finds(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(
      { include: [[".queue"], ...(document.querySelector(".filter-form") ? [[".filter-form"]] : [])] },
      {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      },
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

export const journeys = [
  [
    "the queue does not jump under the hand: what came waits for the dot key, a new row carries a dot; after ten calm seconds it sorts itself",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "何静" });
      const { number } = await owned(stage, person, { name: "甲方一" });
      await owned(stage, person, { name: "甲方二" });
      const page = await openDesk(stage, stage.product, person, { path: "/?tab=mine" });
      await settles(page, ["甲方一", "甲方二"]);
      await rows(page).first().click();
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, `/desk/tickets/${number}?tab=mine`);

      await owned(stage, person, { name: "甲方三", text: URGENT });
      await page.mouse.move(200, 240);
      const waiting = page.getByRole("button", { name: /项有变化，点此排序/ });
      // The pointer moves while we wait, as it does when somebody is about to press.
      for (const until = Date.now() + ANSWER_MS; Date.now() < until && !(await waiting.isVisible()); await pause(200))
        await page.mouse.move(200, 240 + (Date.now() % 7));
      assert.match(await waiting.innerText(), /^1 项/);
      assert.deepEqual(await names(page), ["甲方一", "甲方二"]);
      await page.keyboard.press(".");
      await settles(page, ["甲方三", "甲方一", "甲方二"]);
      assert.equal(await rows(page).first().getByRole("img", { name: "新到" }).count(), 1);
      assert.equal(await rows(page).nth(1).getAttribute("aria-current"), "true");
      await rows(page).first().click();
      await page.waitForFunction(() => document.querySelector(".rows [aria-label=新到]") === null);

      await owned(stage, person, { name: "甲方四", text: URGENT });
      await waiting.waitFor({ timeout: ANSWER_MS });
      const began = Date.now();
      await settles(page, ["甲方三", "甲方四", "甲方一", "甲方二"]);
      assert.ok(Date.now() - began < CALM_MS + 5_000);
    },
  ],
  [
    "tabs and filters stand in the address: back leads back, a link opens the same list, a chip takes its filter off, and what finds nothing says so",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "韩梅" });
      await owned(stage, person, { name: "乙方急", text: URGENT });
      await owned(stage, person, { name: "乙方缓" });
      const page = await openDesk(stage, stage.product, person);
      await page.getByRole("link", { name: /^我的/ }).click();
      await settles(page, ["乙方急", "乙方缓"]);
      await page.keyboard.press("f");
      await page.getByRole("button", { name: "P1", exact: true }).click();
      await settles(page, ["乙方急"]);
      await page.keyboard.press("Escape");
      assert.equal(new URL(page.url()).search, "?tab=mine&priority=P1");

      const other = await page.context().newPage();
      await other.goto(page.url());
      await settles(other, ["乙方急"]);
      await other.close();

      await page.goBack();
      await settles(page, ["乙方急", "乙方缓"]);
      await page.goForward();
      await settles(page, ["乙方急"]);
      await page.getByRole("button", { name: "去掉筛选：P1" }).click();
      await settles(page, ["乙方急", "乙方缓"]);
      assert.equal(new URL(page.url()).search, "?tab=mine");

      await page.goto(`${stage.product.base}/desk/?tab=mine&priority=P4`);
      await page.getByRole("heading", { name: "没有符合筛选的工单" }).waitFor({ timeout: ANSWER_MS });
      await page.getByRole("button", { name: "清除筛选" }).click();
      await settles(page, ["乙方急", "乙方缓"]);
    },
  ],
  [
    "by keys alone: J and K walk, Enter opens, F6 goes round the panes; axe finds nothing in the queue, its filter or its emptiness",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "吴磊" });
      const empty = await openDesk(stage, stage.product, person, { path: "/?tab=mine" });
      await empty.getByRole("heading", { name: "您手上没有欠着的" }).waitFor({ timeout: ANSWER_MS });
      assert.deepEqual(await finds(empty), []);
      const first = await owned(stage, person, { name: "丙方<b>一</b>", text: URGENT });
      const second = await owned(stage, person, {
        name: "Anna Berg",
        locale: "en",
        text: "Our invoice shows the wrong company name",
      });
      await settles(empty, ["丙方<b>一</b>", "Anna Berg"]);

      const page = await openDesk(stage, stage.product, person, {
        path: "/?tab=mine",
        preferences: { locale: "en", theme: "dark" },
        viewport: { width: 1280, height: 800 },
      });
      await settles(page, ["丙方<b>一</b>", "Anna Berg"]);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/desk/tickets/${second.number}?tab=mine`);
      await page.keyboard.press("k");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/desk/tickets/${first.number}?tab=mine`);
      const pane = () =>
        page.evaluate(() =>
          [...document.querySelectorAll(".three > .pane")].findIndex((one) => one.contains(document.activeElement)),
        );
      assert.equal(await pane(), 0);
      await page.keyboard.press("F6");
      assert.equal(await pane(), 1);
      while ((await pane()) !== 0) await page.keyboard.press("F6");
      await page.keyboard.press("f");
      await page.getByRole("button", { name: "P1", exact: true }).waitFor({ timeout: ANSWER_MS });
      const until = (is) => page.waitForFunction(is, undefined, { timeout: 2_000 });
      await until(() => getComputedStyle(document.querySelector(".mantine-Popover-dropdown")).opacity === "1");
      assert.deepEqual(await finds(page), []);
      await page.screenshot({ path: "test-results/desk-queue-filter.png" });
      await page.keyboard.press("Escape");
      await until(() => document.querySelector(".mantine-Popover-dropdown") === null);
      // Back to where F was pressed: the queue, which F6 led to.
      await page.waitForFunction(() => document.activeElement?.matches(".queue") === true, undefined, { timeout: 2_000 });
      assert.deepEqual(await finds(page), []);
    },
  ],
  [
    "new work announces itself while the page is behind: its number in the title, an announcement with number and name alone that opens the ticket; each can be off",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "林晓" });
      const { number, visitor } = await owned(stage, person, { name: "丁方" });
      // Whether a page is in front, and the machine's announcements, are the browser's: here it is behind, and they are kept.
      const behind = `document.hasFocus = () => false; window.told = [];
        window.Notification = class { static permission = "granted"; constructor(title, more) { Object.assign(this, { title, ...more }); window.told.push(this); } close() {} };`;
      const open = (preferences) =>
        openDesk(stage, stage.product, person, { path: "/?tab=mine", preferences }).then(async (page) => {
          await settles(page, ["丁方"]);
          return page;
        });
      const prepared = {
        ...stage,
        context: ({ prepare, ...more }) => stage.context({ ...more, prepare: [prepare, behind].flat() }),
      };
      const loud = await openDesk(prepared, stage.product, person, { path: "/?tab=mine", preferences: { announce: true } });
      const quiet = await openDesk(prepared, stage.product, person, { path: "/?tab=mine", preferences: { title: false } });
      const front = await open({ announce: true });
      await Promise.all([settles(loud, ["丁方"]), settles(quiet, ["丁方"])]);
      const own = await front.title();
      await pause(500);
      await visitor.post({ text: "发票还没有收到，密码是 SECRET-9" });

      await loud.waitForFunction(() => window.told.length > 0, undefined, { timeout: ANSWER_MS });
      assert.deepEqual(await loud.evaluate(() => window.told.map(({ title, body }) => [title, body])), [
        ["客户有新消息", `${number}·丁方`],
      ]);
      assert.equal(await loud.title(), `(1) ${own}`);
      await quiet.getByText(`客户有新消息：${number}·丁方。`).waitFor({ state: "attached", timeout: ANSWER_MS });
      assert.equal(await quiet.title(), own);
      assert.equal(await quiet.evaluate(() => window.told.length), 0);
      await front.getByText(`客户有新消息：${number}·丁方。`).waitFor({ state: "attached", timeout: ANSWER_MS });
      assert.equal(await front.title(), own);
      await loud.evaluate(() => window.told[0].onclick());
      await loud.waitForURL(`**/desk/tickets/${number}*`);
    },
  ],
];
