// Journeys through the stock Web Chat: [sentence, steps]. Each has a browser context, so a customer, of its own.

import assert from "node:assert/strict";
import { wordsOf } from "./words.mjs";

const DEMANDS = {
  "zh-CN": {
    demand: "打印机卡纸了，今天就要用，能修吗",
    status: "进度",
    name: "王芳",
    contact: "138 0013 8000",
    shown: /王芳.*138 0013 8000/,
    stopped: true,
  },
  en: {
    demand: "The printer is broken and we need it today. Can you repair it?",
    status: "status",
    name: "Anna Schmidt",
    contact: "anna@contoso.example",
    // Asked only where the words leave it open.
    stopped: false,
    shown: /Anna Schmidt.*anna@contoso\.example/,
  },
};
/** A dropped socket is opened again after 3 to 15 s; a failed attempt waits as long again. */
const RECONNECT_MS = 60_000;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** From hello to the receipt; the ticket as the desk has it. */
async function registers(visit, { locale, agent }) {
  const words = wordsOf(locale);
  const { demand, stopped, name, contact } = DEMANDS[locale];
  await visit.sees(words("privacy.notice"));
  await visit.writes(demand);
  if (stopped) await visit.pressesSuggested(words("choice.no"));
  await visit.sees(words("ask.name_contact"));
  await visit.fills({ [words("form.name")]: name, [words("form.contact")]: contact });
  await visit.pressesInCard(words("form.submit"));
  await visit.pressesInCard(words("choice.submit"));
  const receipt = await visit.sees(words("receipt"));
  return agent.get(`tickets/${/T-\d{6}/.exec(receipt)[0]}`);
}

const byCards = (locale, options = {}) => [
  `in ${locale}${options.polling ? ", asking instead of listening," : ""} from hello to the scores, by buttons and cards`,
  async ({ arrive, agent }) => {
    const words = wordsOf(locale);
    const { demand, stopped, status, shown, name } = DEMANDS[locale];
    const visit = await arrive({ locale, ...options });
    await visit.sees(words("privacy.notice"));
    await visit.shot(`${locale}-greeting`);
    await visit.pressesSuggested(words("choice.quick_status"));
    await visit.sees(words("status.none").slice(0, 8));

    await visit.writes(demand);
    if (stopped) await visit.pressesSuggested(words("choice.no"));
    await visit.sees(words("ask.name_contact"));
    await visit.pressesInCard(words("form.submit"));
    await visit.sees(words("form.name_missing"));
    await visit.fills({ [words("form.name")]: name, [words("form.contact")]: DEMANDS[locale].contact });
    await visit.pressesInCard(words("form.submit"));
    await visit.sees(shown);
    await visit.pressesInCard(words("choice.submit"));
    const number = /T-\d{6}/.exec(await visit.sees(words("receipt")))[0];
    await visit.shot(`${locale}-receipt`);

    await visit.writes(status);
    await visit.sees(new RegExp(`${number}[^]*${words("status.open")}`));
    const ticket = await agent.get(`tickets/${number}`);
    await agent.does(`conversations/${ticket.conversationId}/messages`, { text: "Li: on my way" });
    await visit.sees("Li: on my way");
    await agent.does(`tickets/${number}/resolution`, { summary: "Roller replaced", outcome: "Prints", prevention: "Quarterly" });
    await visit.sees("Roller replaced");
    await visit.shot(`${locale}-result`);
    await visit.pressesInCard(words("choice.accept"));
    await visit.pressesInCard(words("choice.submit"));
    await visit.sees(words("ask_gone"));

    await agent.does("clock", { advance: "P1D" });
    await visit.sees(words("survey.ask"));
    await visit.chooses(["score.5", "score.5", "score.4", "score.5"].map(words));
    await visit.fills({ [words("form.comment")]: "+1" });
    await visit.shot(`${locale}-survey`);
    await visit.pressesInCard(words("form.submit"));
    await visit.sees(words("survey.thanks"));
    await visit.shot(`${locale}-thanks`);
    const { items } = await agent.get(`surveys?ticketId=${ticket.id}`);
    assert.deepEqual([items[0].scores, items[0].comment], [[5, 5, 4, 5], "+1"]);
    assert.deepEqual(await visit.saidTwice(), []);
  },
];

