// The desk's other pages: board, search, alerts, people, settings, reports: [sentence, steps, options].

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { aTicket, addPerson, ANSWER_MS, openDesk } from "./stage.mjs";

const AXE = await readFile("node_modules/axe-core/axe.min.js", "utf8");
const URGENT = "系统宕机了，我们完全不能用";

/** What axe finds on the page as it stands; one finding is one too many. */
async function finds(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
const sees = (locator) => locator.waitFor({ timeout: ANSWER_MS });

let customers = 0;
async function owned({ product, agent }, person, { name, text = URGENT }) {
  customers += 1;
  const made = await aTicket(product, agent, { name, contact: `pages-${customers}@shop.example`, text });
  await agent.does(`tickets/${made.number}/assign`, { owner: person.id, reason: "熟悉这位客户" });
  return made;
}

export const journeys = [
  [
    "the board says what is owed to whom under its window, filters by its address, is walked by keys, and an empty one says what comes next",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "板上人" });
      const idle = await addPerson(stage.product, stage.agent, { name: "没有事" });
      const { number } = await owned(stage, person, { name: "板客户" });
      const page = await openDesk(stage, stage.product, person, { path: `/board?owedBy=${person.id}` });
      const row = page.getByRole("row", { name: /板客户/ }).first();
      await sees(row);
      assert.match(await row.innerText(), /首次答复：系统宕机/);
      assert.equal(await page.getByRole("switch", { name: "只看我的" }).isChecked(), true);
      await page.getByText("24 小时", { exact: true }).click();
      await page.waitForURL(/hours=24/);
      assert.deepEqual(await finds(page), []);
      await page.screenshot({ path: "test-results/desk-board.png" });
      await page.mouse.click(700, 90);
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/tickets/${number}`));

      await page.goto(`${stage.product.base}/desk/board?owedBy=${idle.id}`);
      await sees(page.getByRole("heading", { name: "接下来两小时，按这样筛选没有欠着的" }));
      await page.getByRole("button", { name: "清除筛选" }).click();
      await sees(page.getByRole("row", { name: /板客户/ }).first());
    },
  ],
  [
    "what is kept leaves the board by itself; a row pointed at stays until asked for",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "守约人" });
      const { ticket } = await owned(stage, person, { name: "守约客户" });
      const page = await openDesk(stage, stage.product, person, { path: `/board?owedBy=${person.id}` });
      const row = page.getByRole("row", { name: /守约客户.*首次答复/ });
      await sees(row);
      await row.hover();
      await stage.agent.does(`conversations/${ticket.conversationId}/messages`, { text: "您好，我在查。", ticketId: ticket.id });
      const waiting = page.getByRole("button", { name: /项有变化，点此排序/ });
      await sees(waiting);
      await sees(row.getByText("已了结"));
      await page.keyboard.press(".");
      await row.waitFor({ state: "detached", timeout: ANSWER_MS });
    },
  ],
  [
    "search finds two Chinese characters with their marks, opens by keys, goes straight to a number, waits for an input method, and says where it looked",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "找东西" });
      const { number } = await owned(stage, person, { name: "寻物客户", text: "系统宕机了，琥珀色指示灯一直闪" });
      const page = await openDesk(stage, stage.product, person, { path: "/board" });
      await sees(page.getByRole("heading", { name: "我们欠着什么" }));
      const field = page.getByRole("combobox", { name: /搜索工单、客户、消息/ });
      const opens = async (text) => {
        await page.keyboard.press("Control+k");
        await sees(field);
        await field.fill(text);
      };
      await opens("琥珀");
      const hit = page.getByRole("option", { name: /琥珀色指示灯/ }).first();
      await sees(hit);
      assert.equal(await hit.locator("mark").first().innerText(), "琥珀");
      assert.deepEqual(await finds(page), []);
      await page.screenshot({ path: "test-results/desk-search.png" });
      assert.equal(
        await field.getAttribute("aria-activedescendant"),
        await page.locator(".finder [aria-selected=true]").getAttribute("id"),
      );
      // An Enter that ends a composition is the input method's own.
      await field.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
      await sees(field);
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/tickets/${number}`));

      await opens(number.replace("T-000", "t-").replace(/-0+/, "-"));
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`/tickets/${number}`));
      await opens("没有这样的东西");
      await sees(page.getByRole("heading", { name: "没有找到“没有这样的东西”" }));
      await field.fill("设置");
      await sees(page.getByRole("option", { name: /去设置/ }));
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/settings/);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Escape");
      await field.waitFor({ state: "detached", timeout: ANSWER_MS });
    },
  ],
  [
    "an administrator invites by a link that opens the desk, changes a role and disables; the one disabled is out at once, and the audit has it all",
    async (stage) => {
      const { product, agent } = stage;
      const boss = await addPerson(product, agent, { name: "管事人", role: "administrator" });
      const page = await openDesk(stage, product, boss, { path: "/people" });
      await page.getByRole("button", { name: "邀请同事" }).click();
      await page.getByLabel("姓名").fill("新来的");
      await page.getByLabel("邮箱").fill("new-one@desk.example");
      await page.getByRole("button", { name: "生成链接" }).click();
      await sees(page.getByText("24 小时内有效，只能用一次。"));
      const url = await page.getByLabel("链接", { exact: true }).inputValue();
      assert.deepEqual(await finds(page), []);
      await page.getByRole("button", { name: "好了" }).click();

      const theirs = await (await stage.context()).newPage();
      await theirs.goto(`${product.base}/desk${new URL(url).hash}`);
      await theirs.getByLabel("设一个密码").fill("a-long-and-lonely-password");
      await theirs.getByRole("button", { name: "设好密码并进入" }).click();
      await sees(theirs.getByRole("navigation", { name: "主导航" }));
      await theirs.getByRole("link", { name: "人员", exact: true }).click();
      await sees(theirs.getByRole("heading", { name: "人员" }));
      assert.equal(await theirs.getByRole("button", { name: "邀请同事" }).count(), 0);
      await theirs.getByRole("switch", { name: "我在岗，可接新工作" }).click();
      await sees(theirs.getByText("我离岗，不接新工作"));

      await page.getByRole("button", { name: "新来的的操作" }).click();
      await page.getByRole("menuitem", { name: "停用" }).click();
      const asked = page.getByRole("dialog", { name: "停用新来的？" });
      await asked.getByRole("button", { name: "停用" }).click();
      await sees(page.getByText("新来的已停用。"));
      await sees(page.getByRole("heading", { name: /已停用/ }));
      await theirs.getByRole("link", { name: "承诺板", exact: true }).click();
      await sees(theirs.getByRole("heading", { name: "登录服务台" }));

      await page.getByRole("link", { name: "审计" }).click();
      await sees(page.getByRole("row", { name: /管事人.*停用同事.*新来的/ }));
      await sees(page.getByRole("row", { name: /管事人.*发出邀请链接.*新来的/ }));
      assert.deepEqual(await finds(page), []);
    },
    { allow: [/40[13] \(/] },
  ],
  [
    "a name that is taken is refused in words, and what was typed stays",
    async (stage) => {
      const boss = await addPerson(stage.product, stage.agent, { name: "再管事", role: "administrator" });
      await addPerson(stage.product, stage.agent, { name: "同名人" });
      const page = await openDesk(stage, stage.product, boss, { path: "/people" });
      await page.getByRole("button", { name: "邀请同事" }).click();
      await page.getByLabel("姓名").fill("同名人");
      await page.getByLabel("邮箱").fill("another@desk.example");
      await page.getByRole("button", { name: "生成链接" }).click();
      await sees(page.getByText(/姓名或邮箱已有人用/));
      assert.equal(await page.getByLabel("邮箱").inputValue(), "another@desk.example");
    },
    { allow: [/409 \(/] },
  ],
  [
    "settings show each rule with its file and line, the calendar and whether a channel is set up; one's language is changed there",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "看设置", role: "supervisor" });
      const page = await openDesk(stage, stage.product, person, { path: "/settings?tab=policy" });
      const row = page.getByRole("row", { name: /级别·P1·首次答复/ });
      await sees(row);
      assert.match(await row.innerText(), /30 分\s+config\/sla\.yaml 第 \d+ 行/);
      assert.deepEqual(await finds(page), []);
      await page.getByRole("link", { name: "日历" }).click();
      await sees(page.getByRole("row", { name: /周一.*09:00–12:00/ }));
      await page.getByRole("link", { name: "渠道" }).click();
      await sees(page.getByRole("row", { name: /网页聊天.*已设置/ }));
      await page.getByRole("link", { name: "我的偏好" }).click();
      await page.getByText("English", { exact: true }).click();
      await sees(page.getByRole("heading", { name: "Settings" }));
      assert.deepEqual(await finds(page), []);
    },
  ],
  [
    "each figure of the reports leads to the rows it counts, by chart or by table; the charts need nothing the page's policy forbids",
    async (stage) => {
      const boss = await addPerson(stage.product, stage.agent, { name: "看数字", role: "manager" });
      const person = await addPerson(stage.product, stage.agent, { name: "被数的" });
      const { number } = await owned(stage, person, { name: "被数客户" });
      const page = await openDesk(stage, stage.product, boss, { path: `/reports?period=week&agent=${person.id}` });
      await sees(page.locator(".chart svg").first());
      assert.deepEqual(await finds(page), []);
      await page.screenshot({ path: "test-results/desk-reports.png" });
      await page.getByRole("link", { name: /^诉求/ }).click();
      await sees(page.getByRole("region", { name: "诉求" }).getByRole("link", { name: number }));
      await page.getByRole("link", { name: "收起" }).click();
      await page.keyboard.press("t");
      const table = page.getByRole("table").filter({ hasText: "售后问题" }).first();
      await sees(table);
      await table.getByRole("link").first().click();
      await sees(page.getByRole("link", { name: number }));
      // Of one answer or none there is no percentage.
      assert.doesNotMatch(await page.locator(".figure").filter({ hasText: "满意" }).innerText(), /%/);
      await page.getByRole("link", { name: "简报" }).click();
      await sees(page.getByRole("link", { name: "简报" }).and(page.locator("[aria-current=page]")));
    },
  ],
  [
    "what fell due undone is told to its owner alone; seen is one's own, and leads to the ticket",
    async (stage) => {
      const person = await addPerson(stage.product, stage.agent, { name: "被提醒" });
      const { number } = await owned(stage, person, { name: "提醒客户" });
      await stage.agent.does("clock", { advance: "PT25M" });
      const page = await openDesk(stage, stage.product, person, { path: "/alerts" });
      const row = page.getByRole("row", { name: new RegExp(`首次答复.*${number}`) }).first();
      await sees(row);
      assert.deepEqual(await finds(page), []);
      await page.screenshot({ path: "test-results/desk-alerts.png" });
      await row.getByRole("button", { name: "标为看过" }).click();
      await sees(page.getByText(/1 条已标为看过/));
      await page.getByRole("link", { name: "全部" }).click();
      await sees(page.getByRole("row", { name: new RegExp(`${number}.*看过了`) }).first());
      assert.equal(await page.getByRole("link", { name: "没送出的" }).count(), 0);
    },
  ],
];
