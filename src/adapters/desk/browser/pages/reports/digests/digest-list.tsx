import { Link } from "wouter";
import type { DigestView } from "../../../../../../application/digests/views.js";
import type { DigestSection, DigestTable } from "../../../../../../domain/digest/document.js";
import { query } from "../../../api/client.js";
import { useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { usePreferences } from "../../../preferences.js";
import { Chart } from "../../../ui/chart.js";
import { Button } from "../../../ui/controls.js";
import { Empty, Failed, Waiting } from "../../../ui/panes.js";
import { usePages } from "../../../work/pages.js";
import type { List } from "../../../work/reads.js";
import { useWords } from "../../../words.js";
import { Resend } from "../../alerts/resend.js";
import { REPORT_WORDS } from "../words.js";

/** What went out by the calendar, as it went out, newest first; the newest stands open. */
export function DigestList() {
  const t = useWords(REPORT_WORDS).digest;
  const { locale } = usePreferences();
  const { pages, error, again, more, busy } = usePages<List<DigestView>>(
    ["digests", locale],
    `/digests${query({ locale, limit: 20 })}`,
  );
  if (pages === null) return error === null ? <Waiting /> : <Failed error={error} again={again} />;
  const digests = pages.flatMap(({ items }) => items);
  if (digests.length === 0)
    return (
      <div className="box">
        <Empty title={t.none}>
          <p>{t.noneText}</p>
        </Empty>
      </div>
    );
  return (
    <>
      {digests.map((digest, place) => (
        <Digest key={digest.id} digest={digest} open={place === 0} />
      ))}
      {more === null ? null : (
        <div>
          <Button loading={busy} onClick={more}>
            {t.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Digest({ digest, open }: { digest: DigestView; open: boolean }) {
  const words = useWords(REPORT_WORDS);
  const say = useSayTime();
  const now = useNow();
  const t = words.digest;
  const { document, channel, madeAt, late, deliveries, charts } = digest;
  return (
    <details className="box digest" open={open}>
      <summary>
        <b>{document.title}</b>
        <span className="meta t3">
          {[t.names[digest.name] ?? digest.name, t.channel(channel), say.at(madeAt, now), ...(late ? [t.late] : [])].join("·")}
        </span>
      </summary>
      <div className="body">
        {deliveries
          .filter(({ state }) => state !== "sent")
          .map(({ id, state, reason }) => (
            <p key={id} className="small ink-due_soon">
              {words.delivery[state]} {reason} {state === "waiting" ? null : <Resend id={id} isUnknown={state === "unknown"} />}
            </p>
          ))}
        <div className="small t2">
          {document.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {document.sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
        <div className="charts">
          {charts.map((spec) => (
            <figure key={spec.title}>
              <figcaption>
                <b>{spec.title}</b>
              </figcaption>
              <Chart spec={spec} label={spec.title} />
            </figure>
          ))}
        </div>
      </div>
    </details>
  );
}

function Section({ section: { title, figures, tables, notes } }: { section: DigestSection }) {
  return (
    <section>
      <h2>{title}</h2>
      {figures.length === 0 ? null : (
        <dl className="numbers">
          {figures.map(({ label, value, note }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <b>{value}</b> {note === null ? null : <span className="meta t3">{note}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {tables.map((table, place) => (
        <Told key={table.title ?? place} table={table} />
      ))}
      {notes.map((note) => (
        <p key={note} className="meta t3">
          {note}
        </p>
      ))}
    </section>
  );
}

const TICKET = /^T-\d{6,}$/;

function Told({ table: { title, columns, rows, more } }: { table: DigestTable }) {
  return (
    <>
      <table className="plain">
        {title === null ? null : <caption>{title}</caption>}
        <thead>
          <tr>
            {columns.map(({ label, align }) => (
              <th key={label} scope="col" className={align === "right" ? "num" : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} className={columns[column]?.align === "right" ? "num" : undefined}>
                  {TICKET.test(cell) ? <Link href={`/tickets/${cell}`}>{cell}</Link> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more === null ? null : <p className="meta t3">{more}</p>}
    </>
  );
}