export const journeys = [
  byCards("zh-CN"),
  byCards("en", { polling: true }),
  [
    "a token that the site's own server asked for, with its secret, serves as well",
    async ({ arrive, agent }) => {
      const visit = await arrive({ locale: "en", server: true });
      const ticket = await registers(visit, { locale: "en", agent });
      assert.equal(ticket.status, "open");
    },
  ],
  [
    "a site that wants a card's buttons once has them once",
    async ({ arrive, agent }) => {
      const words = wordsOf("zh-CN");
      const visit = await arrive({ locale: "zh-CN", once: true });
      const ticket = await registers(visit, { locale: "zh-CN", agent });
      await agent.does(`tickets/${ticket.number}/resolution`, { summary: "换了进纸轮" });
      await visit.sees(words("choice.accept"));
      assert.deepEqual(await visit.suggested(), []);
      await visit.pressesInCard(words("choice.not_yet"));
      await visit.sees(words("acceptance.why"));
    },
  ],
  [
    "traditional Chinese and a button's words typed in it are understood",
    async ({ arrive }) => {
      const words = wordsOf("zh-CN");
      const visit = await arrive({ locale: "zh-CN" });
      await visit.sees(words("privacy.notice"));
      await visit.writes("印表機卡紙了，今天就要用，能修嗎");
      await visit.sees(words("ask.stopped"));
      await visit.writes("不是");
      await visit.sees(words("ask.name_contact"));
      await visit.writes("我叫陳大文，電話 +852 9123 4567");
      await visit.sees(/陳大文[^]*：\+852/);
      await visit.writes("對，提交");
      await visit.sees(words("receipt"));
      await visit.shot("hant");
    },
  ],
  [
    "a page opened again shows the conversation from its beginning, once",
    async ({ arrive, agent }) => {
      const visit = await arrive({ locale: "zh-CN" });
      await registers(visit, { locale: "zh-CN", agent });
      const before = await visit.everything();
      await visit.page.reload();
      await visit.sees(wordsOf("zh-CN")("receipt.keep_open").slice(0, 8));
      assert.deepEqual(await visit.everything(), before);
    },
  ],
  [
    "after the product was stopped and started nothing is lost and nothing comes twice",
    async ({ arrive, agent, product }) => {
      const visit = await arrive({ locale: "zh-CN" });
      const ticket = await registers(visit, { locale: "zh-CN", agent });
      const before = await visit.everything();
      await product.stop();
      await visit.writes("断线的时候写的一句话");
      await product.start();
      await agent.does(`conversations/${ticket.conversationId}/messages`, { text: "说在您不在线的时候" });
      await visit.sees("说在您不在线的时候", RECONNECT_MS);
      await visit.writes("好，我等着");
      await visit.sees("好，我等着");
      await visit.shot("restarted");
      await visit.sendsAgain();
      await visit.shot("sent-again");
      // Its own copy of the failed one stays where it was; the desk has it once.
      await visit.writes("收到了吗");
      await agent.hears(ticket.conversationId, "收到了吗");
      const said = await agent.messages(ticket.conversationId);
      assert.equal(said.filter(({ text }) => text === "断线的时候写的一句话").length, 1);
      const after = await visit.everything();
      assert.deepEqual(after.slice(0, before.length), before);
      assert.deepEqual(await visit.saidTwice(), []);
    },
  ],
  [
    "a picture is sent by the paper clip, the agent has it and sends one back",
    async ({ arrive, agent, product }) => {
      const visit = await arrive({ locale: "zh-CN" });
      const ticket = await registers(visit, { locale: "zh-CN", agent });
      await visit.attaches({ name: "卡纸.png", mimeType: "image/png", buffer: PIXEL });
      await visit.sees(wordsOf("zh-CN")("noted").slice(0, 2));
      const [shown] = await visit.pictures();
      assert.ok(shown.src.startsWith(`${product.base}/files/`) && shown.width > 0, JSON.stringify(shown));
      await visit.shot("upload");
      const said = await agent.messages(ticket.conversationId);
      const [file] = said.flatMap(({ attachments }) => attachments ?? []);
      assert.equal(file?.name, "卡纸.png");
      await agent.sends(ticket.conversationId, { name: "怎么取出.png", buffer: PIXEL, text: "按图上取出卡纸" });
      await visit.sees("按图上取出卡纸");
      assert.deepEqual(
        (await visit.pictures(2)).map(({ width }) => width),
        [1, 1],
      );
      await visit.shot("agents-picture");
    },
  ],
];
