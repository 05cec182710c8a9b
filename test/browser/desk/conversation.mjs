// The conversation at hand: what is sent, taken back, kept and told: [sentence, steps, options].

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { addPerson, ANSWER_MS, aTicket, openDesk } from "./stage.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const DOWN = "系统宕机了，客户下不了单";
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const box = (page) => page.getByRole("textbox", { name: "回复客户" }).or(page.getByRole("combobox", { name: "回复客户" }));
const log = (page) => page.getByRole("log");
const line = (page, text) => log(page).locator(".said", { hasText: text });
const inStrip = (page, text) => page.locator(".promise", { hasText: text });

let customers = 0;
async function ticketOf({ product, agent }, { name = "王芳", text = DOWN, ...more } = {}) {
  customers += 1;
  return aTicket(product, agent, { name, contact: `conversation-${customers}@shop.example`, text, ...more });
}
/** A person with a ticket open before them. */
async function atWork(stage, { name, ticket, ...options }) {
  const person = await addPerson(stage.product, stage.agent, { name });
  const page = await openDesk(stage, stage.product, person, { path: `/tickets/${ticket.number}`, ...options });
  await log(page).locator(".said").first().waitFor({ timeout: ANSWER_MS });
  return { person, page };
}
const saidBy = async ({ agent }, { ticket }, from) =>
  (await agent.messages(ticket.conversationId)).filter((one) => one.from === from).map(({ text }) => text);
async function until(check, what) {
  for (const end = Date.now() + ANSWER_MS; Date.now() < end; await pause(150)) if (await check()) return;
  throw new Error(`it never came to this: ${what}`);
}

