import { show, TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
let zhao: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.instance();
  [li, zhao] = [await desk.agent("李工"), await desk.agent("赵工")];
});
afterAll(() => desk.close());

const SENTENCE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";
const RACES = 20;

test(`two agents take over at the same instant, ${RACES} times: one has it, the other hears who`, async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  const { conversationId } = await desk.ticketOf(wang);
  for (let race = 0; race < RACES; race += 1) {
    const both = await Promise.all([li, zhao].map((agent) => agent.post(`/conversations/${conversationId}/takeover`)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = both[0]!.status === 200 ? li : zhao;
    const lost = both.find(({ status }) => status === 409)!.body;
    expect(lost).toMatchObject({ code: "taken" });
    expect(JSON.stringify(lost)).toContain(winner === li ? "李工" : "赵工");
    await winner.do(`/conversations/${conversationId}/handback`);
  }
  expect((await desk.saidTo(wang)).filter((key) => key === "handoff.taken")).toHaveLength(RACES);
});

test("an update is in an open client within a second, and there again for one who comes back with an old watermark", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  const { id, conversationId } = await desk.ticketOf(wang);
  const took: number[] = [];
  // On a busy machine one may be held up; not all three.
  for (const half of ["一", "二", "三"]) {
    const from = performance.now();
    await li.do(`/tickets/${id}/updates`, { text: `正在扩容，第${half}步。` });
    await wang.waitFor(new RegExp(`第${half}步`));
    took.push(performance.now() - from);
  }
  expect(Math.min(...took)).toBeLessThan(1_000);

  const watermark = wang.watermark;
  wang.disconnect();
  await li.do(`/conversations/${conversationId}/messages`, { text: "您稍等一下。" });
  await li.do(`/tickets/${id}/updates`, { text: "扩容好了。" });
  await wang.reconnect({ watermark, base: desk.base(1) });
  await wang.waitFor(/扩容好了/);
  expect(wang.texts.slice(-4)).toEqual([
    expect.stringContaining("李工"),
    "您稍等一下。",
    "扩容好了。",
    expect.stringMatching(/前/),
  ]);
  expect(wang.seqs).toEqual(wang.seqs.map((_, i) => i + 1));
  expect(wang.repeated).toEqual([]);

  // An older one replays what was shown already; the client knows it by its id.
  await wang.reconnect({ watermark: "2" });
  await until(() => wang.repeated.length === wang.shown.length - 2, "all above the second again");
  show("updates", wang);
});

test("while one agent holds the conversation another is refused unless by force, and the bot is silent", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  const { conversationId } = await desk.ticketOf(wang);
  const messages = `/conversations/${conversationId}/messages`;
  await li.do(messages, { text: "我来处理。" });
  await wang.waitFor(/我来处理/);
  expect(await wang.say("大概多久？")).toEqual([]);
  expect((await wang.say("进度")).join()).toMatch(/T-\d{6}/);
  expect((await zhao.post(messages, { text: "我也来。" })).body).toMatchObject({ code: "taken" });
  expect((await zhao.post(messages, { text: "我也来。", force: true })).status).toBe(201);
  expect((await li.get(`/conversations/${conversationId}`)).body.agentName).toBe("赵工");
});

test("the same Idempotency-Key does it once; with another body it is refused", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say(SENTENCE);
  await wang.press("submit");
  const { id, conversationId } = await desk.ticketOf(wang);
  const messages = `/conversations/${conversationId}/messages`;
  const five = await Promise.all(Array.from({ length: 5 }, () => li.post(messages, { text: "马上来。" }, "key-1")));
  expect(new Set(five.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(five[0]!.status).toBe(201);
  expect(await li.post(messages, { text: "另一句。" }, "key-1")).toMatchObject({
    status: 422,
    body: { code: "idempotency_key_reused" },
  });
  await wang.waitFor(/马上来/);
  expect((await desk.messagesOf(wang)).filter(({ from }) => from === "agent")).toHaveLength(1);

  const notes = [
    await li.post(`/tickets/${id}/notes`, { text: "注意" }, "key-2"),
    await li.post(`/tickets/${id}/notes`, { text: "注意" }, "key-2"),
  ];
  expect(notes.map(({ status }) => status)).toEqual([201, 201]);
  expect((await li.get(`/tickets/${id}/notes`)).body.items).toHaveLength(1);
  // Keys are a token's own: another agent's same key is another act.
  expect((await zhao.post(`/tickets/${id}/notes`, { text: "我也注意" }, "key-2")).status).toBe(201);
  expect(wang.texts.join()).not.toContain("注意");
});
