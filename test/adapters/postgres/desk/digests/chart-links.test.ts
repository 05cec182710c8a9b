import { v7 as newId } from "uuid";
import type { Call } from "../../../../../src/adapters/http/route.js";
import { makeCharts } from "../../../../../src/charts.js";
import type { ChartSpec } from "../../../../../src/domain/digest/charts.js";
import { aDatabase, type Desk } from "../a-database.js";
import { vault } from "../an-affair.js";

const spec: ChartSpec = {
  ...{ title: "诉求", kind: "bar", stacked: false, unit: "count" },
  labels: ["一"],
  series: [{ name: "n", colour: 1, values: [7] }],
};

let desk: Desk;
beforeAll(async () => {
  desk = await aDatabase();
});
afterAll(() => desk.drop());

const charts = (publicUrl: string | null) =>
  makeCharts({ pool: desk.pool, vault, dataKey: Buffer.alloc(32, 3), publicUrl, log: { warn: () => undefined } as never });
const open = (url: string) =>
  Promise.resolve(charts(null).route.handle!({ params: { signed: url.split("/charts/")[1]! } } as unknown as Call));

test("the address of a posted digest's chart shows it to whoever has it, and no other", async () => {
  expect(charts(null).posting.linkTo).toBeNull();
  const to = charts("https://desk.example.com/").posting.linkTo!;
  const place = { digest: "weekly", period: "2026-W47", locale: "zh-CN", n: 1 } as const;
  expect(to(place)).toMatch(/^https:\/\/desk\.example\.com\/charts\/[\w-]+\.[\w-]{43}$/);
  expect((await open(to(place))).status).toBe(404);
  await desk.query(
    `insert into digests (id, digest, period, channel, due_at, made_at, document) values ($1, 'weekly', '2026-W47', 'leads', now(), now(), $2)`,
    [newId(), { charts: { "zh-CN": [spec], en: [spec] } }],
  );
  const shown = await open(to(place));
  expect([shown.status, shown.headers?.["content-type"]]).toEqual([200, "image/png"]);
  expect(Buffer.isBuffer(shown.body) && shown.body.subarray(1, 4).toString()).toBe("PNG");
  expect((await open(to({ ...place, n: 2 }))).status).toBe(404);
  expect((await open(`${to(place).slice(0, -6)}AAAAAA`)).status).toBe(403);
});
