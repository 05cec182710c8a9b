import { lazy, Suspense, useState } from "react";
import type { TicketView } from "../../../../../application/desk-views.js";
import { Modal } from "../../ui/controls.js";
import { PriorityBadge } from "../../ui/marks.js";
import { useMe } from "../../session/session.js";
import { useWords } from "../../words.js";
import { TERMS } from "../../work/terms.js";
import { evidenceOf } from "./evidence.js";
import { named, SIDE_WORDS } from "./words.js";

const Correct = lazy(async () => ({ default: (await import("./correct.js")).Correct }));

/** How the demand was understood, by which words, and a way to correct it (issue 4, 4). */
export function Classification({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { category, form, nature, urgency, importance, priority, outage } = ticket;
  const close = (): void => setOpen(false);
  return (
    <section className="sec">
      <h3>
        {t.classification}
        {me.may("serve") ? (
          <button type="button" className="link side-act" onClick={() => setOpen(true)}>
            {t.correct}
          </button>
        ) : null}
      </h3>
      <dl className="pairs">
        <dt>{t.category}</dt>
        <dd>{[category === null ? terms.noCategory : terms.category[category], terms.form[form]].join(t.dot)}</dd>
        <dt>{t.nature}</dt>
        <dd>{nature === null ? "—" : terms.nature[nature]}</dd>
        <dt>{t.priority}</dt>
        <dd>
          <PriorityBadge priority={priority} /> {t.cross(terms.level[urgency], terms.level[importance])}
          {outage ? `${t.dot}${t.outage}` : ""}
        </dd>
        <dt>{t.evidence}</dt>
        <dd>
          <Evidence ticket={ticket} />
        </dd>
      </dl>
      <Modal
        opened={open}
        onClose={close}
        title={`${t.correctTitle} · ${ticket.number}`}
        closeButtonProps={{ "aria-label": t.close }}
      >
        <Suspense>{open ? <Correct ticket={ticket} close={close} /> : null}</Suspense>
      </Modal>
    </section>
  );
}

/** The first few say it; the rest of the same field only repeats. */
const WORDS_MOST = 3;

function Evidence({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const lines = evidenceOf(ticket.classification);
  const sayRule = (rule: string): string => {
    if (rule === "set by agent") return t.ruleAgent;
    if (rule === "complaint") return t.rule(t.ruleComplaint);
    return t.rule((terms.category as Record<string, string>)[rule] ?? rule);
  };
  if (lines.length === 0) return <span className="t3">{t.noEvidence}</span>;
  return (
    <ul className="evidence">
      {lines.map(({ field, words: said, rules, sure }) => (
        <li key={field}>
          <span className="t3">{named(t.fields, field)}</span>{" "}
          {said
            .slice(0, WORDS_MOST)
            .map((word) => `“${word}”`)
            .join(" ")}
          {rules.length === 0 ? null : <span className="t2"> {rules.map(sayRule).join(" ")}</span>}
          {sure === null ? null : <small className="t3 nb"> {sure.toFixed(2)}</small>}
        </li>
      ))}
    </ul>
  );
}
