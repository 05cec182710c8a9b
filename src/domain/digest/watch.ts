import type { Instant } from "../time.js";
import { ALERT_LEVELS } from "../words.js";
import type { DigestSection, DigestTable } from "./document.js";
import type { Listed, Load, OwedRow, WatchFigures } from "./figures.js";
import { left, moment, right, span, ticketNumber, type Printing } from "./printed.js";

/** The daily watch list: P1 and P2 first, then what is overdue, owed and waits (service-process 5). */
export function watchSections(figures: WatchFigures, now: Instant, p: Printing): DigestSection[] {
  const { words, names } = p;
  const agent = (id: string): string => names.agent(id);
  const listed = (title: string, total: number, table: DigestTable): DigestSection => ({
    title,
    figures: [{ label: words("count"), value: String(total), note: null }],
    tables: table.rows.length > 0 ? [table] : [],
    notes: [],
  });
  const { urgent, unanswered, waiting } = figures;
  return [
    listed(words("section.urgent"), urgent.total, {
      title: null,
      columns: left(words("number"), words("priority"), words("status"), words("due"), words("owner")),
      rows: urgent.rows.map((row) => [
        ticketNumber(row.number),
        row.priority,
        words(`status.${row.status}`),
        row.dueAt === null ? words("nothing") : moment(row.dueAt, p),
        agent(row.owner),
      ]),
      more: more(urgent, p),
    }),
    { ...listed(words("section.overdue"), figures.overdue.total, owedTable(figures.overdue, p)), notes: [words("note.overdue")] },
    brokenSection(figures.broken, p),
    listed(words("section.owed"), figures.owed.total, owedTable(figures.owed, p)),
    listed(words("section.unanswered"), unanswered.total, {
      title: null,
      columns: [...left(words("number"), words("since")), ...right(words("waited")), ...left(words("holder"))],
      rows: unanswered.rows.map((row) => [
        row.number === null ? words("nothing") : ticketNumber(row.number),
        moment(row.since, p),
        span(now - row.since, p),
        row.agent === null ? words("unassigned") : agent(row.agent),
      ]),
      more: more(unanswered, p),
    }),
    {
      title: words("section.alerts"),
      figures: ALERT_LEVELS.map((level) => ({
        label: words(`alert.${level}`),
        value: String(figures.alerts[level]),
        note: null,
      })),
      tables: [],
      notes: [],
    },
    listed(words("section.waiting"), waiting.total, {
      title: null,
      columns: left(words("number"), words("priority"), words("opened"), words("owner")),
      rows: waiting.rows.map((row) => [ticketNumber(row.number), row.priority, moment(row.createdAt, p), agent(row.owner)]),
      more: more(waiting, p),
    }),
    listed(words("section.unseen"), figures.unseen.total, owedTable(figures.unseen, p)),
    loadSection(figures, p),
  ];
}

function brokenSection({ silent, toldBefore, rows }: WatchFigures["broken"], p: Printing): DigestSection {
  const { words } = p;
  return {
    title: words("section.broken"),
    figures: [
      { label: words("broken.silent"), value: String(silent), note: null },
      { label: words("broken.told"), value: String(toldBefore), note: null },
    ],
    tables: rows.length > 0 ? [{ ...owedTable({ total: silent, rows }, p), title: words("broken.silent") }] : [],
    notes: [],
  };
}

const owedTable = (list: Listed<OwedRow>, p: Printing): DigestTable => ({
  title: null,
  columns: left(p.words("number"), p.words("priority"), p.words("kind"), p.words("due"), p.words("owner")),
  rows: list.rows.map((row) => [
    ticketNumber(row.number),
    row.priority,
    p.words(`kind.${row.kind}`),
    moment(row.dueAt, p),
    p.names.agent(row.owner),
  ]),
  more: more(list, p),
});

const more = ({ total, rows }: { total: number; rows: readonly unknown[] }, { words }: Printing): string | null =>
  total > rows.length ? words("more", { n: total - rows.length }) : null;

function loadSection({ teams, agents }: WatchFigures, p: Printing): DigestSection {
  const { words, names } = p;
  const numbers = right(words("open"), words("urgent"), words("overdueShort"), words("owedShort"));
  const rowsOf = (loads: Record<string, Load>, name: (id: string) => string): string[][] =>
    Object.entries(loads)
      .sort(([, a], [, b]) => b.overdue - a.overdue || b.open - a.open)
      .map(([id, load]) => [name(id), ...[load.open, load.urgent, load.overdue, load.owed].map(String)]);
  const tables = [
    { title: null, columns: [...left(words("team")), ...numbers], rows: rowsOf(teams, names.team), more: null },
    { title: null, columns: [...left(words("agent")), ...numbers], rows: rowsOf(agents, names.agent), more: null },
  ];
  return { title: words("section.load"), figures: [], tables: tables.filter(({ rows }) => rows.length > 0), notes: [] };
}
