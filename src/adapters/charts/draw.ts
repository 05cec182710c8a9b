import type { ChartDrawer, Look } from "../../application/digests/charts.js";
import type { ChartSpec } from "../../domain/digest/charts.js";
import { optionOf } from "./options.js";

/** In CSS pixels; a picture has twice as many, for screens that show them. */
const SIZE = { width: 720, height: 320 };
const ZOOM = 2;

/** Debian's fonts-noto-cjk; by its name others stand in where a machine has them. */
export const CHINESE_FONT = "Noto Sans CJK SC";
/** Without quotes: ECharts puts it into an attribute as it is. */
const FAMILY = { "zh-CN": `${CHINESE_FONT}, sans-serif`, en: `Noto Sans, ${CHINESE_FONT}, sans-serif` };

export interface DrawerDeps {
  warn: (facts: object, words: string) => void;
  /** The machine's own; tests take them away. */
  loadSystemFonts?: boolean;
}

/** ECharts makes the SVG, resvg the picture of it: each is a second to load, so only when a chart is drawn. */
export function makeChartDrawer({ warn, loadSystemFonts = true }: DrawerDeps): ChartDrawer {
  let charts: ReturnType<typeof loadCharts> | undefined;
  let ready: Promise<boolean> | undefined;
  const font = { loadSystemFonts, defaultFontFamily: CHINESE_FONT };
  const svg = async (spec: ChartSpec, { locale, theme }: Look): Promise<string> => {
    const { init } = await (charts ??= loadCharts());
    const chart = init(null, null, { renderer: "svg", ssr: true, ...SIZE });
    try {
      chart.setOption(optionOf(spec, { theme, fontFamily: FAMILY[locale], onSurface: true }));
      return chart.renderToSVGString();
    } finally {
      chart.dispose();
    }
  };
  return {
    svg,
    ready: () => (ready ??= hasChinese(font, warn)),
    png: async (spec, look) => {
      const { renderAsync } = await import("@resvg/resvg-js");
      const image = await renderAsync(await svg(spec, look), { font, fitTo: { mode: "zoom", value: ZOOM } });
      return image.asPng();
    },
  };
}

async function loadCharts() {
  const [core, { BarChart, LineChart }, parts, { SVGRenderer }] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  const { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } = parts;
  core.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, SVGRenderer]);
  return core;
}

interface Fonts {
  loadSystemFonts: boolean;
  defaultFontFamily: string;
}

/** Two characters that look the same are boxes, or nothing. */
async function hasChinese(font: Fonts, warn: DrawerDeps["warn"]): Promise<boolean> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const drawn = async (character: string): Promise<Buffer> => {
    const text = `<text x="4" y="30" font-size="28" font-family="${CHINESE_FONT}">${character}</text>`;
    return (await renderAsync(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">${text}</svg>`, { font })).pixels;
  };
  const has = !(await drawn("澄")).equals(await drawn("川"));
  if (!has)
    warn(
      { font: CHINESE_FONT },
      `no font for Chinese is installed: digests go without charts. Install ${CHINESE_FONT} (on Debian: fonts-noto-cjk)`,
    );
  return has;
}
