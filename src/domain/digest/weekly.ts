import { PRIORITIES } from "../words.js";
import type { DigestSection, DigestTable } from "./document.js";
import { DIMENSIONS, type Measures, type Promises, type Spans, type WeeklyFigures } from "./figures.js";
import { answered, left, percent, right, share, span, type Printing } from "./printed.js";

/** The week's figures, each share with its n (service-process 10). */
export function weeklySections(figures: WeeklyFigures, p: Printing): DigestSection[] {
  return [
    demandsSection(figures, p),
    kindsSection(figures, p),
    speedSection(figures.whole, p),
    slaSection(figures.sla, p),
    promisesSection(figures.whole.promises, p),
    surveySection(figures.whole, p),
    peopleSection(p.words("section.teams"), measureTable(figures.teams, p, "team")),
    peopleSection(p.words("section.agents"), measureTable(figures.agents, p, "agent")),
    {
      title: p.words("section.keywords"),
      figures: [],
      tables: [
        table(
          [...left(p.words("word")), ...right(p.words("n"))],
          figures.keywords.map(({ word, n }) => [word, String(n)]),
        ),
      ],
      notes: [],
    },
  ].map((section) => withoutEmptyTables(section, p));
}

const table = (columns: DigestTable["columns"], rows: string[][]): DigestTable => ({ title: null, columns, rows, more: null });

/** A section without anything says so. */
function withoutEmptyTables(section: DigestSection, { words }: Printing): DigestSection {
  const tables = section.tables.filter(({ rows }) => rows.length > 0);
  const isEmpty = section.figures.length === 0 && tables.length === 0;
  return { ...section, tables, notes: isEmpty ? [words("none")] : section.notes };
}

const peopleSection = (title: string, of: DigestTable): DigestSection => ({ title, figures: [], tables: [of], notes: [] });

function demandsSection({ whole, before }: WeeklyFigures, { words }: Printing): DigestSection {
  const trend = (now: number, then: number): string => {
    if (then === 0) return words("noBefore", { n: then });
    const change = percent(now - then, then);
    return words("before", { n: then, change: now > then ? `+${change}` : change });
  };
  const { demands } = whole.demands;
  const closed = whole.closed.handling.n;
  return {
    title: words("section.demands"),
    figures: [
      { label: words("demands"), value: String(demands), note: trend(demands, before.demands) },
      { label: words("closed"), value: String(closed), note: trend(closed, before.closed) },
    ],
    tables: [],
    notes: [],
  };
}

function kindsSection({ kinds, whole }: WeeklyFigures, p: Printing): DigestSection {
  const { words } = p;
  const rows = kinds
    .toSorted((a, b) => b.n - a.n)
    .map(({ category, form, n }) => [
      words(`category.${category ?? "none"}`),
      words(`form.${form}`),
      String(n),
      percent(n, whole.demands.demands),
    ]);
  const columns = [...left(words("category"), words("form")), ...right(words("n"), words("share"))];
  return { title: words("section.kinds"), figures: [], tables: [table(columns, rows)], notes: [] };
}

function speedSection({ demands, closed }: Measures, p: Printing): DigestSection {
  const { words } = p;
  const row = (label: string, { n, meanMs, medianMs, p90Ms }: Spans): string[] => [
    label,
    ...[meanMs, medianMs, p90Ms].map((ms) => span(ms, p)),
    String(n),
  ];
  const columns = [...left(words("measure")), ...right(words("mean"), words("median"), words("p90"), words("n"))];
  return {
    title: words("section.speed"),
    figures: [
      { label: words("resolution"), value: share(demands.resolved, demands.counted, p), note: null },
      { label: words("reopened"), value: share(closed.reopened, closed.handling.n, p), note: null },
    ],
    tables: [table(columns, [row(words("firstResponse"), demands.firstResponse), row(words("handling"), closed.handling)])],
    notes: [words("note.resolution")],
  };
}

function slaSection(sla: WeeklyFigures["sla"], p: Printing): DigestSection {
  const { words } = p;
  const rows = PRIORITIES.flatMap((priority) => sla.filter((row) => row.priority === priority)).map((row) => [
    row.priority,
    String(row.met),
    String(row.broken),
    share(row.met, row.met + row.broken, p),
  ]);
  const columns = [...left(words("priority")), ...right(words("met"), words("broken"), words("rate"))];
  return { title: words("section.sla"), figures: [], tables: [table(columns, rows)], notes: [words("note.sla")] };
}

function promisesSection(promises: Promises, p: Printing): DigestSection {
  const { words } = p;
  const { met, broken, toldBefore, heldByBot, byReprioritising } = promises;
  return {
    title: words("section.promises"),
    figures: [
      { label: words("kept"), value: share(met, met + broken, p), note: words("keptNote") },
      { label: words("toldBefore"), value: String(toldBefore), note: null },
      { label: words("silent"), value: String(broken - toldBefore), note: null },
      { label: words("heldByBot"), value: share(heldByBot, broken, p), note: null },
      { label: words("byReprioritising"), value: String(byReprioritising), note: null },
    ],
    tables: [],
    notes: [],
  };
}

function surveySection({ marks }: Measures, p: Printing): DigestSection {
  const { words } = p;
  const { overall } = marks.dimensions;
  return {
    title: words("section.survey"),
    figures: [
      { label: words("satisfied"), value: answered(overall.satisfied, overall.n, p), note: null },
      ...DIMENSIONS.filter((dimension) => dimension !== "overall").map((dimension) => ({
        label: words(`dimension.${dimension}`),
        value: answered(marks.dimensions[dimension].satisfied, marks.dimensions[dimension].n, p),
        note: null,
      })),
      { label: words("responseRate"), value: share(marks.answered, marks.asked, p), note: null },
    ],
    tables: [],
    notes: [words("note.survey")],
  };
}

/** One row a team or agent: unevenness is one of the ills to cure. */
function measureTable(of: Record<string, Measures>, p: Printing, who: "team" | "agent"): DigestTable {
  const { words, names } = p;
  const rows = Object.entries(of)
    .sort(([, a], [, b]) => b.demands.demands - a.demands.demands)
    .map(([id, { demands, closed, promises, marks }]) => {
      const { n, satisfied } = marks.dimensions.overall;
      return [
        names[who](id),
        String(demands.demands),
        String(closed.handling.n),
        span(demands.firstResponse.medianMs, p),
        span(closed.handling.medianMs, p),
        share(promises.met, promises.met + promises.broken, p),
        String(closed.reopened),
        n === 0 ? words("nothing") : answered(satisfied, n, p),
      ];
    });
  const numbers = right(
    words("demands"),
    words("closed"),
    `${words("firstResponse")} (${words("median")})`,
    `${words("handling")} (${words("median")})`,
    words("kept"),
    words("reopened"),
    words("section.survey"),
  );
  return table([...left(words(who)), ...numbers], rows);
}
