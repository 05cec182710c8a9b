// From hello to the return visit, by cards: [sentence, steps, options].

import assert from "node:assert/strict";
import { ANSWER_MS, DEMANDS, Visitor } from "./visitor.mjs";

const BAD_PHONE = "1380013800";
const SAID = {
  "zh-CN": { reply: "您好，我马上带着配件过来", update: "配件已经到了，正在换", done: "换了进纸轮", status: "进度" },
  en: {
    reply: "Hello, I'm on my way with the part",
    update: "The part is here, fitting it now",
    done: "Roller replaced",
    status: "status",
  },
};

/** The form refuses what cannot be a number beside the field, and keeps what was written. */
async function leavesContact(visitor, { name, contact }) {
  await visitor.sees(visitor.bot("ask.name_contact"));
  await visitor.pressesInCard(visitor.bot("form.submit"));
  await visitor.frame.getByText(visitor.bot("form.name_missing")).waitFor();
  await visitor.fills({ [visitor.bot("form.name")]: name, [visitor.bot("form.contact")]: BAD_PHONE });
  await visitor.pressesInCard(visitor.bot("form.submit"));
  await visitor.frame.getByText(visitor.cards.digitMissing).waitFor();
  const field = visitor.frame.getByLabel(visitor.bot("form.contact")).last();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.equal(await field.inputValue(), BAD_PHONE);
  assert.equal(await visitor.frame.getByLabel(visitor.bot("form.name")).last().inputValue(), name);
  await field.fill(contact);
  await visitor.pressesInCard(visitor.bot("form.submit"));
}

/** The receipt is a ticket's card: its number, five stages of which one is now, its promise; the strip repeats the promise. */
async function readsReceipt(visitor) {
  const card = await visitor.sees(/T-\d{6}/);
  const number = /T-\d{6}/.exec(await card.locator("h3").innerText())[0];
  assert.equal(await card.locator(".steps li").count(), 5);
  assert.equal(await card.locator(".steps li[aria-current=step]").count(), 1);
  assert.match(await card.locator(".due b").innerText(), /\d\d:\d\d/);
  await visitor.strip.filter({ hasText: number }).waitFor();
  assert.match(await visitor.strip.innerText(), /\d\d:\d\d/);
  return number;
}

async function isHelped(visitor, { agent, ticket, said }) {
  const conversation = `conversations/${ticket.conversationId}`;
  await agent.does(`${conversation}/takeover`, {});
  await visitor.sees(visitor.bot("handoff.taken") || "李敏");
  await agent.does(`${conversation}/typing`, {});
  await visitor.page.getByText(visitor.own.typing("李敏")).waitFor({ timeout: ANSWER_MS });
  await agent.does(`${conversation}/messages`, { text: said.reply });
  const reply = await visitor.sees(said.reply);
  assert.equal(await reply.locator(".who .person").innerText(), "李敏");
  await visitor.page.locator("frontdoor-chat .typing").waitFor({ state: "detached" });
  await agent.does(`tickets/${ticket.number}/updates`, { text: said.update });
  await visitor.sees(said.update);
  await visitor.strip.filter({ hasText: visitor.bot("owed.progress_update") }).waitFor();
}

async function accepts(visitor, { agent, ticket, said }) {
  await agent.does(`tickets/${ticket.number}/resolution`, { summary: said.done, outcome: "OK", prevention: "+" });
  await visitor.sees(said.done);
  await visitor.strip.filter({ hasText: visitor.bot("owed.acceptance") }).waitFor();
  await visitor.pressesInCard(visitor.bot("choice.accept"));
  await visitor.frame.locator(".answered", { hasText: visitor.bot("choice.accept") }).waitFor({ timeout: ANSWER_MS });
  assert.equal(await visitor.frame.getByRole("button", { name: visitor.bot("choice.not_yet") }).count(), 0);
  await visitor.sees(visitor.bot("acceptance.thanks").slice(0, 8));
}

/** Four rows of stars by keys alone: a digit, End and an arrow back, a press, arrows from nothing. */
async function scores(visitor) {
  const { page } = visitor;
  const rows = visitor.frame.getByRole("radiogroup");
  await rows.nth(3).waitFor({ timeout: ANSWER_MS });
  await visitor.pressesInCard(visitor.bot("form.submit"));
  assert.equal(await visitor.frame.getByText(visitor.bot("form.stars_missing")).count(), 4);
  await rows.nth(0).getByRole("radio").first().focus();
  await page.keyboard.press("5");
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await page.keyboard.press("5");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  for (const _ of "12345") await page.keyboard.press("ArrowRight");
  assert.deepEqual(
    await visitor.frame.locator(".scale .word").allInnerTexts(),
    ["score.5", "score.5", "score.4", "score.5"].map(visitor.bot),
  );
  await page.keyboard.press("Tab");
  await page.keyboard.type("+1");
  await visitor.pressesInCard(visitor.bot("form.submit"));
  await visitor.sees(visitor.bot("survey.thanks"));
}

