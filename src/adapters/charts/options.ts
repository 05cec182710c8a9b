import type { EChartsCoreOption } from "echarts/core";
import type { ChartSpec } from "../../domain/digest/charts.js";

// Nothing but types is imported: the same options are drawn in the browser and on the server, so that one figure is one picture.

/** The design's colours: categories only, never a status. */
const COLOURS = {
  light: {
    series: ["#1D5CA3", "#2A9387", "#B07D1F", "#8178B0"],
    text: "#17211D",
    quiet: "#46534E",
    line: "#D8DEDA",
    surface: "#FFFFFF",
  },
  dark: {
    series: ["#8ABBF6", "#2FB3A4", "#E0B45A", "#B5ADE0"],
    text: "#E5EBE8",
    quiet: "#B4C0BB",
    line: "#2C3633",
    surface: "#171D1B",
  },
} as const;

export interface ChartLook {
  theme: "light" | "dark";
  /** As CSS writes it; the page's own unless told. */
  fontFamily?: string;
  /** The place that is looked at: it gets a frame. */
  selected?: number | null;
  /** For a picture, which has no page around it. */
  onSurface?: boolean;
}

const share = (value: unknown): string => (typeof value === "number" ? `${Math.round(value * 1_000) / 10}%` : "—");

/** What ECharts draws of it: the spec's numbers, in the design's colours. */
export function optionOf(spec: ChartSpec, look: ChartLook): EChartsCoreOption {
  const colours = COLOURS[look.theme];
  const said = spec.unit === "share" ? { valueFormatter: share } : {};
  const axis = { axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } };
  return {
    animation: false,
    aria: { enabled: true },
    color: spec.series.map(({ colour }) => colours.series[colour - 1]!),
    ...(look.onSurface ? { backgroundColor: colours.surface } : {}),
    textStyle: { color: colours.text, ...(look.fontFamily === undefined ? {} : { fontFamily: look.fontFamily }) },
    title: { text: spec.title, left: 8, top: 8, textStyle: { color: colours.text, fontSize: 14, fontWeight: 600 } },
    legend: { top: 8, right: 8, itemWidth: 12, itemHeight: 12, textStyle: { color: colours.quiet } },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, ...said },
    grid: { left: 8, right: 16, top: 48, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: spec.labels, ...axis, axisLabel: { color: colours.quiet, hideOverlap: true } },
    yAxis: {
      type: "value",
      ...(spec.unit === "share" ? { max: 1 } : { minInterval: 1 }),
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.quiet, ...(spec.unit === "share" ? { formatter: share } : {}) },
    },
    series: spec.series.map(({ name, values }) => ({
      ...{ name, type: spec.kind },
      ...(spec.stacked ? { stack: "all" } : {}),
      ...(spec.kind === "bar" ? { barMaxWidth: 32 } : { symbolSize: 6 }),
      data: values.map((value, n) =>
        n === look.selected ? { value, itemStyle: { borderColor: colours.text, borderWidth: 2 } } : value,
      ),
    })),
  };
}
