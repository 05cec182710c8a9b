import { TestDesk, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

async function aTicket() {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await wang.press("submit");
  return desk.ticketOf(wang);
}

test("tickets of two customers are linked; each link stands in the history, and none to itself or to nothing", async () => {
  const [one, other] = [await aTicket(), await aTicket()];
  const linked = await li.do(`/tickets/${one.number}/links`, { ticketId: other.number, kind: "same_cause" });
  expect(linked).toMatchObject({ id: one.id, linkedTo: other.id });
  const { items } = (await li.get(`/tickets/${one.id}/events`)).body as { items: { type: string; data: object }[] };
  expect(items.find(({ type }) => type === "linked")?.data).toMatchObject({ to: other.id, as: "same_cause" });
  const itself = await li.post(`/tickets/${one.id}/links`, { ticketId: one.number, kind: "related" });
  expect([itself.status, itself.body.code]).toEqual([422, "same_ticket"]);
  expect((await li.post(`/tickets/${one.id}/links`, { ticketId: "T-999999", kind: "related" })).status).toBe(404);
});
