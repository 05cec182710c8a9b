import type { ChartSpec } from "../../domain/digest/charts.js";
import type { Locale } from "../../domain/words.js";

export interface Look {
  locale: Locale;
  theme: "light" | "dark";
}

/** Draws charts; its libraries are loaded with the first. Rejects on a fault of theirs. */
export interface ChartDrawer {
  /** Whether this machine has a font for Chinese: without one nothing is drawn as a picture. */
  ready(): Promise<boolean>;
  svg(spec: ChartSpec, look: Look): Promise<string>;
  png(spec: ChartSpec, look: Look): Promise<Buffer>;
}

/** A chart of a posted digest, by which a link finds it; `n` from 1. */
export interface ChartPlace {
  digest: string;
  period: string;
  locale: Locale;
  n: number;
}

/** What goes beside a digest's text. */
export interface PostedChart {
  title: string;
  /** Good for some days, for whoever has it; null without an address of the desk. */
  url: string | null;
  /** Only for robots that take pictures. */
  png: Buffer | null;
}

export interface ChartPosting {
  drawer: Pick<ChartDrawer, "ready" | "png">;
  /** Null without an address of the desk. */
  linkTo: ((place: ChartPlace) => string) | null;
}
