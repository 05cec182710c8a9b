import { useState } from "react";
import type { TicketView } from "../../../../../application/desk-views.js";
import { CATEGORIES, FORMS, LEVELS, NATURES } from "../../../../../domain/words.js";
import { Button, Select, SegmentedControl, Textarea } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { useWords } from "../../words.js";
import { TERMS } from "../../work/terms.js";
import { useAct } from "../../work/use-act.js";
import { forgetKept, useKeptText } from "../../work/writing.js";
import { SIDE_WORDS } from "./words.js";

type Chosen = Pick<TicketView, "category" | "form" | "nature" | "urgency" | "importance">;
const FIELDS = ["category", "form", "nature", "urgency", "importance"] as const;

const chosenOf = ({ category, form, nature, urgency, importance }: TicketView): Chosen => ({
  ...{ category, form, nature, urgency, importance },
});

const same = (a: Chosen, b: Chosen): boolean => FIELDS.every((field) => a[field] === b[field]);

/** Corrects what was understood, with the reason; only what was changed is sent, so that a colleague's change elsewhere stays. */
export function Correct({ ticket, close }: { ticket: TicketView; close: () => void }) {
  const t = useWords(SIDE_WORDS);
  const { busy, problem, run } = useAct();
  const kept = `classification.${ticket.id}`;
  const [reason, setReason] = useKeptText(kept);
  const [was, setWas] = useState(() => chosenOf(ticket));
  const [chosen, setChosen] = useState(was);
  const [told, setTold] = useState(false);
  const now = chosenOf(ticket);
  const changedMeanwhile = !same(now, was);
  const changes = Object.fromEntries(
    FIELDS.filter((field) => chosen[field] !== was[field]).map((field) => [field, chosen[field]]),
  );
  const submit = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    // Told once what another has just changed; who saves again has read it.
    if (changedMeanwhile) {
      setWas(now);
      setChosen({ ...now, ...changes });
      setTold(true);
      return;
    }
    if (Object.keys(changes).length === 0) return;
    const answered = await run(`/tickets/${ticket.number}/classification`, { ...changes, reason });
    if (!answered.ok) return;
    forgetKept(kept);
    toast(t.corrected);
    close();
  };
  return (
    <form className="fields" onSubmit={(event) => void submit(event)}>
      {changedMeanwhile || told ? (
        <p className="told" role="status">
          {t.changedMeanwhile}
        </p>
      ) : null}
      <Fields chosen={chosen} choose={(change) => setChosen({ ...chosen, ...change })} />
      <Textarea
        label={t.reasonFor}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={2_000}
        rows={2}
        required
        withAsterisk={false}
      />
      <ProblemLine problem={problem} />
      <div className="form-acts">
        {Object.keys(changes).length === 0 ? <span className="small t3">{t.unchanged}</span> : null}
        <Button onClick={close}>{t.cancel}</Button>
        <Button type="submit" variant="filled" loading={busy} disabled={Object.keys(changes).length === 0}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}

const NONE = "none";

function Fields({ chosen, choose }: { chosen: Chosen; choose: (change: Partial<Chosen>) => void }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const pick = <V extends string>(values: readonly V[], names: Record<V, string>) =>
    values.map((value) => ({ value, label: names[value] }));
  const levels = pick(LEVELS, terms.level);
  return (
    <>
      <Select
        label={t.category}
        data={[{ value: NONE, label: terms.noCategory }, ...pick(CATEGORIES, terms.category)]}
        value={chosen.category ?? NONE}
        onChange={(value) => choose({ category: CATEGORIES.find((one) => one === value) ?? null })}
        data-autofocus
      />
      <Select
        label={t.form}
        data={pick(FORMS, terms.form)}
        value={chosen.form}
        onChange={(value) => choose({ form: FORMS.find((one) => one === value) ?? chosen.form })}
      />
      <Select
        label={t.nature}
        data={[{ value: NONE, label: "—" }, ...pick(NATURES, terms.nature)]}
        value={chosen.nature ?? NONE}
        onChange={(value) => choose({ nature: NATURES.find((one) => one === value) ?? null })}
      />
      <div className="two-levels">
        {(["urgency", "importance"] as const).map((axis) => (
          <div key={axis}>
            <p className="small" id={`axis-${axis}`}>
              {terms[axis]}
            </p>
            <SegmentedControl
              aria-labelledby={`axis-${axis}`}
              data={levels}
              value={chosen[axis]}
              onChange={(value) => choose({ [axis]: LEVELS.find((one) => one === value) ?? chosen[axis] })}
            />
          </div>
        ))}
      </div>
    </>
  );
}
