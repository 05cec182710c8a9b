import type { ConversationView, MessageView, TicketView } from "../../src/application/desk-views.js";
import type { Visitor } from "../support/direct-line.js";
import { TestDesk, type ApiClient } from "../support/product.js";

const SECRET = "a-secret-of-the-site-with-32-characters";
let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open({ config: { directLineSecret: SECRET } });
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

async function aSpammer(): Promise<{ spammer: Visitor; ticket: TicketView; at: string }> {
  const spammer = await desk.visitor({ locale: "zh-CN" });
  await spammer.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await spammer.press("submit");
  return { spammer, ticket: await desk.ticketOf(spammer), at: `/conversations/${spammer.conversationId}` };
}
const conversation = async (at: string) => (await li.get(at)).body as ConversationView;

test("a spammer's tickets are cancelled without a word; what they write then is kept, answered by nobody, and rings nowhere", async () => {
  const { spammer, ticket, at } = await aSpammer();
  const before = await desk.saidTo(spammer);
  const blocked = await li.do<ConversationView>(`${at}/block`, { reason: "广告，电话 138 0013 8000" });
  expect(blocked.blocked).toMatchObject({ byName: "李工", at: expect.stringContaining("2026-11-23T02:00") });
  expect(blocked.blocked?.reason).toMatch(/^广告/);
  expect(blocked.blocked?.reason).not.toContain("138 0013 8000");
  const cancelled = (await li.get(`/tickets/${ticket.id}`)).body as TicketView;
  expect([cancelled.status, cancelled.reason, cancelled.commitments.filter(({ state }) => state === "owed")]).toEqual([
    "cancelled",
    "spam",
    [],
  ]);
  await spammer.say("系统宕机了！快看 http://spam.example");
  await spammer.say("转人工");
  expect(await desk.saidTo(spammer)).toEqual([...before, "customer", "customer"]);
  expect((await conversation(at)).unansweredSince).toBeNull();
  expect((await li.get("/queue")).body.items).toEqual([]);
  await desk.advance({ advance: "PT4H" });
  expect(await desk.saidTo(spammer)).toEqual([...before, "customer", "customer"]);
});

/** A conversation of a person whom the site names itself, with what they say in it. */
async function begun(userId: string, text: string): Promise<string> {
  const line = async (path: string, bearer: string, body: object) => {
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
    const answer = await fetch(`${desk.base()}/v3/directline${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()) as { token: string; conversationId: string };
  };
  const { token } = await line("/tokens/generate", SECRET, { user: { id: userId } });
  const { conversationId } = await line("/conversations", token, {});
  await line(`/conversations/${conversationId}/activities`, token, {
    type: "message",
    text,
    from: { id: userId },
    locale: "zh-CN",
  });
  return conversationId;
}

test("a new conversation of the same person is blocked too, and begins with the privacy notice alone", async () => {
  const first = await begun("dl_spam", "系统宕机了");
  await li.do(`/conversations/${first}/block`, { reason: "广告" });
  const again = await begun("dl_spam", "系统宕机了");
  expect(again).not.toBe(first);
  const said = async (id: string) =>
    ((await li.get(`/conversations/${id}/messages`)).body.items as MessageView[]).map(({ say, from }) => say ?? from);
  expect(await said(again)).toEqual(["privacy.notice", "customer"]);
  expect((await conversation(`/conversations/${again}`)).blocked).toMatchObject({ reason: "广告" });
  expect((await said(await begun("dl_other", "系统宕机了"))).length).toBeGreaterThan(3);
  await li.do(`/conversations/${again}/unblock`);
  expect((await conversation(`/conversations/${first}`)).blocked).toBeNull();
});

test("let in again they are heard from the next message on; what was cancelled stays so", async () => {
  const { spammer, ticket, at } = await aSpammer();
  await li.do(`${at}/block`, { reason: "误会" });
  await spammer.say("喂？");
  expect((await li.do<ConversationView>(`${at}/unblock`)).blocked).toBeNull();
  const before = await desk.saidTo(spammer);
  await spammer.say("打印机坏了，要报修");
  expect((await desk.saidTo(spammer)).length).toBeGreaterThan(before.length + 1);
  expect((await li.get(`/tickets/${ticket.id}`)).body.status).toBe("cancelled");
  const { items } = (await (await desk.admin()).get(`/audit?subject=${spammer.conversationId}`)).body;
  expect((items as { action: string; agentName: string }[]).map(({ action, agentName }) => [action, agentName])).toEqual([
    ["conversation_unblocked", "李工"],
    ["conversation_blocked", "李工"],
  ]);
});

test("a ticket that a person has answered stays for its owner, and who held the conversation lets it go", async () => {
  const { ticket, at } = await aSpammer();
  await li.do(`${at}/messages`, { text: "请问是哪套系统？" });
  const blocked = await li.do<ConversationView>(`${at}/block`, { reason: "骚扰" });
  expect([blocked.holder, blocked.agent]).toEqual(["bot", null]);
  expect((await li.get(`/tickets/${ticket.id}`)).body.status).toBe("open");
});

test("blocked twice stands once; a repeat under its key changes nothing; without a reason it is refused", async () => {
  const { spammer, at } = await aSpammer();
  for (const reason of ["第一次", "第二次"]) await li.do(`${at}/block`, { reason });
  expect((await conversation(at)).blocked?.reason).toBe("第一次");
  expect((await li.post(`${at}/block`, {})).status).toBe(400);
  await li.post(`${at}/unblock`, {}, "k");
  await li.do(`${at}/block`, { reason: "第三次" });
  expect((await li.post(`${at}/unblock`, {}, "k")).body.blocked.reason).toBe("第三次");
  const { items } = (await (await desk.admin()).get(`/audit?subject=${spammer.conversationId}`)).body;
  expect(items).toHaveLength(3);
});