async function finds(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await window.axe.run({ include: [[".conversation"]] }, { runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

export const journeys = [
  [
    "a reply is held for five seconds by its count, Alt+Z brings it back to the box; sent again it goes once and gets its tick",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "何敏", ticket: made });
      await box(page).fill("查到了，数据没有丢。");
      await page.keyboard.press("Control+Enter");
      const held = log(page).locator(".said.held", { hasText: "数据没有丢" });
      await held.getByText(/[1-5] 秒后发出/).waitFor({ timeout: ANSWER_MS });
      assert.equal(await box(page).inputValue(), "");
      await page.keyboard.press("Alt+z");
      await until(async () => (await box(page).inputValue()) === "查到了，数据没有丢。", "the text is back in the box");
      await until(async () => (await held.count()) === 0, "nothing is held");
      await pause(6_000);
      assert.deepEqual(await saidBy(stage, made, "agent"), []);

      await box(page).press("End");
      await page.keyboard.type("16:30 前恢复。");
      await page.keyboard.press("Control+Enter");
      await line(page, "16:30 前恢复").and(page.locator(".agent")).locator(".tick").waitFor({ timeout: ANSWER_MS });
      assert.equal(await line(page, "16:30 前恢复").count(), 1);
      assert.deepEqual(await saidBy(stage, made, "agent"), ["查到了，数据没有丢。16:30 前恢复。"]);
      await inStrip(page, "上次告知").waitFor({ timeout: ANSWER_MS });
    },
  ],
  [
    "Enter of an input method never sends, nor does Enter alone; Esc takes one step back and loses no text",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "韩雪", ticket: made });
      await box(page).fill("查到了");
      const composing = (key, more) =>
        box(page).evaluate(
          (el, init) => el.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })),
          { key, isComposing: true, keyCode: 229, ...more },
        );
      await composing("Enter", {});
      await composing("Enter", { ctrlKey: true });
      await composing("Escape", {});
      await box(page).press("Enter");
      assert.equal(await log(page).locator(".said.held").count(), 0);
      await box(page).press("Escape");
      assert.equal(await box(page).inputValue(), "查到了\n");
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY");
      await page.keyboard.press("u");
      await page.getByText("发进展给客户").waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("Escape");
      await page.getByText("发给客户", { exact: true }).first().waitFor({ timeout: ANSWER_MS });
      assert.equal(await box(page).inputValue(), "查到了\n");
    },
  ],
  [
    "progress by U names the next time and settles what was owed; a moved promise proposes its words",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "冯远", ticket: made });
      await page.keyboard.press("u");
      await until(() => box(page).evaluate((el) => el === document.activeElement), "the cursor is in the reply");
      await page.keyboard.type("磁盘在扩容，数据没有丢。");
      await page.getByRole("button", { name: "1 时后" }).click();
      await page
        .getByRole("button", { name: /^发进展/ })
        .last()
        .click();
      await log(page).getByText("已告知进展，下次").waitFor({ timeout: ANSWER_MS });
      assert.deepEqual(await saidBy(stage, made, "agent"), ["磁盘在扩容，数据没有丢。"]);
      await inStrip(page, "一次进展").waitFor({ timeout: ANSWER_MS });

      await page
        .getByRole("button", { name: /^改期并告知/ })
        .first()
        .click();
      await page.getByRole("button", { name: "30 分后" }).click();
      await until(async () => /来不及了，现在先告诉您：\*\*.+ 前\*\*/.test(await box(page).inputValue()), "words are proposed");
      await page.screenshot({ path: "test-results/desk-move.png" });
    },
  ],
  [
    "a phrase by the slash, with the customer's name filled in; nothing of the slash is ever sent",
    async (stage) => {
      const made = await ticketOf(stage, { name: "孙悦" });
      const { page } = await atWork(stage, { name: "田禾", ticket: made });
      await box(page).click();
      await page.keyboard.type("/接手");
      await page.getByRole("option").first().waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("Control+Enter");
      await until(async () => (await box(page).inputValue()).startsWith("孙悦您好，我是田禾"), "the phrase stands in the box");
      assert.equal(await log(page).locator(".said.held").count(), 0);
    },
  ],
  [
    "files go up by the button and with the reply; one that is not taken is told beside it",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "丁宁", ticket: made });
      const choose = (files) => page.locator(".reply input[type=file]").setInputFiles(files);
      await choose({ name: "步骤.txt", mimeType: "text/plain", buffer: Buffer.from("一、重启\n二、核对") });
      await page.locator(".file-row").getByText("步骤.txt").waitFor({ timeout: ANSWER_MS });
      await choose({ name: "tool.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\u0090\u0000\u0003") });
      await page.locator(".file-row .bad").waitFor({ timeout: ANSWER_MS });
      await page.getByRole("button", { name: "去掉 tool.exe" }).click();
      await page.reload();
      await page.locator(".file-row").getByText("步骤.txt").waitFor({ timeout: ANSWER_MS });
      await box(page).fill("请照这个做。");
      await page.keyboard.press("Control+Enter");
      await line(page, "请照这个做").and(page.locator(".agent")).getByText("步骤.txt").waitFor({ timeout: ANSWER_MS });
    },
    { allow: [/422 \(/] },
  ],
  [
    "the connection drops while typing: the reply waits, outlives a reload and goes exactly once",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "罗兰", ticket: made });
      await box(page).fill("断线时写的一句。");
      await page.context().setOffline(true);
      await page.keyboard.press("Control+Enter");
      await page.getByText("没有发出，内容还在。网络恢复会自动发出。").waitFor({ timeout: ANSWER_MS });
      await page.context().setOffline(false);
      await page.reload();
      await line(page, "断线时写的一句")
        .and(page.locator(".agent"))
        .waitFor({ timeout: 2 * ANSWER_MS });
      assert.deepEqual(await saidBy(stage, made, "agent"), ["断线时写的一句。"]);
      assert.equal(await line(page, "断线时写的一句").count(), 1);
    },
    { allow: [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/] },
  ],
  [
    "the answer to a reply is lost on its way: it is asked for again and the customer gets it once",
    async (stage) => {
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "姚远", ticket: made });
      let lost = 0;
      await page.route("**/conversations/*/messages", async (route) => {
        if (route.request().method() !== "POST" || lost > 1) return route.fallback();
        lost += 1;
        await route.fetch();
        await route.abort();
      });
      await box(page).fill("只该收到一次。");
      await page.keyboard.press("Control+Enter");
      await line(page, "只该收到一次")
        .and(page.locator(".agent"))
        .locator(".tick")
        .waitFor({ timeout: 2 * ANSWER_MS });
      await pause(6_000);
      assert.equal(lost, 2);
      assert.deepEqual(await saidBy(stage, made, "agent"), ["只该收到一次。"]);
      assert.equal(await line(page, "只该收到一次").count(), 1);
    },
    { allow: [/ERR_FAILED/] },
  ],
  [
    "two agents at one ticket see each other; who takes over is told to the other by name and second, and what was typed stays",
    async (stage) => {
      const made = await ticketOf(stage);
      const one = await atWork(stage, { name: "陈立", ticket: made });
      const other = await atWork(stage, { name: "周晨", ticket: made });
      await one.page.getByText("周晨在看").waitFor({ timeout: ANSWER_MS });
      await box(other.page).fill("我先看一下");
      await box(other.page).press("End");
      await other.page.keyboard.type("。");
      await one.page.getByText("周晨正在回复").waitFor({ timeout: ANSWER_MS });

      await one.page.getByRole("heading", { level: 2, name: "王芳" }).click();
      await one.page.keyboard.press("i");
      await other.page.getByText(/陈立 \d\d:\d\d:\d\d 已接手。您的草稿还在。/).waitFor({ timeout: ANSWER_MS });
      assert.equal(await box(other.page).inputValue(), "我先看一下。");
      await other.page.screenshot({ path: "test-results/desk-race.png" });
      await box(other.page).press("Control+Enter");
      await other.page.getByRole("alertdialog").getByText("陈立正在接待这位客户").waitFor({ timeout: ANSWER_MS });
      assert.equal(await log(other.page).locator(".said.held").count(), 0);
      await other.page.getByRole("button", { name: "先不发" }).click();
      assert.equal(await box(other.page).inputValue(), "我先看一下。");
    },
  ],
  [
    "a reply that calls a colleague asks first; priority by P and a digit asks the reason and can be undone",
    async (stage) => {
      await addPerson(stage.product, stage.agent, { name: "高山" });
      const made = await ticketOf(stage);
      const { page } = await atWork(stage, { name: "梁雨", ticket: made });
      await box(page).fill("@高山 这张你跟一下");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("alertdialog").getByText("这像是写给同事（@高山）的").waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("Escape");
      await box(page).fill("");
      await box(page).press("Escape");

      await page.keyboard.press("p");
      await page.getByRole("dialog").getByRole("radio").first().waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("2");
      await page.keyboard.type("客户说可以等到明天");
      await page.keyboard.press("Control+Enter");
      await page.locator(".toast", { hasText: "优先级改为 P2" }).getByRole("button", { name: /撤回/ }).click();
      await pause(5_500);
      assert.equal((await stage.agent.get(`tickets/${made.number}`)).priority, "P1");
      await page.keyboard.press("p");
      await page.getByRole("dialog").getByRole("radio").first().waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("2");
      await page.keyboard.type("客户说可以等到明天");
      await page.keyboard.press("Control+Enter");
      await log(page).getByText("梁雨把优先级").waitFor({ timeout: ANSWER_MS });
      assert.match(await log(page).locator(".event", { hasText: "P1 → P2" }).innerText(), /：客户说可以等到明天$/);
    },
  ],
  [
    "axe finds nothing in the conversation, light and dark, Chinese and English, with a dialog and with phrases open",
    async (stage) => {
      const made = await ticketOf(stage);
      const person = await addPerson(stage.product, stage.agent, { name: "Ann Lee" });
      for (const [locale, theme] of [
        ["zh-CN", "light"],
        ["en", "dark"],
      ]) {
        const page = await openDesk(stage, stage.product, person, {
          path: `/tickets/${made.number}`,
          preferences: { locale, theme },
        });
        await log(page).locator(".said").first().waitFor({ timeout: ANSWER_MS });
        assert.deepEqual(await finds(page), []);
        await page.locator("#reply-text").click();
        await page.keyboard.type("/");
        await page.getByRole("option").first().waitFor({ timeout: ANSWER_MS });
        assert.deepEqual(await finds(page), []);
        await page.context().close();
      }
    },
  ],
];
