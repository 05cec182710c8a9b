import { show, TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

const SENTENCE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";
const keysAfter = (keys: string[], nth: number): string[] => keys.slice(keys.lastIndexOf("customer") + nth);

test("a customer who comes back is greeted by name and not asked again for what the file holds", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  const again = await desk.visitor({ locale: "zh-CN", resume: wang.resume });
  expect(again.conversationId).toBe(wang.conversationId);
  expect(again.userId).toBe(wang.userId);
  expect((await again.say("还是不行")).join()).not.toMatch(/怎么称呼|哪个号码/);
  await again.say("另外想问一下企业版多少钱");
  await again.press("new");
  await again.press("submit");
  const [second, first] = await desk.ticketsOf(wang);
  expect(second).toMatchObject({ category: "presale", customerId: first!.customerId });
  expect((await desk.saidTo(wang)).filter((key) => /^ask\.(name|contact)$/.test(key))).toEqual([]);
  expect((await desk.visitor({ resume: `${wang.resume}x` })).conversationId).not.toBe(wang.conversationId);
  show("a known customer", again);
});

test("a person can be had at any step, with what was said so far, and nothing is a condition", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  await chen.say("我要开一张发票");
  const said = await chen.say("人工");
  expect(said.join()).toMatch(/T-\d{6}[\s\S]*前/);
  const ticket = await desk.ticketOf(chen);
  expect(ticket.text).toContain("我要开一张发票");
  expect((await desk.owedTo(chen, "first_response"))!.why).toBe("handoff");
  const { items } = (await li.get("/conversations?unanswered=true")).body as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toContain(chen.conversationId);
  await chen.say("跳过");
  show("a person, please", chen);
});

test("odd answers are asked again kindly, twice; then a person is called", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  await chen.say("我要开一张发票");
  await chen.say("我是陈静");
  await chen.say("1380013800");
  expect(keysAfter(await desk.saidTo(chen), 1)).toEqual(["again.contact.too_short"]);
  await chen.say("嗯哼嗯哼");
  await chen.say("叽里呱啦");
  expect(keysAfter(await desk.saidTo(chen), 1)[0]).toBe("handoff.not_understood");
  expect((await desk.ticketOf(chen)).status).toBe("open");
  show("odd answers", chen);
});

test("status at any step says what is owed next; within the intake it says what is missing", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  expect((await chen.say("进度")).length).toBe(1);
  await chen.say("我要开一张发票");
  await chen.say("进度");
  expect(keysAfter(await desk.saidTo(chen), 1)).toEqual(["status.intake", "ask.name_contact"]);
  await chen.say("我是陈静，电话 13900139000");
  await chen.press("submit");
  const { number } = await desk.ticketOf(chen);
  const [status] = await chen.say("进度");
  expect(status).toContain(number);
  expect(status).toMatch(/\d\d:\d\d/);
});

test("back, cancel, a corrected name and number, and another language, each at its step", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  await chen.say("我要开一张发票");
  await chen.say("陈静");
  await chen.say("返回");
  expect(keysAfter(await desk.saidTo(chen), 1)).toEqual(["ask.name_contact"]);
  await chen.say("陈静");
  await chen.say("13900139000");
  await chen.press("edit");
  await chen.press("edit_name");
  await chen.say("陈静怡");
  const corrected = (await chen.say("电话是 13700002222")).join();
  expect(corrected).toMatch(/陈静怡[\s\S]*137 0000 2222/);
  const english = (await chen.say("English please")).join();
  expect(english).toMatch(/Is that right\?/);
  await chen.say("cancel");
  expect((await desk.ticketsOf(chen)).length).toBe(0);

  await chen.say("I need an invoice for my last order");
  await chen.say("I'm Chen Jing, 13900139000");
  await chen.press("submit");
  await chen.say("cancel");
  await chen.press("keep");
  expect((await desk.ticketOf(chen)).status).toBe("open");
  await chen.say("cancel");
  await chen.press("cancel_ticket");
  const cancelled = await desk.ticketOf(chen);
  expect(cancelled).toMatchObject({ status: "cancelled", reason: "by_customer" });
  expect(cancelled.commitments.every(({ state }) => state === "dropped")).toBe(true);
  await desk.advance({ advance: "P1D" });
  expect((await desk.saidTo(chen)).at(-1)).toBe("cancel.done");
  show("back, correction, language, cancel", chen);
});

test("a complaint has the longest patience of the desk and its own clocks", async () => {
  const zhang = await desk.visitor({ locale: "zh-CN" });
  await zhang.say("你们的客服态度太差了，我要投诉！我是张伟，13800138001");
  expect((await desk.saidTo(zhang)).some((key) => key === "empathy.complaint")).toBe(true);
  await zhang.press("submit");
  const ticket = await desk.ticketOf(zhang);
  expect(ticket).toMatchObject({ form: "complaint", priority: "P3", rank: 3, team: "service" });
  const hours = Object.fromEntries(
    ticket.commitments.map((c) => [c.kind, (Date.parse(c.dueAt) - Date.parse(ticket.createdAt)) / 3_600_000]),
  );
  expect(hours).toMatchObject({ investigation: 48, solution: 96 });
  expect(hours.first_response).toBeLessThanOrEqual(24);
  show("a complaint", zhang);
});

test("two demands in one message open two linked tickets, after one confirmation", async () => {
  const lei = await desk.visitor({ locale: "zh-CN" });
  await lei.say("发票抬头开错了要重开，另外打印机也坏了开不了机");
  await lei.say("我是李雷，li.lei@example.com");
  expect(await desk.ticketsOf(lei)).toEqual([]);
  await lei.press("submit");
  const [second, first] = await desk.ticketsOf(lei);
  expect([first!.category, second!.category].sort()).toEqual(["aftersale", "insale"]);
  expect(second!.linkedTo).toBe(first!.id);
  expect(first!.commitments.length).toBeGreaterThan(0);
  expect(second!.commitments.length).toBeGreaterThan(0);
  // With several open, a reply names its ticket.
  const messages = `/conversations/${lei.conversationId}/messages`;
  expect((await li.post(messages, { text: "收到。" })).body).toMatchObject({ code: "which_ticket" });
  expect((await li.post(messages, { text: "收到。", ticketId: second!.number })).status).toBe(201);
  await until(
    async () => (await desk.ticketsOf(lei))[0]!.commitments.some((c) => c.kind === "first_response" && c.state === "met"),
    "seen",
  );
  expect((await desk.ticketsOf(lei))[1]!.commitments.find((c) => c.kind === "first_response")!.state).toBe("owed");
  show("two demands", lei);
});

test("a remark on an open ticket is noted, thanks do not reopen, and its number opens a closed one again", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  await wang.press("all");
  await wang.say("还有，噪音特别大");
  expect((await desk.saidTo(wang)).join()).not.toContain("chitchat");
  const { id, number } = await desk.ticketOf(wang);
  await li.do(`/tickets/${id}/resolution`, { summary: "恢复了" });
  await wang.waitFor(/恢复了/);
  await wang.press("accept");
  await wang.say("谢谢");
  expect((await desk.ticketOf(wang)).status).toBe("closed");
  await wang.say(number);
  expect(await desk.ticketOf(wang)).toMatchObject({ status: "open", reopened: 1 });

  const stranger = await desk.visitor({ locale: "zh-CN" });
  expect((await stranger.say(`${number} 办到哪了`)).join()).not.toContain(number);
  expect((await desk.ticketOf(wang)).status).toBe("open");
});
