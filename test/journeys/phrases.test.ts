import { TestDesk, type ApiClient } from "../support/product.js";
import type { PhraseView } from "../../src/application/phrases.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

async function phrases(query: string): Promise<PhraseView[]> {
  const { status, body } = await li.get(`/phrases${query}`);
  expect([status, body.next]).toEqual([200, null]);
  return body.items as PhraseView[];
}
const one = async (query: string, id: string) => (await phrases(query)).find((phrase) => phrase.id === id);

test("every phrase is there in both languages; without a ticket its placeholders stand in braces", async () => {
  const [zh, en] = [await phrases("?locale=zh-CN"), await phrases("?locale=en")];
  expect(zh.length).toBeGreaterThanOrEqual(12);
  expect(zh.map(({ id }) => id)).toEqual(en.map(({ id }) => id));
  expect(await phrases("")).toEqual(zh);
  expect(await one("?locale=en", "greet")).toEqual({
    id: "greet",
    title: "Taking over, with my name",
    text: expect.stringContaining("Hi {customer}, I'm {agent} and {number}"),
    category: null,
  });
  expect(await one("", "invoice")).toMatchObject({ category: "insale" });
});

test("a phrase is found by words of either language, however they are written", async () => {
  expect((await phrases("?locale=en&q=照片")).map(({ id }) => id)).toEqual(["ask_photo"]);
  expect((await phrases("?locale=zh-CN&q=INVOICE")).map(({ id, title }) => [id, title])).toEqual([["invoice", "开票需要的信息"]]);
  expect(await phrases("?q=%25")).toEqual([]);
});

test("a ticket fills in the customer, its number, what is owed next and who asks", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await wang.press("submit");
  const { number } = await desk.ticketOf(wang);
  expect((await one(`?ticketId=${number}`, "greet"))?.text).toBe(
    `王芳您好，我是李工，${number} 由我来处理。您前面说的我都看过了，不用再讲一遍。`,
  );
  // The outage's first response is due ten minutes on, at 10:10 of the desk.
  expect((await one(`?ticketId=${number}`, "first_findings"))?.text).toContain("**10:10 前**我再告诉您");
  expect((await one(`?ticketId=${number}&locale=en`, "first_findings"))?.text).toContain("**by 10:10**");
  expect((await li.get("/phrases?ticketId=T-999999")).body.code).toBe("unknown_ticket");
});

test("what nobody promised stays for the agent to write, and whoever gave no name is greeted all the same", async () => {
  const anna = await desk.visitor({ locale: "en", timezone: "Europe/Berlin" });
  await anna.say("I want to speak to a human");
  const { number } = await desk.ticketOf(anna);
  expect((await one(`?ticketId=${number}`, "greet"))?.text).toContain("Hi there, I'm 李工");
  expect((await one(`?ticketId=${number}`, "first_findings"))?.text).toContain("**by 03:10 your time, UTC+1**");
  await li.do(`/tickets/${number}/cancel`, { reason: "test" });
  expect((await one(`?ticketId=${number}`, "first_findings"))?.text).toContain("**by {due}**");
});
