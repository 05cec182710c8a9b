import type { Instant } from "../time.js";
import type { Locale } from "../words.js";
import type { DigestDocument } from "./document.js";
import type { Names, WatchFigures, WeeklyFigures } from "./figures.js";
import { dateOf, type Period } from "./period.js";
import { moment } from "./printed.js";
import { watchSections } from "./watch.js";
import { weeklyCharts, type ChartSpec } from "./charts.js";
import { weeklySections } from "./weekly.js";
import { wordsOf } from "./words.js";

export type DigestFigures = { of: "watch"; figures: WatchFigures } | { of: "weekly"; figures: WeeklyFigures };

/** All that is known of a digest when its figures are counted; printed in any language from here. */
export interface Counted {
  name: string;
  counted: DigestFigures;
  period: Period;
  zone: string;
  /** A team's id where it is that team's only. */
  team: string | null;
  /** Desk time at which it was counted. */
  cutOff: Instant;
  /** When it should have been, where it comes late. */
  lateSince: Instant | null;
  company: Record<Locale, string>;
  /** Null without an address of the desk. */
  deskUrl: string | null;
}

/** The digest in one language. Pure: the same figures always print the same. */
export function documentOf(digest: Counted, locale: Locale, names: Names): DigestDocument {
  const words = wordsOf(locale);
  const { counted, period, zone, team, cutOff, lateSince, deskUrl } = digest;
  const p = { locale, words, zone, names };
  const span = period.kind === "day" ? period.key : `${period.key} (${dateOf(period.firstDay)} – ${dateOf(period.endDay - 1)})`;
  return {
    locale,
    title: `${digest.company[locale]} · ${words(counted.of)}`,
    lines: [
      `${words(period.kind)}: ${span}`,
      `${words("cutOff")}: ${moment(cutOff, p)} (${zone})`,
      team === null ? words("wholeDesk") : `${words("ofTeam")}: ${names.team(team)}`,
      ...(lateSince === null ? [] : [words("late", { due: moment(lateSince, p) })]),
    ],
    sections: counted.of === "watch" ? watchSections(counted.figures, cutOff, p) : weeklySections(counted.figures, p),
    link: deskUrl === null ? null : { label: words("link"), url: reportUrl(deskUrl, digest) },
  };
}

/** The desk's page of the same figures. */
function reportUrl(deskUrl: string, { period, team }: Pick<Counted, "period" | "team">): string {
  const query = new URLSearchParams({ period: period.kind, at: dateOf(period.firstDay), ...(team === null ? {} : { team }) });
  return `${deskUrl}?${query.toString()}`;
}

/** Its charts in one language, of the same figures. */
export function chartsOf({ counted, zone }: Counted, locale: Locale, names: Names): ChartSpec[] {
  return counted.of === "weekly" ? weeklyCharts(counted.figures, { locale, words: wordsOf(locale), zone, names }) : [];
}
