import type { ReportView } from "../../../../../application/reports/ports.js";
import type { ChartSeries, ChartSpec } from "../../../../../domain/digest/charts.js";
import type { Category } from "../../../../../domain/words.js";

export interface SpecWords {
  opened: string;
  resolved: string;
  kept: string;
  broken: string;
  demands: string;
  category: (category: Category | null) => string;
  title: Record<"days" | "promises" | "categories" | "priorities", string>;
}

/** A chart, and for each place of each series the list of what is counted there. */
export interface Picture {
  id: keyof SpecWords["title"];
  spec: ChartSpec;
  lists: string[][];
}

interface Part {
  name: string;
  colour: ChartSeries["colour"];
  cells: { value: number | null; tickets: string }[];
}

function picture(id: Picture["id"], title: string, of: { labels: string[]; parts: Part[]; stacked: boolean }): Picture {
  return {
    id,
    spec: {
      ...{ title, kind: "bar", unit: "count", stacked: of.stacked, labels: of.labels },
      series: of.parts.map(({ name, colour, cells }) => ({ name, colour, values: cells.map(({ value }) => value) })),
    },
    lists: of.parts.map(({ cells }) => cells.map(({ tickets }) => tickets)),
  };
}

/** `11/23`; the day alone once the month is said. */
const dayLabel = (day: string, place: number): string => {
  const [, month, date] = day.split("-").map(Number);
  return place === 0 || date === 1 ? `${month}/${date}` : String(date);
};

/** The period's charts; those by day only where there is more than one. */
export function picturesOf({ series, demands, promises }: ReportView, t: SpecWords): Picture[] {
  const labels = series.map(({ day }, place) => dayLabel(day, place));
  const byDay =
    series.length < 2
      ? []
      : [
          picture("days", t.title.days, {
            labels,
            stacked: false,
            parts: [
              { name: t.opened, colour: 1, cells: series.map(({ opened }) => opened) },
              { name: t.resolved, colour: 2, cells: series.map(({ resolved }) => resolved) },
            ],
          }),
          picture("promises", t.title.promises, {
            labels,
            stacked: true,
            parts: [
              { name: t.kept, colour: 1, cells: series.map(({ kept }) => kept) },
              { name: t.broken, colour: 3, cells: series.map(({ broken }) => broken) },
            ],
          }),
        ];
  return [
    ...byDay,
    picture("categories", t.title.categories, {
      labels: demands.byCategory.map(({ category }) => t.category(category)),
      stacked: false,
      parts: [{ name: t.demands, colour: 1, cells: demands.byCategory }],
    }),
    picture("priorities", t.title.priorities, {
      labels: promises.byPriority.map(({ priority }) => priority),
      stacked: true,
      parts: [
        { name: t.kept, colour: 1, cells: promises.byPriority.map(({ kept }) => kept) },
        { name: t.broken, colour: 3, cells: promises.byPriority.map(({ broken }) => broken) },
      ],
    }),
  ];
}
