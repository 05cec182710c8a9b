import { CATEGORIES, FORMS, PRIORITIES } from "../words.js";
import type { WeeklyFigures } from "./figures.js";
import type { Printing } from "./printed.js";

/** A picture of figures before any library: what stands at which place. Its numbers are the figures themselves. */
export interface ChartSpec {
  title: string;
  kind: "bar" | "line";
  /** Parts of a whole, one on the other. */
  stacked: boolean;
  /** Along the axis. */
  labels: string[];
  series: ChartSeries[];
  unit: "count" | "share";
}

export interface ChartSeries {
  name: string;
  /** Which of the design's four chart colours: categories, never a status. */
  colour: 1 | 2 | 3 | 4;
  /** A value for each label; null: nothing was measured. */
  values: (number | null)[];
}

const COLOUR_OF = { consultation: 1, support: 2, complaint: 3 } as const;

const isEmpty = ({ series }: ChartSpec): boolean =>
  series.every(({ values }) => values.every((value) => value === null || value === 0));

/** The week's charts; one of nothing is left out. */
export function weeklyCharts(figures: WeeklyFigures, { words, names }: Printing): ChartSpec[] {
  const { kinds, sla, teams } = figures;
  const categories = [...CATEGORIES, null].filter((category) => kinds.some((kind) => kind.category === category));
  const forms = FORMS.filter((form) => kinds.some((kind) => kind.form === form));
  const priorities = PRIORITIES.filter((priority) => sla.some((row) => row.priority === priority));
  const ofPriority = (key: "met" | "broken") => priorities.map((each) => sla.find(({ priority }) => priority === each)![key]);
  const count = { kind: "bar", unit: "count" } as const;
  const charts: ChartSpec[] = [
    {
      ...count,
      title: words("section.kinds"),
      stacked: true,
      labels: categories.map((category) => words(`category.${category ?? "none"}`)),
      series: forms.map((form) => ({
        name: words(`form.${form}`),
        colour: COLOUR_OF[form],
        values: categories.map((category) => kinds.find((kind) => kind.category === category && kind.form === form)?.n ?? 0),
      })),
    },
    {
      ...count,
      title: words("section.sla"),
      stacked: true,
      labels: priorities,
      // Far apart, and what was missed is not green.
      series: [
        { name: words("met"), colour: 1, values: ofPriority("met") },
        { name: words("broken"), colour: 3, values: ofPriority("broken") },
      ],
    },
    {
      ...count,
      title: words("section.teams"),
      stacked: false,
      labels: Object.keys(teams).map((id) => names.team(id)),
      series: [
        { name: words("demands"), colour: 1, values: Object.values(teams).map(({ demands }) => demands.demands) },
        { name: words("closed"), colour: 2, values: Object.values(teams).map(({ closed }) => closed.handling.n) },
      ],
    },
  ];
  return charts.filter((chart) => !isEmpty(chart));
}
