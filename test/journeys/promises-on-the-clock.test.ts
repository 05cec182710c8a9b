import type { CommitmentView } from "../../src/application/desk-views.js";
import type { Visitor } from "../support/direct-line.js";
import { show, TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeEach(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterEach(() => desk.close());

const SENTENCE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";

async function outage(arrival: { by?: "socket" | "deaf" | "none" } = {}): Promise<Visitor> {
  const wang = await desk.visitor({ locale: "zh-CN", ...arrival });
  await wang.say(SENTENCE);
  if (arrival.by === "none") await wang.poll();
  await wang.press("submit");
  return wang;
}

const before = (iso: string, ms: number): string => new Date(Date.parse(iso) - ms).toISOString();
const levels = (c: CommitmentView | undefined) => c?.alerts.map(({ level }) => level);

test("an outage nobody answers: told three minutes before, broken at ten, then owner, supervisor and manager hear once", async () => {
  const wang = await outage();
  const { id, createdAt, commitments } = await desk.ticketOf(wang);
  const due = commitments.find(({ kind }) => kind === "first_response")!.dueAt;

  await desk.advance({ to: before(due, 181_000) });
  expect(await desk.saidTo(wang)).not.toContain("hold.first_response");
  await desk.advance({ to: before(due, 179_000) });
  await wang.waitFor(/说好 10:1\d 前答复您/);
  expect(await desk.owedTo(wang, "first_response")).toMatchObject({ state: "owed", toldBefore: true, heldByBot: true });

  await desk.advance({ to: due });
  const broken = await desk.owedTo(wang, "first_response");
  expect(broken).toMatchObject({ state: "broken", toldBefore: true, heldByBot: true, late: false });
  expect(levels(broken)).toEqual(["supervisor", "owner"]);

  await desk.advance({ to: before(due, -3_600_000) });
  expect(levels(await desk.owedTo(wang, "first_response"))).toEqual(["supervisor", "owner", "manager"]);
  const alerted = (await li.get("/commitments?alerted=true")).body.items as CommitmentView[];
  expect(alerted.every(({ ticketId, alerts }) => ticketId === id && alerts.length > 0)).toBe(true);
  const alerts = desk.lines.filter((line) => line.includes("alert_raised") && line.includes("first_response"));
  expect(alerts).toHaveLength(3);

  // The clock stops at each moment on the way, so everything has happened at its own time.
  const events = (await li.get(`/tickets/${id}/events?limit=200`)).body.items as {
    type: string;
    at: string;
    data: { level?: string };
  }[];
  const manager = events.find(({ type, data }) => type === "alert_raised" && data.level === "manager")!;
  expect(Math.abs(Date.parse(manager.at) - Date.parse(due) - 3_600_000)).toBeLessThan(5_000);
  expect(Date.parse(due) - Date.parse(createdAt)).toBe(600_000);
  show("nobody answers", wang);
});

test("progress that nobody tells is held by the bot, once a cadence, and the next time is promised", async () => {
  const wang = await outage();
  const { id, conversationId } = await desk.ticketOf(wang);
  await li.do(`/conversations/${conversationId}/messages`, { text: "我在看。" });
  const due = (await desk.owedTo(wang, "progress_update"))!.dueAt;
  await desk.advance({ to: due });
  const held = (await desk.ticketOf(wang)).commitments.filter(({ kind }) => kind === "progress_update");
  expect(held[0]).toMatchObject({ state: "broken", toldBefore: true, heldByBot: true });
  expect(held[1]).toMatchObject({ state: "owed", heldByBot: false });
  expect((await desk.saidTo(wang)).filter((key) => key === "hold.progress")).toHaveLength(1);

  await li.do(`/tickets/${id}/updates`, { text: "正在恢复数据。" });
  await wang.waitFor(/正在恢复数据/);
  const told = (await desk.ticketOf(wang)).commitments.find(({ id: c }) => c === held[1]!.id)!;
  expect(told.saidAt).not.toBeNull();
  await until(
    async () => (await desk.ticketOf(wang)).commitments.find(({ id: c }) => c === told.id)?.state === "met",
    "seen, so met",
  );
});

test("what is said in time and seen in time is kept: no holding message, no alert, whatever the clock does", async () => {
  const wang = await outage();
  const { id, conversationId } = await desk.ticketOf(wang);
  await li.do(`/conversations/${conversationId}/messages`, { text: "我在看。" });
  await until(async () => (await desk.owedTo(wang, "first_response"))?.state === "met", "seen");
  await desk.advance({ advance: "PT1H" });
  expect(await desk.owedTo(wang, "first_response")).toMatchObject({ state: "met", heldByBot: false, alerts: [] });
  expect((await li.get(`/commitments?ticketId=${id}&alerted=true`)).body.items).toEqual([]);
});

test("a customer who never polls nor answers a ping is owed a call; one who reads again is not", async () => {
  for (const by of ["deaf", "none"] as const) {
    const wang = await outage({ by });
    const { conversationId } = await desk.ticketOf(wang);
    await li.do(`/conversations/${conversationId}/messages`, { text: "请您重启一下客户端。" });
    expect((await desk.owedTo(wang, "first_response"))?.state).toBe("owed");
    await desk.advance({ advance: "PT10M1S" });
    expect(await desk.owedTo(wang, "call")).toMatchObject({ why: "unseen", state: "owed" });
    expect((await li.get(`/conversations/${conversationId}`)).body.unseen).toBeGreaterThan(0);

    await wang.poll();
    await wang.poll();
    await until(async () => (await desk.owedTo(wang, "call"))?.state === "dropped", "seen, so no call");
    expect(await desk.owedTo(wang, "first_response")).toMatchObject({ state: "met", heldByBot: false });
  }
});

test("a proposed result is reminded of after a working day and closed by silence after three, counted apart", async () => {
  const wang = await outage();
  const { id } = await desk.ticketOf(wang);
  await li.do(`/tickets/${id}/resolution`, { summary: "恢复了" });
  await desk.advance({ to: "2026-11-24T01:00:00Z" });
  expect(await desk.saidTo(wang)).not.toContain("acceptance.reminder");
  await desk.advance({ to: "2026-11-24T08:00:00Z" });
  expect((await desk.saidTo(wang)).filter((key) => key === "acceptance.reminder")).toHaveLength(1);
  await desk.advance({ to: "2026-11-26T10:00:00Z" });
  expect(await desk.ticketOf(wang)).toMatchObject({ status: "closed", reason: "silence" });
  expect(await desk.owedTo(wang, "acceptance")).toMatchObject({ state: "dropped" });
  show("silence", wang);
});

test("a raised priority counts its clocks from the original start and marks what it broke", async () => {
  const lei = await desk.visitor({ locale: "zh-CN" });
  await lei.say("我是李雷，电话 13900139000，发票抬头开错了，要重开");
  await lei.press("submit");
  const { id } = await desk.ticketOf(lei);
  await desk.advance({ advance: "PT1H" });
  await li.do(`/tickets/${id}/priority`, { priority: "P1", reason: "对方月底关账" });
  await until(async () => (await desk.owedTo(lei, "first_response"))?.state === "broken", "past due fires at once");
  expect(await desk.owedTo(lei, "first_response")).toMatchObject({ byReprioritising: true });
});
