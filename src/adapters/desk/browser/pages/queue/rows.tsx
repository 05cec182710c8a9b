import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { DueGroup, QueueCounts } from "../../../../../application/desk-pages.js";
import { useNow } from "../../clock/now.js";
import { useKeys } from "../../keys/keys.js";
import { useWords } from "../../words.js";
import { useSeen } from "./seen.js";
import type { StillRow } from "./still.js";
import { Row } from "./row.js";
import { QUEUE_WORDS } from "./words.js";

const ROW_PX = 75;
const HEADING_PX = 31;
/** Rows before the end at which the next page is asked for. */
const EARLY = 20;

type Line = { kind: "heading"; key: string; group: DueGroup } | { kind: "row"; key: string; still: StillRow };

/** A heading wherever the group changes; it is named by what stands under it. */
function linesOf(rows: readonly StillRow[]): Line[] {
  return rows.flatMap((still, at): Line[] => {
    const row: Line = { kind: "row", key: still.row.id, still };
    return at > 0 && rows[at - 1]?.group === still.group
      ? [row]
      : [{ kind: "heading", key: `${still.group} ${still.row.id}`, group: still.group }, row];
  });
}

export interface RowsFacts {
  rows: readonly StillRow[];
  counts: QueueCounts | null;
  /** T-000123 of the address. */
  selected: string | null;
  search: string;
  /** The end is near. */
  next: () => void;
  /** Somebody points at a row, or has come to it by key. */
  touched: { current: boolean };
}

/** The rows of the queue: only those in sight are made, however many there are. */
export function Rows({ rows, counts, selected, search, next, touched }: RowsFacts) {
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(rows), [rows]);
  const { at, setAt, move } = useCursor(rows, selected);
  const virtual = useWindow(box, lines, at);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= lines.length - EARLY) next();
  }, [last, lines.length, next]);
  const step = (by: number): void => {
    const id = move(by);
    const index = lines.findIndex(({ key }) => key === id);
    if (id === null || index < 0) return;
    virtual.scrollToIndex(index === 1 ? 0 : index, { align: "auto" });
    // Made with the next paint where it was out of sight.
    if (!focus(box, id)) requestAnimationFrame(() => focus(box, id));
  };
  const facts = useRowFacts(rows);
  const lineAt = (line: Line): React.ReactNode =>
    line.kind === "heading" ? (
      <Heading group={line.group} counts={counts} />
    ) : (
      <Row
        still={line.still}
        search={search}
        selected={line.still.row.number === selected}
        inTab={line.key === at || (at === null && line === lines[1])}
        onFocus={setAt}
        {...facts(line.still)}
      />
    );
  return (
    <Frame box={box} step={step} touched={touched}>
      <div className="all" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => (
          <div key={key} className="line" style={{ transform: `translateY(${start}px)` }}>
            {lines[index] === undefined ? null : lineAt(lines[index])}
          </div>
        ))}
      </div>
    </Frame>
  );
}

type Box = React.RefObject<HTMLDivElement | null>;

function focus(box: Box, id: string): boolean {
  const row = box.current?.querySelector<HTMLElement>(`[data-id="${id}"]`) ?? null;
  row?.focus({ preventScroll: true });
  return row !== null;
}

function useWindow(box: Box, lines: readonly Line[], at: string | null) {
  const kept = lines.findIndex(({ key }) => key === at);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === "heading" ? HEADING_PX : ROW_PX),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
    // Whoever has the focus stays, though it is scrolled out of sight.
    rangeExtractor: (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      return kept < 0 || inSight.includes(kept) ? inSight : [...inSight, kept].sort((a, b) => a - b);
    },
  });
  // The heights follow the lines, not the places that were measured before.
  useLayoutEffect(() => virtual.measure(), [lines]);
  return virtual;
}

interface Framed {
  box: Box;
  step: (by: number) => void;
  touched: RowsFacts["touched"];
  children: React.ReactNode;
}

/** Knows whether somebody is at the rows, and takes the keys that go through them. */
function Frame({ box, step, touched, children }: Framed) {
  const t = useWords(QUEUE_WORDS);
  useKeys([
    { press: "j", does: t.next, run: () => step(1) },
    { press: "k", does: t.previous, run: () => step(-1) },
  ]);
  return (
    <div
      ref={box}
      className="rows"
      onPointerEnter={() => (touched.current = true)}
      onPointerLeave={() => (touched.current = box.current?.contains(document.activeElement) ?? false)}
      onFocus={() => (touched.current = true)}
      onBlur={() => (touched.current = box.current?.matches(":hover") ?? false)}
      onKeyDown={(event) => {
        const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        step(by);
      }}
    >
      {children}
    </div>
  );
}

function Heading({ group, counts }: { group: DueGroup; counts: QueueCounts | null }) {
  const t = useWords(QUEUE_WORDS);
  return (
    <h2 className={`group group-${group}`}>
      {t.groups[group]}
      {counts === null ? null : <span aria-label={t.tickets(counts.due[group])}>{t.count(counts.due[group], counts.more)}</span>}
    </h2>
  );
}

/** Where J, K and Tab are: at the row last focused, else at the one that is open. */
function useCursor(rows: readonly StillRow[], selected: string | null) {
  const [focused, setAt] = useState<string | null>(null);
  const [location] = useLocation();
  useEffect(() => setAt(null), [location]);
  const place = (id: string | null): number => rows.findIndex(({ row }) => row.id === id);
  const open = rows.findIndex(({ row }) => row.number === selected);
  const here = place(focused) >= 0 ? place(focused) : open;
  const move = (by: number): string | null => {
    const to = here < 0 ? 0 : Math.min(Math.max(here + by, 0), rows.length - 1);
    const id = rows[to]?.row.id ?? null;
    setAt(id);
    return id;
  };
  return { at: rows[here]?.row.id ?? null, setAt, move };
}

/** What a row is shown with beside itself; one look at the clock for all. */
function useRowFacts(rows: readonly StillRow[]) {
  const now = useNow();
  const seen = useSeen();
  const isUnseen = ({ row }: StillRow): boolean =>
    row.conversation.unansweredSince !== null && Date.parse(row.conversation.unansweredSince) > (seen.get(row.id) ?? 0);
  const longest = useMemo(
    () =>
      rows
        .filter(isUnseen)
        .map(({ row }) => row.conversation.unansweredSince!)
        .sort()[0],
    [rows, seen],
  );
  return (still: StillRow) => {
    const unseen = isUnseen(still);
    return { now, unseen, longest: unseen && still.row.conversation.unansweredSince === longest };
  };
}
