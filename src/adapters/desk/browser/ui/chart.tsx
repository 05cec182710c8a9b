import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { optionOf } from "../../../charts/options.js";
import type { ChartSpec } from "../../../../domain/digest/charts.js";
import { useComputedColorScheme } from "./controls.js";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, SVGRenderer]);

/**
 * What differs on the page: the title and the words for those who cannot see stand around it; a tooltip of markup would be put in as a
 * string, which the page's policy forbids.
 */
const onPage = ({ tooltip, legend, grid }: Record<string, unknown>) => ({
  aria: { enabled: false },
  tooltip: { ...(tooltip as object), renderMode: "richText" },
  legend: { ...(legend as object), top: 0 },
  grid: { ...(grid as object), top: 34 },
});

interface Drawn {
  spec: ChartSpec;
  /** What is seen, for those who cannot; every chart has its table beside it. */
  label: string;
  /** The place that is looked at: it gets a frame. */
  selected?: number | null;
  pick?: (place: number, series: number) => void;
}

/**
 * ECharts empties what it drew by `innerHTML = ""`, which the page's policy takes for markup: on its own elements that empties them
 * and nothing else.
 */
function emptyOnly(element: Element): void {
  Object.defineProperty(element, "innerHTML", { configurable: true, set: () => element.replaceChildren() });
}

/** The same options as the digests' pictures, drawn as SVG: no style element, no markup of ECharts' own (strict CSP). */
export function Chart({ spec, label, selected = null, pick }: Drawn) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const picked = useRef(pick);
  picked.current = pick;
  const theme = useComputedColorScheme("light");
  useEffect(() => {
    const made = init(box.current, null, { renderer: "svg" });
    chart.current = made;
    for (const element of [box.current!, ...box.current!.querySelectorAll("*")]) emptyOnly(element);
    made.on("click", ({ dataIndex, seriesIndex }) => picked.current?.(dataIndex, seriesIndex ?? 0));
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(box.current!);
    return () => {
      resized.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const fontFamily = getComputedStyle(document.body).fontFamily;
    const option = optionOf({ ...spec, title: "" }, { theme, fontFamily, selected });
    chart.current?.setOption({ ...option, ...onPage(option) }, true);
  }, [spec, theme, selected]);
  return <div className="chart" ref={box} role="img" aria-label={label} />;
}
