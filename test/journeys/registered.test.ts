import type { QueueRow } from "../../src/application/desk-pages.js";
import type {
  AgentView,
  CommitmentView,
  CustomerView,
  EventView,
  MessageView,
  NoteView,
  TicketView,
} from "../../src/application/desk-views.js";
import { TestDesk, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

const CALLED = { channel: "phone", customer: { name: "王芳" }, text: "系统宕机了，客户下不了单" };
const register = (body: object = {}) => li.do<TicketView>("/tickets", { ...CALLED, ...body });
const items = async <T>(path: string): Promise<T[]> => (await li.get(path)).body.items as T[];
const notesOf = async ({ id }: TicketView) => (await items<NoteView>(`/tickets/${id}/notes`)).map(({ text }) => text);
const again = ({ id }: TicketView) => li.get(`/tickets/${id}`).then(({ body }) => body as TicketView);
const owed = ({ commitments }: TicketView, kind: string): CommitmentView[] =>
  commitments.filter((c) => c.kind === kind && c.state === "owed");

test("a call is a ticket with the clocks of any other, owned from the first moment, and shown where the desk looks", async () => {
  const ticket = await register();
  expect(ticket).toMatchObject({ category: "aftersale", priority: "P1", outage: true, status: "open" });
  expect(owed(ticket, "first_response").map(({ dueAt }) => dueAt.slice(0, 16))).toEqual(["2026-11-23T02:10"]);
  expect(owed(ticket, "progress_update")).toHaveLength(1);
  expect(owed(ticket, "call")).toEqual([]);
  const conversation = (await li.get(`/conversations/${ticket.conversationId}`)).body;
  expect(conversation).toMatchObject({ channel: "phone", customerId: ticket.customerId, holder: "bot", unseen: 0 });
  const messages = await items<MessageView>(`/conversations/${ticket.conversationId}/messages`);
  expect(messages.map(({ from, text }) => [from, text])).toEqual([["customer", CALLED.text]]);
  const row = (await items<QueueRow>("/queue")).find(({ id }) => id === ticket.id);
  expect(row?.conversation.channel).toBe("phone");
  const [opened] = await items<EventView>(`/tickets/${ticket.id}/events`);
  const agents = await items<AgentView>("/agents");
  expect([opened?.type, agents.find(({ id }) => id === opened?.by)?.name]).toEqual(["ticket_opened", "李工"]);
});

test("what the agent set wins, and stands as evidence beside what was heard", async () => {
  const ticket = await register({
    text: "想了解一下年度培训",
    category: "aftersale",
    form: "complaint",
    urgency: "high",
    importance: "high",
  });
  expect(ticket).toMatchObject({ category: "aftersale", form: "complaint", urgency: "high", importance: "high", priority: "P3" });
  const { evidence } = ticket.classification as { evidence: object[] };
  for (const field of ["category", "form", "urgency", "importance"])
    expect(evidence).toContainEqual({ field, kind: "rule", text: "set by agent" });
  expect(evidence.length).toBeGreaterThan(4);
});

test("words that say no category leave it open for a person, unless the agent names it", async () => {
  expect((await register({ text: "有件事想说" })).category).toBeNull();
  expect((await register({ text: "有件事想说", category: "presale" })).category).toBe("presale");
});

test("exactly this contact is the same customer, on whichever channel; what the file holds is not written over", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await wang.press("submit");
  const { customerId } = await desk.ticketOf(wang);
  const ticket = await register({
    channel: "visit",
    customer: { name: "李雷", company: "远航贸易", phone: "+86 138 0013 8000", email: "lei@example.com" },
  });
  expect(ticket.customerId).toBe(customerId);
  const file = (await li.get(`/customers/${customerId}`)).body;
  expect(file.name).toBe("王芳");
  expect(file.contacts).toHaveLength(2);
  expect(await notesOf(ticket)).toEqual(["李雷，远航贸易"]);
  expect((await register({ customer: { email: "LEI@example.com" } })).customerId).toBe(customerId);
  expect((await register({ customer: { id: file.number } })).customerId).toBe(customerId);
  expect((await register({ customer: { name: "王芳" } })).customerId).not.toBe(customerId);
});

test("contacts of two files are no choice of ours", async () => {
  const one = await register({ customer: { phone: "139 0013 9000" } });
  const other = await register({ customer: { name: "Anna", email: "anna@example.com" } });
  const got = await li.post("/tickets", { ...CALLED, customer: { phone: "139 0013 9000", email: "anna@example.com" } });
  expect([got.status, got.body.code, got.body.field]).toEqual([409, "which_customer", "customer"]);
  const named = got.body.customers as CustomerView[];
  expect(named.map(({ id }) => id).sort()).toEqual([one.customerId, other.customerId].sort());
});

