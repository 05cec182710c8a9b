import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { makeChartDrawer } from "../../../../src/adapters/charts/draw.js";
import type { ChartSpec } from "../../../../src/domain/digest/charts.js";
import { aDesk, withApi } from "./stub.js";
import { aDigest, wang } from "./views.js";

const spec: ChartSpec = {
  ...{ title: "诉求", kind: "bar", stacked: false, unit: "count" },
  labels: ["一"],
  series: [{ name: "n", colour: 1, values: [7] }],
};

/** A desk whose digest has one chart; `asked` holds who wanted to see it. */
function drawing(of: Partial<Ports["charts"]> = {}) {
  const asked: unknown[] = [];
  const desk = aDesk();
  const charts: Ports["digests"]["charts"] = (id, wish) => {
    asked.push(wish);
    return Promise.resolve(id === aDigest.id ? [spec] : null);
  };
  const drawer = { ...makeChartDrawer({ warn: () => undefined }), ...of };
  return { ...desk, digests: { ...desk.digests, charts }, charts: drawer, seen: asked };
}

const MANAGER = { token: "manager-token" };
const at = (file: string): string => `/digests/${aDigest.id}/charts/${file}`;

test("a chart is given as SVG and as PNG, and does nothing as a page", () =>
  withApi(drawing(), async (api) => {
    for (const [file, type] of [
      ["1.svg?theme=dark&locale=en", "image/svg+xml"],
      ["1.png", "image/png"],
    ] as const) {
      const got = await api.get(at(file), MANAGER);
      expect([got.status, got.headers.get("content-type")]).toEqual([200, type]);
      expect(got.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      expect(Number(got.headers.get("content-length"))).toBeGreaterThan(1_000);
    }
  }));

test("what is no chart of a digest that one may see is 404", () => {
  const desk = drawing();
  return withApi(desk, async (api) => {
    for (const file of ["2.png", "0.png", "1.gif", "1", "100.svg", "1.svg.png", "..%2f1.png"])
      expect([file, (await api.get(at(file), MANAGER)).status]).toEqual([file, 404]);
    expect((await api.get(`/digests/${wang.id}/charts/1.svg`, MANAGER)).body).toMatchObject({ code: "unknown_digest" });
    await api.get(at("1.svg"), { token: "supervisor-token" });
    expect(desk.seen.at(-1)).toEqual({ locale: "zh-CN", seenBy: wang.team });
  });
});

test("without a font the picture is refused in words, and the SVG drawn all the same", () =>
  withApi(drawing({ ready: () => Promise.resolve(false) }), async (api) => {
    expect((await api.get(at("1.png"), MANAGER)).body).toMatchObject({ status: 503, code: "no_font" });
    expect((await api.get(at("1.svg"), MANAGER)).status).toBe(200);
  }));

test("a fault of the drawing gives its place back", () => {
  const svg = () => Promise.reject(new Error("no drawing"));
  return withApi(drawing({ svg }), async (api) => {
    for (let n = 0; n < 6; n++) expect((await api.get(at("1.svg"), MANAGER)).status).toBe(500);
  });
});
