import { useRef } from "react";
import { Link } from "wouter";
import type { BoardRow } from "../../../../../application/desk-pages.js";
import { useSayTime } from "../../clock/say-time.js";
import { useKeys } from "../../keys/keys.js";
import { Button } from "../../ui/controls.js";
import { Face, PriorityBadge, StateGlyph } from "../../ui/marks.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { langOf } from "../../work/lang.js";
import { useWhom } from "./names.js";
import { useStill } from "./still.js";
import { useWhy } from "./why.js";
import { byWindow, dueOf, wordNow, type Window } from "./windows.js";
import { BOARD_WORDS } from "./words.js";

const idOf = ({ commitment }: BoardRow): string => commitment.id;

/** One line a commitment under the window it falls due in; it does not jump while somebody points at it. */
export function Rows({ rows, now }: { rows: readonly BoardRow[]; now: number }) {
  const t = useWords(BOARD_WORDS);
  const still = useStill(rows, idOf, now);
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table, still.apply);
  return (
    <div className="box owed-rows" {...still.hold}>
      {still.waiting === 0 ? null : (
        <button type="button" className="waiting-order" onClick={still.apply}>
          {t.waiting(still.waiting)} <kbd>.</kbd>
        </button>
      )}
      <table className="plain" ref={table}>
        <Columns />
        {byWindow(still.rows, still.at).map((group) => (
          <tbody key={group.window}>
            <GroupRow window={group.window} n={group.rows.length} />
            {group.rows.map((row) => (
              <Row key={idOf(row)} row={row} now={now} gone={still.gone.has(idOf(row))} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** `j` and `k` go from row to row; Enter opens the one in focus, as on any link. */
function useRowKeys(table: React.RefObject<HTMLTableElement | null>, apply: () => void): void {
  const t = useWords(BOARD_WORDS);
  const step = (by: 1 | -1): void => {
    const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>("a.handle") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at < 0 ? (by === 1 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys([
    { press: "j", does: t.next, run: () => step(1) },
    { press: "k", does: t.previous, run: () => step(-1) },
    { press: ".", does: t.applyKey, run: apply },
  ]);
}

function Columns() {
  const { columns } = useWords(BOARD_WORDS);
  return (
    <thead>
      <tr>
        <th scope="col">{columns.due}</th>
        <th scope="col">{columns.state}</th>
        <th scope="col">{columns.priority}</th>
        <th scope="col">{columns.whom}</th>
        <th scope="col">{columns.what}</th>
        <th scope="col">{columns.who}</th>
        <th scope="col">{columns.why}</th>
        <th scope="col">
          <span className="sr">{columns.act}</span>
        </th>
      </tr>
    </thead>
  );
}

function GroupRow({ window, n }: { window: Window; n: number }) {
  const t = useWords(BOARD_WORDS);
  const name = window === "overdue" ? t.group.overdue : window === "soon" ? t.group.soon : t.group.hours(window);
  return (
    <tr className="g">
      <th scope="rowgroup" colSpan={8}>
        {name} <span className="t3">{t.items(n, false)}</span>
      </th>
    </tr>
  );
}

function Row({ row, now, gone }: { row: BoardRow; now: number; gone: boolean }) {
  const say = useSayTime();
  const { whom } = useWhom();
  const why = useWhy();
  const word = wordNow(row, now);
  const ink = gone ? "ink-calm" : `ink-${word}`;
  return (
    <tr className={gone ? "gone" : undefined}>
      <td>
        <b className={`due ${ink}`}>{say.at(row.commitment.dueAt, now)}</b>
      </td>
      <td>
        <Chip row={row} now={now} gone={gone} />
      </td>
      <td>{row.ticket === null ? null : <PriorityBadge priority={row.ticket.priority} />}</td>
      <td>
        <b lang={langOf(whom(row.customer).full)}>{whom(row.customer).full}</b>
      </td>
      <td>
        <What row={row} />
      </td>
      <td>
        <Who row={row} />
      </td>
      <td className="t2 meta">{why(row.commitment.why)}</td>
      <td className="act">
        <Handle row={row} />
      </td>
    </tr>
  );
}

/** What is owed, and of what demand. */
function What({ row }: { row: BoardRow }) {
  const t = useWords(BOARD_WORDS);
  const terms = useWords(TERMS);
  const kind = terms.kind[row.commitment.kind];
  if (row.ticket === null) return kind;
  return (
    <span className="what">
      {kind}
      {t.colon}
      <span lang={langOf(row.ticket.text)}>{row.ticket.text}</span>
    </span>
  );
}

function Chip({ row, now, gone }: { row: BoardRow; now: number; gone: boolean }) {
  const t = useWords(BOARD_WORDS);
  const say = useSayTime();
  const word = gone ? "kept" : wordNow(row, now);
  const span = say.span(dueOf(row) - now);
  const text = gone ? t.settled : word === "overdue" ? t.overdueBy(span) : word === "told" ? t.told : span;
  return (
    <span className={`state ink-${gone ? "calm" : word}`}>
      <StateGlyph word={word} />
      {text}
    </span>
  );
}

function Who({ row }: { row: BoardRow }) {
  const { who } = useWhom();
  const { name, kind } = who(row);
  if (kind === "nobody") return <b className="ink-overdue">{name}</b>;
  return (
    <span className="who">
      <Face name={name} silent />
      <span lang={langOf(name)}>{name}</span>
    </span>
  );
}

function Handle({ row: { ticket, commitment } }: { row: BoardRow }) {
  const t = useWords(BOARD_WORDS);
  const terms = useWords(TERMS);
  if (ticket === null) return <span className="meta t3">{t.noTicket}</span>;
  return (
    <Button
      component={Link}
      href={`/tickets/${ticket.number}`}
      size="compact-sm"
      className="handle"
      aria-label={t.handleOf(ticket.number, terms.kind[commitment.kind])}
    >
      {t.handle}
    </Button>
  );
}
