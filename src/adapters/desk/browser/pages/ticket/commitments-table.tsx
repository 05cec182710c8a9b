import { useState } from "react";
import type { TicketView } from "../../../../../application/desk-views.js";
import { StateChip, StateGlyph, useStateWord } from "../../ui/marks.js";
import { useWords } from "../../words.js";
import { COMMITMENT_WORDS } from "../side/promises/commitment-words.js";
import { useCommitmentRows, type CommitmentRow } from "../side/promises/use-facts.js";
import { Why } from "../side/promises/why.js";
import { TICKET_WORDS } from "./words.js";

/** All that was promised on the ticket, in every state; the chosen one says why below. */
export function CommitmentsTable({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const { rows } = useCommitmentRows(ticket);
  const [asked, setAsked] = useState<string | null>(null);
  const chosen = rows.find(({ commitment }) => commitment.id === asked) ?? rows[0];
  return (
    <>
      <section className="box">
        <h2>
          {t.commitments} <small>{useCounts(rows)}</small>
        </h2>
        {rows.length === 0 ? (
          <p className="small t2 inset">{t.none}</p>
        ) : (
          <Table rows={rows} chosen={chosen?.commitment.id ?? null} choose={setAsked} />
        )}
      </section>
      {chosen === undefined ? null : (
        <section className={`box why-box ink-${chosen.facts.word}`}>
          <h2>
            <StateGlyph word={chosen.facts.word} /> {t.why(chosen.kind, chosen.said.due)}
          </h2>
          <div className="inset">
            <Why row={chosen} ticket={ticket} />
          </div>
        </section>
      )}
    </>
  );
}

/** "欠着 3·守约 1" */
function useCounts(rows: readonly CommitmentRow[]): string {
  const t = useWords(TICKET_WORDS);
  const say = useStateWord();
  const c = useWords(COMMITMENT_WORDS);
  const counts = new Map<string, number>();
  for (const { facts } of rows) {
    const word = facts.standing.is === "silent" ? c.silentBare : say(facts.word);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, n]) => t.count(n, word)).join(t.dot);
}

function Table(p: { rows: readonly CommitmentRow[]; chosen: string | null; choose: (id: string) => void }) {
  const t = useWords(TICKET_WORDS);
  const c = useWords(COMMITMENT_WORDS);
  return (
    <table className="plain commitments">
      <thead>
        <tr>
          <th>{t.due}</th>
          <th>{t.what}</th>
          <th>{t.who}</th>
          <th>{t.state}</th>
          <th className="num">{t.margin}</th>
        </tr>
      </thead>
      <tbody>
        {p.rows.map(({ commitment: { id }, facts, said, kind, by }) => (
          <tr key={id} className={id === p.chosen ? "chosen" : ""} onClick={() => p.choose(id)}>
            <td>
              <b className={`nb ink-${facts.word}`}>{said.struck ? <s>{said.due}</s> : said.due}</b>
            </td>
            <td>
              <button type="button" className="plain-button" aria-pressed={id === p.chosen} onClick={() => p.choose(id)}>
                {kind}
              </button>
            </td>
            <td>{by}</td>
            <td>
              <StateChip word={facts.word}>{facts.standing.is === "silent" ? c.silentBare : undefined}</StateChip>
            </td>
            <td className={`num ink-${facts.word}`}>{said.margin === "" ? "—" : said.margin}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
