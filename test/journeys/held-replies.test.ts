import { TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
let zhao: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.instance();
  [li, zhao] = [await desk.agent("李工"), await desk.agent("赵工")];
});
afterAll(() => desk.close());

const SECRET = "先别告诉客户的话";

test("a held reply reaches the customer once it is released, and not a byte of it before", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  const path = `/conversations/${wang.conversationId}`;
  const draft = await li.do(`${path}/messages`, { text: SECRET, holdSeconds: 2 });
  expect(draft).toMatchObject({ state: "held", text: SECRET, conversationId: wang.conversationId });
  const seqs = (await desk.messagesOf(wang)).length;
  expect((await li.get(`${path}/drafts`)).body.items).toEqual([draft]);
  expect((await zhao.get(`${path}/drafts`)).body.items).toEqual([]);
  for (const get of [`${path}/messages`, path, "/queue", "/conversations"])
    expect(JSON.stringify((await zhao.get(get)).body)).not.toContain(SECRET);
  await wang.poll();
  expect(JSON.stringify(wang.shown)).not.toContain(SECRET);
  expect((await desk.messagesOf(wang)).length).toBe(seqs);

  await wang.waitFor(new RegExp(SECRET));
  expect((await desk.messagesOf(wang)).filter(({ text }) => text === SECRET)).toHaveLength(1);
  expect((await li.get(`${path}/drafts`)).body.items).toEqual([]);
  const late = await li.delete(`/drafts/${draft.id}`);
  expect([late.status, late.body.code]).toEqual([409, "already_sent"]);
});

test("what is taken back never goes out; only its author may", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  const path = `/conversations/${wang.conversationId}`;
  const draft = await li.do(`${path}/messages`, { text: "撤回的话", holdSeconds: 2 });
  expect((await zhao.delete(`/drafts/${draft.id}`)).status).toBe(404);
  const back = await li.delete(`/drafts/${draft.id}`);
  expect([back.status, back.body.text]).toEqual([200, "撤回的话"]);
  const after = await li.do(`${path}/messages`, { text: "后来的话", holdSeconds: 3 });
  await wang.waitFor(/后来的话/);
  expect(JSON.stringify(await desk.messagesOf(wang))).not.toContain("撤回的话");
  expect(after.state).toBe("held");
});

test("who lost the conversation meanwhile finds the reply with the reason; a stop in between loses nothing", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  const path = `/conversations/${wang.conversationId}`;
  await li.do(`${path}/messages`, { text: "等一下", holdSeconds: 2 });
  await zhao.do(`${path}/takeover`);
  const refused = await li.post(`${path}/messages`, { text: "再等一下", holdSeconds: 2 });
  expect([refused.status, refused.body.code]).toEqual([409, "taken"]);
  const failed = await until(async () => {
    const { items } = (await li.get(`${path}/drafts`)).body as { items: { state: string; text: string; reason: object }[] };
    return items.find(({ state }) => state === "failed");
  }, "the reply that failed");
  expect(failed).toMatchObject({ text: "等一下", reason: { code: "taken" } });

  await zhao.do(`${path}/messages`, { text: "停机前写的", holdSeconds: 1 });
  await desk.stopInstances();
  await desk.instance();
  const said = await until(async () => {
    const all = (await desk.messagesOf(wang)).filter(({ text }) => text === "停机前写的");
    return all.length > 0 ? all : null;
  }, "what was held over the stop");
  expect(said).toHaveLength(1);
});
