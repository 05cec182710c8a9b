import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentView, EventView, NoteView, TicketView } from "../../src/application/desk-views.js";
import { TestDesk, type ApiClient } from "../support/product.js";

let config: string;
let desk: TestDesk;
let li: ApiClient;
let ticket: TicketView;
beforeAll(async () => {
  config = await mkdtemp(join(tmpdir(), "frontdoor-duty-"));
  await cp("config", config, { recursive: true });
  const file = join(config, "desk.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("  - id: sales\n", "  - id: sales\n    duty: 周婷\n"));
  desk = await TestDesk.open({ config: { configDir: config } });
  li = await desk.agent("李工");
  const wang = await desk.visitor({ locale: "zh-CN" });
  await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  await wang.press("submit");
  ticket = await desk.ticketOf(wang);
});
afterAll(async () => {
  await desk.close();
  await rm(config, { recursive: true });
});

const items = async <T>(path: string): Promise<T[]> => (await li.get(path)).body.items as T[];
const lastOf = async (type: string) =>
  (await items<EventView>(`/tickets/${ticket.id}/events`)).filter((event) => event.type === type).at(-1) as EventView & {
    data: { before: unknown; after: unknown; reason: string };
  };
const noteOf = async (id: string) => (await items<NoteView>(`/tickets/${ticket.id}/notes`)).find((note) => note.id === id)?.text;
const me = async () => (await items<AgentView>("/agents")).find(({ name }) => name === "李工")!.id;

test("a transfer to a team gives it to the team's duty post, with all that was owed, and the history tells who did it and why", async () => {
  const team = "sales";
  const passed = await li.do<TicketView>(`/tickets/${ticket.id}/assign`, { team, reason: "要报价，请销售接" });
  const { owner } = passed;
  expect([passed.team, passed.ownerName]).toEqual([team, "周婷"]);
  expect(owner).not.toBe(ticket.owner);
  const owed = passed.commitments.filter(({ state, owedTo }) => state === "owed" && owedTo === "customer");
  expect(new Set(owed.map(({ owedBy }) => owedBy))).toEqual(new Set([owner]));
  const { by, data } = await lastOf("assigned");
  expect([by, data.before, data.after, await noteOf(data.reason)]).toEqual([await me(), ticket.owner, owner, "要报价，请销售接"]);
  const nowhere = await li.post(`/tickets/${ticket.id}/assign`, { team: "nowhere", reason: "x" });
  expect(nowhere.status).toBeGreaterThanOrEqual(400);
});

test("a correction keeps what was understood, and the history tells old and new, by whom and why", async () => {
  const before = ticket.classification as { evidence: unknown[] };
  expect(before.evidence.length).toBeGreaterThan(0);
  const corrected = await li.do<TicketView>(`/tickets/${ticket.id}/classification`, { category: "insale", reason: "是订单问题" });
  expect(corrected.category).toBe("insale");
  expect(corrected.classification).toEqual(before);
  const { by, data } = await lastOf("classified");
  expect([by, data.before, data.after]).toEqual([await me(), { category: "aftersale" }, { category: "insale" }]);
  expect(await noteOf(data.reason)).toBe("是订单问题");
});

test("the transcript is a file in the customer's language, by the desk's clock; a contact stands in it only on record", async () => {
  const fetched = async (query: string) => {
    const headers = { authorization: `Bearer ${li.token}` };
    const answer = await fetch(`${desk.base()}/api/v1/tickets/${ticket.number}/transcript${query}`, { headers });
    return { text: await answer.text(), name: answer.headers.get("content-disposition") };
  };
  const { text, name } = await fetched("");
  expect(name).toContain(`filename="${ticket.number}.md"`);
  expect(text).toContain("- 时间：Asia/Shanghai");
  expect(text).toContain("**王芳** 2026-11-23 10:00");
  expect(text).toContain("**智能助手** 2026-11-23 10:00");
  expect(text).not.toContain("138 0013 8000");
  expect((await fetched("?format=txt&locale=en")).text).toContain("2026-11-23 10:00  Assistant");
  const admin = await desk.admin();
  const looks = async () => (await admin.get(`/audit?subject=${ticket.id}`)).body.items as { action: string }[];
  expect(await looks()).toEqual([]);
  expect((await fetched("?format=txt&contacts=shown")).text).toContain("138 0013 8000");
  expect((await looks()).map(({ action }) => action)).toEqual(["contact_shown"]);
});