const fromHelloToSurvey = (locale) => [
  `in ${locale} from hello to the scores and the promise of a visit, by cards and keys`,
  async ({ visit, product, agent }) => {
    const said = SAID[locale];
    const demand = DEMANDS[locale];
    const visitor = await visit(`${product.base}/`, { locale });
    await visitor.greeted();
    assert.equal(await visitor.strip.count(), 0);
    assert.ok((await visitor.page.locator("frontdoor-chat .chip").count()) >= 4);
    await visitor.says(demand.demand);
    assert.equal(await visitor.page.locator("frontdoor-chat .chip", { hasText: visitor.bot("choice.human") }).count(), 0);
    if (demand.stopped === false) await visitor.pressesChip(visitor.bot("choice.no"));
    await leavesContact(visitor, demand);
    const summary = await visitor.sees(demand.name);
    assert.equal(await summary.locator("dd").first().innerText(), demand.name);
    await visitor.pressesInCard(visitor.bot("choice.submit"));
    const ticket = await agent.get(`tickets/${await readsReceipt(visitor)}`);
    await isHelped(visitor, { agent, ticket, said });
    await visitor.page.getByRole("button", { name: visitor.own.viewLabel(ticket.number) }).click();
    await visitor.delivered(said.status);
    await accepts(visitor, { agent, ticket, said });

    await agent.does("clock", { advance: "P1D" });
    await scores(visitor);
    await visitor.strip.filter({ hasText: visitor.bot("owed.return_visit") }).waitFor({ timeout: ANSWER_MS });
    const { items } = await agent.get(`surveys?ticketId=${ticket.id}`);
    assert.deepEqual([items[0].scores, items[0].comment], [[5, 5, 4, 5], "+1"]);
  },
  { on: "virtual" },
];

/** Cuts one page of a browser alone off; answers what brings it back. */
async function cutOff(page) {
  const session = await page.context().newCDPSession(page);
  const set = (offline) =>
    session.send("Network.emulateNetworkConditions", { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await set(true);
  return () => set(false);
}

export const journeys = [
  fromHelloToSurvey("zh-CN"),
  fromHelloToSurvey("en"),
  [
    "a card that is answered in two tabs counts once, and the second answer is told so kindly",
    async ({ context, enter, product, agent }) => {
      const tabs = await context();
      const one = await enter(tabs, `${product.base}/`);
      const number = await one.registers();
      const other = await enter(tabs, `${product.base}/`);
      await other.sees(number);
      await agent.does(`tickets/${number}/resolution`, { summary: "换了进纸轮" });
      await Promise.all(
        [one, other].map((each) => each.frame.getByRole("button", { name: each.bot("choice.accept") }).waitFor()),
      );
      const back = await cutOff(other.page);
      await other.pressesInCard(other.bot("choice.not_yet"));
      await one.pressesInCard(one.bot("choice.accept"));
      await one.sees(one.bot("acceptance.thanks").slice(0, 8));
      await back();
      await other.sees(other.bot("ask_gone"), 30_000);
      await one.sees(one.bot("ask_gone"));
      assert.equal((await agent.get(`tickets/${number}`)).status, "closed");
    },
    { allow: [/ERR_INTERNET_DISCONNECTED/] },
  ],
  [
    "the language is changed in the middle: the widget speaks it at once, the bot follows, what was said stays",
    async ({ visit, product }) => {
      const visitor = await visit(`${product.base}/?lang=en`, { locale: "en" });
      await visitor.greeted();
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), "en");
      await visitor.says("Hello");
      await visitor.page.getByRole("button", { name: visitor.own.otherLanguageLabel }).click();
      const chinese = new Visitor(visitor.page, "zh-CN");
      await chinese.delivered("中文");
      await visitor.page.locator("frontdoor-chat .item.desk [lang=zh-CN].bubble").waitFor({ timeout: ANSWER_MS });
      assert.equal(await chinese.panel.getAttribute("lang"), "zh-CN");
    },
  ],
];