test.each([
  ["a number one digit short", { customer: { phone: "138 0013 80" } }, 422, "bad_contact", "customer.phone"],
  ["nobody", { customer: {} }, 400, "invalid_body", undefined],
  ["an id and a name", { customer: { id: "C-000001", name: "x" } }, 400, "invalid_body", undefined],
  ["an unknown customer", { customer: { id: "C-000999" } }, 422, "unknown_customer", "customer.id"],
  ["a chat", { channel: "web" }, 400, "invalid_body", undefined],
  ["nothing said", { text: " " }, 400, "invalid_body", undefined],
  ["a call yesterday", { call: { at: "2026-11-22T02:00:00Z", why: "x" } }, 422, "bad_time", "call.at"],
  ["a call next year", { call: { at: "2027-11-22T02:00:00Z", why: "x" } }, 422, "bad_time", "call.at"],
])("%s is refused with the field named, and nothing is stored", async (...[, body, status, code, field]) => {
  const stored = async () => [(await items("/tickets")).length, (await items("/customers")).length];
  const before = await stored();
  const got = await li.post("/tickets", { ...CALLED, ...body });
  expect([got.status, got.body.code, got.body.field]).toEqual([status, code, field]);
  expect(await stored()).toEqual(before);
});

test("a repeat under its key is the same ticket", async () => {
  const [first, second] = [await li.post("/tickets", CALLED, "k1"), await li.post("/tickets", CALLED, "k1")];
  expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
  expect((await li.post("/tickets", { ...CALLED, text: "另一件事" }, "k1")).body.code).toBe("idempotency_key_reused");
  expect(await items(`/tickets?customerId=${first.body.customerId}`)).toHaveLength(1);
});

test("a call promised back is owed at its time, with the reason beside the ticket", async () => {
  const ticket = await register({ call: { at: "2026-11-23T06:00:00Z", why: "下午确认上门时间" } });
  expect(owed(ticket, "call")).toMatchObject([{ why: "promised", dueAt: "2026-11-23T06:00:00.000Z", owedBy: ticket.owner }]);
  expect(await notesOf(ticket)).toEqual(["下午确认上门时间"]);
});

test("what is told to whoever sees no chat is a call owed by the owner, and kept once that call was made", async () => {
  const ticket = await register();
  await li.do(`/tickets/${ticket.id}/updates`, { text: "备用节点已启用" });
  const told = await again(ticket);
  const [call, ...more] = owed(told, "call");
  expect([call?.why, call?.owedBy, call?.dueAt.slice(0, 16), more.length]).toEqual(["unseen", told.owner, "2026-11-23T02:30", 0]);
  await li.do(`/tickets/${ticket.id}/evidence`, { ask: "请拍下报错" });
  expect(owed(await again(ticket), "call")).toHaveLength(1);
  await desk.advance({ advance: "PT5M" });
  await li.do(`/commitments/${call!.id}/settle`, { text: "王芳接了，都告诉她了" });
  const after = await again(ticket);
  expect(after.commitments.filter(({ kind }) => kind === "first_response")).toMatchObject([
    { state: "met", endedAt: expect.stringContaining("2026-11-23T02:05") },
  ]);
  expect(owed(after, "call")).toEqual([]);
  await desk.advance({ advance: "PT30M" });
  expect(owed(await again(ticket), "call")).toEqual([]);
});

test("entered in time and told too late is not kept", async () => {
  const ticket = await register();
  await li.do(`/tickets/${ticket.id}/updates`, { text: "备用节点已启用" });
  await desk.advance({ advance: "PT20M" });
  const [call] = owed(await again(ticket), "call");
  await li.do(`/commitments/${call!.id}/settle`, { text: "现在才打通" });
  const { commitments } = await again(ticket);
  expect(commitments.find(({ kind }) => kind === "first_response")?.state).toBe("broken");
  expect(commitments.filter(({ kind, state }) => kind === "progress_update" && state === "met")).toHaveLength(1);
});

test("the bot tells nobody by phone: the owner is to call before the due, nothing counts as told, and the next update is owed", async () => {
  const ticket = await register({ text: "打印机坏了，要报修" });
  const due = owed(ticket, "progress_update")[0]!.dueAt;
  await desk.advance({ to: new Date(Date.parse(due) - 60_000).toISOString() });
  const before = await again(ticket);
  expect(owed(before, "call").map(({ why }) => why)).toEqual(["before_due"]);
  await desk.advance({ to: new Date(Date.parse(due) + 1_000).toISOString() });
  const after = await again(ticket);
  const [broken] = after.commitments.filter(({ kind, state }) => kind === "progress_update" && state === "broken");
  expect(broken).toMatchObject({ dueAt: due, toldBefore: false, heldByBot: false });
  expect(owed(after, "progress_update")).toHaveLength(1);
  expect(await items(`/conversations/${ticket.conversationId}/messages`)).toHaveLength(1);
});

test("result, acceptance and marks are entered with who heard them", async () => {
  const ticket = await register();
  await li.do(`/tickets/${ticket.id}/resolution`, { summary: "已恢复", rootCause: { kind: "product_defect", systemic: false } });
  expect(owed(await again(ticket), "call")).toHaveLength(1);
  const closed = await li.do<TicketView>(`/tickets/${ticket.id}/acceptance`, { accepted: true, heardBy: "李工" });
  expect([closed.status, owed(closed, "call")]).toEqual(["closed", []]);
});

test("numbers of callers are masked wherever they stand in clear", async () => {
  const ticket = await register({ text: "请回电 137 0013 7000，系统宕机了", customer: { name: "赵敏", phone: "137 0013 7000" } });
  expect(ticket.text).not.toContain("137 0013 7000");
  const rows = await desk.query<{ row: string }>(
    "select row_to_json(m)::text as row from messages m union all select row_to_json(e)::text from events e",
  );
  expect(rows.filter(({ row }) => /137 ?0013 ?7000|赵敏/.test(row))).toEqual([]);
});
