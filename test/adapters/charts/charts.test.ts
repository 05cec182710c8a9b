import { inflateSync } from "node:zlib";
import { makeChartDrawer } from "../../../src/adapters/charts/draw.js";
import { makeChartLinks } from "../../../src/adapters/charts/links.js";
import { optionOf } from "../../../src/adapters/charts/options.js";
import { weeklyCharts, type ChartSpec } from "../../../src/domain/digest/charts.js";
import { wordsOf } from "../../../src/domain/digest/words.js";
import { DAY_MS } from "../../../src/domain/time.js";
import type { Locale } from "../../../src/domain/words.js";
import { aMeasure, theWeek } from "../../domain/digest/a-digest.js";

const names = { team: (id: string) => `团队 ${id}`, agent: (id: string) => id };
const chartsOf = (locale: Locale, of = {}) => weeklyCharts(theWeek(of), { locale, words: wordsOf(locale), zone: "UTC", names });
const LOOK = { locale: "zh-CN", theme: "light" } as const;

interface Shown {
  title: { text: string };
  xAxis: { data: string[] };
  series: { name: string; data: unknown[]; stack?: string }[];
  color: string[];
}
const shown = (spec: ChartSpec, look: Parameters<typeof optionOf>[1] = { theme: "light" }): Shown =>
  optionOf(spec, look) as unknown as Shown;

test("the numbers that are drawn are the digest's own", () => {
  const week = theWeek({ teams: { care: aMeasure(), tech: { ...aMeasure(), demands: { ...aMeasure().demands, demands: 3 } } } });
  const [kinds, sla, teams] = chartsOf("en", week).map((spec) => shown(spec));
  expect([kinds!.xAxis.data, kinds!.series.map(({ name, data }) => [name, data])]).toEqual([
    ["After-sale", "Not classified"],
    [
      ["Consultation", [0, 7]],
      ["Complaint or suggestion", [5, 0]],
    ],
  ]);
  expect([sla!.xAxis.data, sla!.series.map(({ data }) => data)]).toEqual([
    ["P1", "P2"],
    [
      [2, 3],
      [0, 1],
    ],
  ]);
  expect([teams!.xAxis.data, teams!.series.map(({ data }) => data)]).toEqual([
    ["团队 care", "团队 tech"],
    [
      [12, 3],
      [8, 8],
    ],
  ]);
  const sum = kinds!.series.flatMap(({ data }) => data as number[]).reduce((a, b) => a + b);
  expect(sum).toBe(week.whole.demands.demands);
});

test("a week of nothing has no charts; what is looked at has a frame; dark has its own colours", () => {
  expect(chartsOf("zh-CN", { kinds: [], sla: [], teams: {} })).toEqual([]);
  const [spec] = chartsOf("zh-CN");
  const { series, color } = shown(spec!, { theme: "dark", selected: 1 });
  expect(series[0]!.data[1]).toMatchObject({ value: 7, itemStyle: { borderWidth: 2 } });
  expect(color).toEqual(["#8ABBF6", "#E0B45A"]);
});

const spec = (title: string, values: (number | null)[] = [3, 5]): ChartSpec => ({
  ...{ title, kind: "bar", stacked: false, unit: "count" },
  labels: ["一", "二"],
  series: [{ name: "n", colour: 1, values }],
});

/** What stands in a PNG's rows: its size, and the bytes of its points before filters are undone. */
function decoded(png: Buffer) {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const data: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), points: inflateSync(Buffer.concat(data)) };
}

describe("on a machine with a font for Chinese", () => {
  const warned: object[] = [];
  const drawer = makeChartDrawer({ warn: (facts) => void warned.push(facts) });

  test("a chart is a picture that is not blank, small enough for a robot", async () => {
    expect(await drawer.ready()).toBe(true);
    const png = await drawer.png(chartsOf("zh-CN")[0]!, LOOK);
    const { width, height, points } = decoded(png);
    expect([width, height, points.length]).toEqual([1440, 640, 640 * (1440 * 4 + 1)]);
    expect(new Set(points).size).toBeGreaterThan(20);
    expect(png.length).toBeLessThan(200_000);
    expect(warned).toEqual([]);
  });

  test("Chinese words are words: others give another picture; so do other figures and the dark look; the same gives the same", async () => {
    const drawn = await Promise.all([
      drawer.png(spec("诉求"), LOOK),
      drawer.png(spec("承诺"), LOOK),
      drawer.png(spec("诉求", [3, 6]), LOOK),
      drawer.png(spec("诉求"), { ...LOOK, theme: "dark" }),
    ]);
    expect(new Set(drawn.map((png) => png.toString("base64"))).size).toBe(4);
    expect((await drawer.png(spec("诉求"), LOOK)).equals(drawn[0])).toBe(true);
  });

  test("the SVG says its words, and a name that is markup stays text", async () => {
    const svg = await drawer.svg(spec('</text><script>alert(1)</script>&"'), LOOK);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain("一");
    expect(svg).not.toContain("<script");
  });
});

test("without a font for Chinese nothing is drawn, and the log names what is missing, once", async () => {
  const warned: [object, string][] = [];
  const drawer = makeChartDrawer({ warn: (...said) => warned.push(said), loadSystemFonts: false });
  expect([await drawer.ready(), await drawer.ready()]).toEqual([false, false]);
  expect(warned).toEqual([[{ font: "Noto Sans CJK SC" }, expect.stringContaining("fonts-noto-cjk")]]);
});

describe("a link to a chart", () => {
  let now = Date.parse("2026-11-23T02:00:00Z");
  const links = makeChartLinks({ key: Buffer.alloc(32, 7), now: () => now });
  const place = { digest: "weekly", period: "2026-W47", locale: "en", n: 2 } as const;
  const signed = links.to("https://desk.example.com", place).split("/charts/")[1]!;

  test("opens its chart for seven days, on any instance with the key", () => {
    const other = makeChartLinks({ key: Buffer.alloc(32, 7), now: () => now });
    expect(other.check(signed)).toEqual({ place, secondsLeft: (7 * DAY_MS) / 1_000 });
    now += 7 * DAY_MS;
    expect(links.check(signed)).toEqual({ refused: "expired" });
    now -= 7 * DAY_MS;
  });

  test.each([
    ["nothing", ""],
    ["no signature", signed.split(".")[0]!],
    [
      "another chart under the same signature",
      `${Buffer.from("weekly|2026-W47|en|3|9999999999999").toString("base64url")}.${signed.split(".")[1]}`,
    ],
    ["a cut signature", signed.slice(0, -4)],
    [
      "another key",
      makeChartLinks({ key: Buffer.alloc(32, 8), now: () => now })
        .to("", place)
        .split("/charts/")[1]!,
    ],
    ["odd bytes", "%00.ÿ.🙂"],
  ])("of %s opens nothing", (_, odd) => expect(links.check(odd)).toEqual({ refused: "not_signed" }));
});
