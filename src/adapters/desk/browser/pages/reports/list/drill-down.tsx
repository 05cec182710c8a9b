import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { Button } from "../../../ui/controls.js";
import { Failed, Waiting } from "../../../ui/panes.js";
import { usePages } from "../../../work/pages.js";
import type { List } from "../../../work/reads.js";
import { useWords } from "../../../words.js";
import { useShown } from "../address.js";
import { searchOf } from "../address-of.js";
import { REPORT_WORDS } from "../words.js";
import { CommitmentRows, SurveyRows, TicketRows } from "./rows.js";

/** What stands behind a figure, row by row, from the very list the figure was counted with. */
export function DrillDown({ list, of }: { list: string; of: string | null }) {
  const t = useWords(REPORT_WORDS).list;
  const [shown] = useShown();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: false }), [list]);
  const { pages, error, again, more, busy } = usePages<List<never>>(["report-list", list], `/${list}&limit=50`);
  const rows = pages?.flatMap(({ items }) => items) ?? [];
  const Rows = list.startsWith("tickets") ? TicketRows : list.startsWith("commitments") ? CommitmentRows : SurveyRows;
  return (
    <section className="box drill" ref={box} tabIndex={-1} aria-label={of ?? t.open}>
      <h2>
        {of}
        <span className="t3 meta">{pages === null ? null : t.shown(rows.length, more !== null)}</span>
        <small>
          <Link href={`/reports${searchOf(shown, { list: null, of: null })}`}>{t.clear}</Link>
        </small>
      </h2>
      {pages === null ? (
        error === null ? (
          <Waiting />
        ) : (
          <Failed error={error} again={again} />
        )
      ) : rows.length === 0 ? (
        <p className="none t2 small">{t.empty}</p>
      ) : (
        <Rows rows={rows} />
      )}
      {more === null ? null : (
        <p className="none">
          <Button size="compact-sm" loading={busy} onClick={more}>
            {t.more}
          </Button>
        </p>
      )}
    </section>
  );
}
