import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DigestView } from "../../src/application/digests/views.js";
import { digest } from "../../src/commands/digest.js";
import { ConfigError } from "../../src/config.js";
import { TestDesk, until, type ApiClient } from "../support/product.js";

let folder: string;
let desk: TestDesk;
let manager: ApiClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdoor-digests-"));
  await cp(join(__dirname, "../../config"), folder, { recursive: true });
  const file = join(folder, "channels.yaml");
  const mine = `  - { name: technical, figures: watch, cron: "0 9 * * *", team: technical, to: [desk] }\n`;
  await writeFile(file, (await readFile(file, "utf8")) + mine);
  // Monday, 10:00 in Shanghai.
  desk = await TestDesk.open({ config: { configDir: folder } });
  manager = await desk.agent("经理", "manager");
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

/** A command beside the desk: what it prints. */
async function printed(wish: Parameters<typeof digest>[1]): Promise<string> {
  const lines: string[] = [];
  const out = (line: string): void => void lines.push(line);
  await digest({ config: desk.config, root: "", log: desk.log, progress: () => undefined, out }, wish);
  return lines.join("\n");
}

test("what fell due while the desk was down is posted at its next start, once, marked late; the desk shows it", async () => {
  const begun = () => desk.query<{ n: number }>("select count(*)::int as n from digests where document is null");
  await until(async () => (await begun())[0]!.n === 3, "the digests are owed");
  await desk.advance({ advance: "P1DT1H" });
  await desk.instance();
  await desk.instance();
  const posted = (): Promise<object[]> => desk.query("select from digests where document is not null");
  await until(async () => (await posted()).length >= 2, "the digests of Tuesday");
  const { body } = await manager.get("/digests?locale=en");
  const items = body.items as DigestView[];
  expect(items.map(({ name, period, channel, late, deliveries }) => [name, period, channel, late, deliveries])).toEqual(
    expect.arrayContaining([
      ["watch", "2026-11-24", "desk", true, []],
      ["technical", "2026-11-24", "desk", true, []],
    ]),
  );
  expect(items).toHaveLength(2);
  expect(items.map(({ document }) => document.title)).toEqual(["Chengchuan · Daily watch list", "Chengchuan · Daily watch list"]);
});

test("an agent sees no figures; a supervisor those of the whole desk and of the own team", async () => {
  expect((await (await desk.agent("客服")).get("/digests")).status).toBe(403);
  const seen = async (name: string) => {
    const { body } = await (await desk.agent(name, "supervisor")).get("/digests");
    return (body.items as { name: string }[]).map(({ name }) => name).sort();
  };
  await desk.query(
    `insert into agents (id, name, role, team_id) values (gen_random_uuid(), 'Tech lead', 'supervisor', 'technical'),
      (gen_random_uuid(), 'Sales lead', 'supervisor', 'sales')`,
  );
  expect([await seen("Tech lead"), await seen("Sales lead")]).toEqual([["technical", "watch"], ["watch"]]);
});

test("frontdoor digest prints what would be posted now, what was posted, and why it cannot print the rest", async () => {
  expect(await printed({ name: "weekly", json: false })).toContain(
    "澄川科技 · 每周服务数据\n周期: 2026-W47 (2026-11-16 – 2026-11-22)",
  );
  const json = JSON.parse(await printed({ name: "weekly", period: "2026-W48", json: true })) as unknown;
  expect(json).toMatchObject({
    name: "weekly",
    period: "2026-W48",
    late: false,
    figures: { whole: { demands: { demands: 0 } } },
  });
  expect(await printed({ name: "watch", period: "2026-11-24", json: false })).toContain("日期: 2026-11-24");
  await expect(printed({ name: "wacht", json: false })).rejects.toThrow(/no digest "wacht".*watch, weekly, technical/);
  await expect(printed({ name: "weekly", period: "2026-11-22", json: false })).rejects.toThrow(
    /is no week: write it as 2026-W47/,
  );
  await expect(printed({ name: "watch", period: "2026-11-23", json: false })).rejects.toThrow(/cannot be made later/);
  await expect(printed({ name: "weekly", period: "2027-W01", json: false })).rejects.toThrow(/has not begun/);
});

test("a delivery that is not there, and one that was sent, cannot be sent again", async () => {
  const none = await manager.post("/deliveries/018f3a4e-0000-7000-8000-000000000000/resend", {});
  expect([none.status, none.body.code]).toEqual([404, "unknown_delivery"]);
  await desk.query(
    `insert into destinations (id, channel, address) values ('018f3a4e-0000-7000-8000-000000000001', 'wecom', 'x')`,
  );
  await desk.query(
    `insert into deliveries (id, destination_id, kind, state, payload, deadline_at) values
      ('018f3a4e-0000-7000-8000-000000000002', '018f3a4e-0000-7000-8000-000000000001', 'digest', 'sent', '', now())`,
  );
  const sent = await manager.post("/deliveries/018f3a4e-0000-7000-8000-000000000002/resend", {});
  expect([sent.status, sent.body.code]).toEqual([409, "not_resendable"]);
});

test("a robot without its address stops the start, with the name to set", async () => {
  const other = await mkdtemp(join(tmpdir(), "frontdoor-digests-"));
  try {
    await cp(folder, other, { recursive: true });
    const file = join(other, "channels.yaml");
    const robots = "robots:\n  - { id: leads, format: dingtalk, address: NOT_SET_URL, secret: NOT_SET_SECRET }\n";
    await writeFile(file, (await readFile(file, "utf8")).replace("robots: []\n", robots));
    const start = TestDesk.open({ config: { configDir: other } });
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(/NOT_SET_URL holds no https address.*"leads"[^]*NOT_SET_SECRET is not set/);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});
