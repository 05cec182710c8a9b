// Two agents and a customer at once: races, undo, a lost connection, and what must never reach the customer: [sentence, steps, options].

import assert from "node:assert/strict";
import { addPerson, ANSWER_MS, openDesk } from "./stage.mjs";

/** Undo is open for five seconds. */
const SENT_MS = 20_000;

const box = (page) => page.getByRole("region", { name: "回复客户" }).getByRole("textbox");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A customer on the chat page with a ticket, and two agents who look at it. */
async function together(stage) {
  const { product, agent, visit } = stage;
  const visitor = await visit(product.base);
  const number = await visitor.registers();
  const ticket = await agent.get(`tickets/${number}`);
  const names = ["周晨", "陈立"].map((name) => `${name}${number.slice(-3)}`);
  const people = [];
  for (const name of names) people.push(await addPerson(product, agent, { name }));
  const desks = await Promise.all(people.map((person) => openDesk(stage, product, person, { path: `/tickets/${number}` })));
  await Promise.all(desks.map((page) => box(page).waitFor({ timeout: ANSWER_MS })));
  return { visitor, number, ticket, names, desks };
}

/** All that the customer's page shows and all that the line gave to it. */
async function reachedCustomer({ visitor, ticket }, agent) {
  const shown = await visitor.page.evaluate(() => document.querySelector("frontdoor-chat").shadowRoot.textContent);
  const log = await agent.messages(ticket.conversationId);
  return `${shown}\n${log.map(({ text }) => text).join("\n")}`;
}

export const journeys = [
  [
    "two press takeover in the same instant: one holds it, the other is told who, and what was typed is kept",
    async (stage) => {
      const { visitor, ticket, names, desks } = await together(stage);
      await Promise.all(desks.map((page, nth) => box(page).fill(`草稿 ${nth}`)));
      await Promise.all(desks.map((page) => page.locator(".rail a").first().focus()));
      await Promise.all(desks.map((page) => page.keyboard.press("i")));
      for (const until = Date.now() + ANSWER_MS; Date.now() < until; await pause(200))
        if ((await stage.agent.get(`conversations/${ticket.conversationId}`)).holder === "agent") break;
      const { agentName } = await stage.agent.get(`conversations/${ticket.conversationId}`);
      const loser = desks[1 - names.indexOf(agentName)];
      await loser.getByText(new RegExp(`${agentName} ?(\\d\\d:\\d\\d:\\d\\d )?已接手`)).waitFor({ timeout: ANSWER_MS });
      for (const [nth, page] of desks.entries()) assert.equal(await box(page).inputValue(), `草稿 ${nth}`);
      assert.equal((await visitor.everything()).filter((one) => one.includes(agentName)).length, 1);
      await loser.screenshot({ path: "test-results/desk-race.png" });
    },
    // Whoever came second is refused.
    { allow: [/409 \(Conflict\)/] },
  ],
  [
    "a reply is held for five seconds: taken back it returns to the box and the customer never has it; sent it arrives once",
    async (stage) => {
      const { visitor, ticket, desks, names } = await together(stage);
      const [page, other] = desks;
      await box(page).fill("这一句不该发出去");
      await box(page).press("Control+Enter");
      await page.getByText(/\d 秒后发出/).waitFor({ timeout: ANSWER_MS });
      assert.equal(await box(page).inputValue(), "");
      await page.screenshot({ path: "test-results/desk-held.png" });
      await box(page).press("Alt+z");
      await page.waitForFunction(() => document.querySelector("section.reply textarea")?.value === "这一句不该发出去");
      await box(page).fill("配件明天上午到，到了马上给您装");
      await other.getByText(`${names[0]}正在回复`).first().waitFor({ timeout: ANSWER_MS });
      await box(page).press("Control+Enter");
      await visitor.sees("配件明天上午到，到了马上给您装", SENT_MS);
      // Long enough for the first one, had it been let go.
      await pause(2_000);
      assert.equal(await visitor.countOf("配件明天上午到，到了马上给您装"), 1);
      assert.ok(!(await reachedCustomer({ visitor, ticket }, stage.agent)).includes("这一句不该发出去"));
      await other.locator(".said.out.agent", { hasText: "配件明天上午到" }).waitFor({ timeout: ANSWER_MS });
    },
  ],
  [
    "a note has its own place, colour and key: Ctrl+Enter in it sends nothing, Alt+Enter keeps it, a colleague sees it at once, the customer never",
    async (stage) => {
      const { visitor, ticket, desks } = await together(stage);
      const [page, other] = desks;
      const secret = "备注：客户要求的折扣不能给";
      const frames = [];
      visitor.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
      await visitor.page.reload();
      await visitor.greeted();
      await box(page).fill("写了一半的回复");
      await page.locator(".rail a").first().focus();
      await page.keyboard.press("n");
      const note = page.getByRole("textbox", { name: "内部备注，客户看不到" });
      await note.fill(secret);
      assert.equal(await box(page).count(), 0);
      await page.getByText("已收起，草稿已保存：“写了一半的回复”").waitFor({ timeout: ANSWER_MS });
      await note.press("Control+Enter");
      await page.getByText("备注用 Alt+Enter 保存").waitFor({ timeout: ANSWER_MS });
      await page.screenshot({ path: "test-results/desk-note.png" });
      await note.press("Alt+Enter");
      await other.locator("section.note", { hasText: secret }).waitFor({ timeout: ANSWER_MS });
      await page.keyboard.press("Escape");
      assert.equal(await box(page).inputValue(), "写了一半的回复");
      await visitor.says("还有多久");
      await pause(1_000);
      assert.ok(!(await reachedCustomer({ visitor, ticket }, stage.agent)).includes("折扣"));
      assert.ok(frames.length > 0 && !frames.some((frame) => frame.includes("折扣")));
    },
  ],
  [
    "the connection drops while an agent types: the text stays, the send waits and goes once when it is back",
    async (stage) => {
      const { visitor, desks } = await together(stage);
      const [page] = desks;
      const way = page.context().way;
      await box(page).fill("断网时写的这一句");
      way.cut();
      await page.getByText(/连不上服务器，已断开 \d+ 秒/).waitFor({ timeout: ANSWER_MS });
      await box(page).press("Control+Enter");
      await pause(1_500);
      assert.equal(await visitor.countOf("断网时写的这一句"), 0);
      way.mend();
      await visitor.sees("断网时写的这一句", 40_000);
      await pause(1_500);
      assert.equal(await visitor.countOf("断网时写的这一句"), 1);
      await page.getByText(/连不上服务器/).waitFor({ state: "detached", timeout: ANSWER_MS });
    },
    { allow: [/ERR_/, /Failed to load resource/] },
  ],
];
