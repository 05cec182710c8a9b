import { lazy, Suspense, useState } from "react";
import type { TicketView } from "../../../../../../application/desk-views.js";
import { Modal } from "../../../ui/controls.js";
import { StateChip } from "../../../ui/marks.js";
import { useWords } from "../../../words.js";
import { COMMITMENT_WORDS } from "./commitment-words.js";
import { useCommitmentRows, type CommitmentRow } from "./use-facts.js";
import { SIDE_WORDS } from "../words.js";

const Why = lazy(async () => ({ default: (await import("./why.js")).Why }));

/** What is owed on the ticket, to whom and by when; each line opens its why. What is settled folds below. */
export function Commitments({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const { rows } = useCommitmentRows(ticket);
  const [asked, setAsked] = useState<string | null>(null);
  const shown = rows.filter(({ facts }) => facts.standing.is !== "dropped");
  const open = shown.filter(({ commitment }) => commitment.endedAt === null || commitment.overdue);
  const ended = shown.filter(({ commitment }) => commitment.endedAt !== null && !commitment.overdue);
  const why = shown.find(({ commitment }) => commitment.id === asked);
  return (
    <section className="sec">
      <h3>
        {t.commitments} <small>{t.owedCount(open.length)}</small>
      </h3>
      {shown.length === 0 ? <p className="small t2">{t.noCommitments}</p> : null}
      <Rows rows={[...open, ...ended.slice(0, ENDED_SHOWN)]} ask={setAsked} />
      {ended.length <= ENDED_SHOWN ? null : (
        <details className="more">
          <summary>{t.ended(ended.length)}</summary>
          <Rows rows={ended.slice(ENDED_SHOWN)} ask={setAsked} />
        </details>
      )}
      <Modal
        opened={why !== undefined}
        onClose={() => setAsked(null)}
        size="lg"
        title={why === undefined ? "" : t.whyDue(why.kind, why.said.due)}
        closeButtonProps={{ "aria-label": t.close }}
      >
        <Suspense>{why === undefined ? null : <Why row={why} ticket={ticket} />}</Suspense>
      </Modal>
    </section>
  );
}

const ENDED_SHOWN = 3;

function Rows({ rows, ask }: { rows: CommitmentRow[]; ask: (id: string) => void }) {
  return (
    <ul className="promises">
      {rows.map((row) => (
        <Row key={row.commitment.id} row={row} ask={ask} />
      ))}
    </ul>
  );
}

function Row({ row, ask }: { row: CommitmentRow; ask: (id: string) => void }) {
  const { commitment, facts, said, kind, by } = row;
  const t = useWords(SIDE_WORDS);
  const { rule } = useWords(COMMITMENT_WORDS);
  const under = [by, said.outcome ?? rule(commitment.why).short].filter((part) => part !== "");
  return (
    <li>
      <button type="button" onClick={() => ask(commitment.id)}>
        <b className={`ink-${facts.word}`}>{said.struck ? <s>{said.due}</s> : said.due}</b>
        <span>
          {kind}
          <small>{under.join(t.dot)}</small>
        </span>
        <StateChip word={facts.word}>{said.chip ?? undefined}</StateChip>
        <span className="sr">{t.why}</span>
      </button>
    </li>
  );
}
