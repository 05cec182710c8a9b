import type { AlertView } from "../../src/application/alerts/alerts.js";
import type { ReportView } from "../../src/application/reports/ports.js";
import type { SettingsView, ShiftView } from "../../src/application/settings.js";
import { TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let manager: ApiClient;
let supervisor: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  manager = await desk.agent("经理", "manager");
  supervisor = await desk.agent("主管", "supervisor");
  await desk.query("update agents set team_id = 'technical' where name = '主管'");
});
afterAll(() => desk.close());

const alertsOf = async (client: ApiClient) =>
  (await client.get("/alerts")).body as { items: AlertView[]; counts: { unseen: number } };

test("an outage nobody answers: the supervisor, then the manager are alerted once; seen is theirs alone; the report counts it", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await wang.press("submit");
  const { id, number } = await desk.ticketOf(wang);
  expect((await alertsOf(supervisor)).items).toEqual([]);
  await desk.advance({ advance: "PT2H" });

  const [told, again] = [await alertsOf(supervisor), await alertsOf(supervisor)];
  const first = ({ items }: typeof told) => items.filter(({ commitment }) => commitment?.kind === "first_response");
  expect(first(told)).toMatchObject([
    { kind: "alert_raised", level: "supervisor", ticketId: id, number, why: expect.stringMatching(/^sla\./), seenAt: null },
  ]);
  expect(told.items[0]!.customer?.name).toBe("王芳");
  expect(again).toEqual(told);
  expect(first(await alertsOf(manager))).toMatchObject([{ level: "manager", commitment: { state: "broken" } }]);

  const seen = await supervisor.post("/alerts/seen", { ids: told.items.map((alert) => alert.id) });
  expect(seen.body).toEqual({ unseen: 0 });
  expect((await alertsOf(manager)).counts.unseen).toBeGreaterThan(0);

  const report = (await manager.get("/reports?period=day&locale=en")).body as unknown as ReportView;
  expect(report.demands.opened).toMatchObject({ value: 1, before: { value: 0 } });
  const kind = report.promises.byKind.find((each) => each.kind === "first_response")!;
  expect(kind).toMatchObject({ kept: { value: 0 }, broken: { value: 1 }, heldByBot: { value: 1 }, keptRate: { value: 0, n: 1 } });
  const drilled = (await manager.get(`/${kind.broken.tickets}`)).body.items as { ticketId: string; kind: string }[];
  expect(drilled).toMatchObject([{ ticketId: id, kind: "first_response" }]);
});

test("settings show the policy in force with file and line, and what is set up; no secret, no address", async () => {
  const settings = (await manager.get("/settings")).body as unknown as SettingsView;
  const value = (file: string, path: string) =>
    settings.files.find((each) => each.file === file)?.settings.find((each) => each.path === path);
  expect(value("config/sla.yaml", "outage.firstResponse")).toMatchObject({ value: "10 min", line: expect.any(Number) });
  expect(value("config/desk.yaml", "limits.openAsks")).toMatchObject({ value: 50 });
  expect(settings.policy).toEqual({ hash: expect.stringMatching(/^\w{8,}/), since: expect.stringMatching(/Z$/) });
  expect(settings.channels).toContainEqual({ id: "web", kind: "web", setUp: true });
  expect(settings.version).toMatch(/^\d+\.\d+\.\d+/);
  expect((await (await desk.agent("客服")).get("/settings")).status).toBe(403);
});

test("teams show their duty posts, who is available and how much each has in hand", async () => {
  const teams = (await supervisor.get("/teams")).body.items as ShiftView[];
  const technical = teams.find(({ id }) => id === "technical")!;
  expect(technical.duty?.name).toBe("值班 / Duty");
  const duty = teams.flatMap(({ people }) => people).find(({ onDuty }) => onDuty);
  expect(duty).toMatchObject({ name: "值班 / Duty", available: true, openTickets: 1 });
  expect(technical.people.map(({ name }) => name)).toContain("主管");
});

test("who is named in a note is alerted once a note, with who named them and where, and never with its words", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  await chen.say("我是云帆物流的陈航,电话 139 0013 9001,系统宕机了客户下不了单");
  await chen.press("submit");
  const { id, number } = await desk.ticketOf(chen);
  const colleague = await desk.agent("周晨");
  const named = async () => (await alertsOf(colleague)).items.filter(({ kind }) => kind === "mentioned");
  const notes = `/tickets/${id}/notes`;
  // Who joined is known to a running instance within seconds.
  await until(async () => {
    await manager.do(notes, { text: "@周晨 看一下" });
    return (await named()).length > 0;
  }, "the first alert");
  const before = (await named()).length;
  const { id: noteId } = await manager.do<{ id: string }>(notes, { text: "@周晨 @经理 折扣 8 折，@周晨 您定" });
  expect(await named()).toHaveLength(before + 1);
  expect((await named())[0]).toMatchObject({ level: null, by: { name: "经理" }, ticketId: id, number, seenAt: null });
  expect((await alertsOf(manager)).items.filter(({ kind }) => kind === "mentioned")).toEqual([]);
  const events = await desk.query<{ data: object }>("select data from events where type = 'mentioned' and ticket_id = $1", [id]);
  expect(events.filter(({ data }) => JSON.stringify(data).includes(noteId))).toHaveLength(1);
  expect(JSON.stringify(events)).not.toMatch(/周晨|折扣/);
});
