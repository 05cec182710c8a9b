import type { Visitor } from "../support/direct-line.js";
import { show, TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

const SENTENCE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";
const RESULT = {
  summary: "扩容数据库连接池并重启",
  outcome: "下单恢复",
  prevention: "加了连接数告警",
  rootCause: { kind: "product_defect", systemic: true },
};

async function outage(): Promise<Visitor> {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  return wang;
}

test("one sentence with everything in it needs one question to become a P1 ticket with its clocks", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  const asked = await wang.say(SENTENCE);
  expect(asked.filter((text) => text.includes("？"))).toHaveLength(1);
  expect(asked.join("\n")).toMatch(/王芳.*远航贸易[\s\S]*138 0013 8000[\s\S]*系统宕机了客户下不了单/);

  const [receipt] = await wang.press("submit");
  const ticket = await desk.ticketOf(wang);
  expect(ticket).toMatchObject({ priority: "P1", outage: true, category: "aftersale", form: "support", status: "open" });
  expect(receipt).toContain(ticket.number);
  const spans = Object.fromEntries(
    ticket.commitments.map((c) => [c.kind, (Date.parse(c.dueAt) - Date.parse(ticket.createdAt)) / 60_000]),
  );
  expect(spans).toEqual({ first_response: 10, progress_update: 120 });
  expect((await desk.saidTo(wang)).slice(0, 2)).toEqual(["greeting.open", "privacy.notice"]);
});

test("from hello to the survey: taken over, told, resolved, accepted by button, marked by buttons", async () => {
  const wang = await outage();
  await wang.press("all");
  const { id, conversationId } = await desk.ticketOf(wang);
  await li.do(`/conversations/${conversationId}/takeover`);
  await li.do(`/conversations/${conversationId}/messages`, { text: "王女士您好，我是李工，正在扩容。" });
  await wang.waitFor(/正在扩容/);
  await until(async () => (await desk.owedTo(wang, "first_response"))?.state === "met", "the first response is seen and met");

  await li.do(`/tickets/${id}/updates`, { text: "扩容完成一半。" });
  await wang.waitFor(/完成一半/);
  await li.do(`/tickets/${id}/resolution`, RESULT);
  await wang.waitFor(/扩容数据库连接池/);
  await wang.press("accept");
  expect(await desk.ticketOf(wang)).toMatchObject({ status: "closed", reason: "accepted" });
  expect((await li.get(`/conversations/${conversationId}`)).body.holder).toBe("bot");

  await desk.advance({ advance: "PT2H1M" });
  await wang.waitFor(/四个分/);
  for (const mark of ["5", "4", "5", "5"]) await wang.press(mark);
  await wang.say("李工很专业");
  const [survey] = (await li.get(`/surveys?ticketId=${id}`)).body.items;
  expect(survey).toMatchObject({ state: "answered", kind: "full", scores: [5, 4, 5, 5], comment: "李工很专业" });
  expect(wang.repeated).toEqual([]);
  expect(wang.seqs).toEqual(wang.seqs.map((_, i) => i + 1));
  show("from hello to the survey", wang);
});

test("every step leaves a record with who, when and what, without a word of the customer's", async () => {
  const wang = await outage();
  const { id, conversationId } = await desk.ticketOf(wang);
  await li.do(`/conversations/${conversationId}/messages`, { text: "我在看。" });
  await li.do(`/tickets/${id}/resolution`, RESULT);
  await wang.waitFor(/的结果/);
  await wang.say("好了，谢谢");
  const { items } = (await li.get(`/tickets/${id}/events?limit=200`)).body as {
    items: { type: string; by: string; at: string; data: unknown }[];
  };
  const types = items.map(({ type }) => type);
  for (const type of ["ticket_opened", "commitment_opened", "agent_spoke", "result_proposed", "ticket_closed"])
    expect(types).toContain(type);
  expect(JSON.stringify(items)).not.toMatch(/王芳|远航|宕机|8000/);
  expect((await desk.ticketOf(wang)).status).toBe("closed");
});

test("words accept and marks in words count; the last answer before expiry holds, earlier ones are kept", async () => {
  const wang = await outage();
  const { id } = await desk.ticketOf(wang);
  await li.do(`/tickets/${id}/resolution`, RESULT);
  await wang.waitFor(/的结果/);
  await wang.say("已经好了");
  expect((await desk.ticketOf(wang)).status).toBe("closed");
  await desk.advance({ advance: "PT2H1M" });
  await wang.waitFor(/四个分/);
  await wang.say("5 5 9 5");
  await wang.say("5 5 4 5");
  await wang.say("跳过");
  await wang.say("5 5 4 4");
  const [survey] = (await li.get(`/surveys?ticketId=${id}`)).body.items;
  expect(survey).toMatchObject({ state: "answered", scores: [5, 5, 4, 4] });
  const answers = (await li.get(`/tickets/${id}/events?limit=200`)).body.items as { type: string }[];
  expect(answers.filter(({ type }) => type === "survey_answered")).toHaveLength(2);
});

test("a low overall mark opens a follow-up for the supervisor at once", async () => {
  const wang = await outage();
  const { id } = await desk.ticketOf(wang);
  await li.do(`/tickets/${id}/resolution`, RESULT);
  await wang.waitFor(/的结果/);
  await wang.press("accept");
  await desk.advance({ advance: "PT2H1M" });
  await wang.waitFor(/四个分/);
  await wang.say("2 2 3 1");
  expect(await desk.owedTo(wang, "call")).toMatchObject({ why: "survey.low", state: "owed" });
  const alerted = (await li.get("/commitments?alerted=true&kind=call")).body.items as { ticketId: string }[];
  expect(alerted.map(({ ticketId }) => ticketId)).toContain(id);
});
