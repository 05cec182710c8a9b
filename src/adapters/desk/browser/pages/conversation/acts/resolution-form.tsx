import { useState } from "react";
import { Checkbox, Select } from "../../../ui/controls.js";
import { useAct } from "../../../work/use-act.js";
import { forgetKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { ActForm, ActText, useActText } from "./form.js";
import { ACT_WORDS } from "./words.js";

const CAUSES = ["none", "operation_error", "product_defect", "process_gap"] as const;
const TEXTS = ["resolution.summary", "resolution.outcome", "resolution.prevention"] as const;

/** What was done, for the customer to accept; not taken back once sent. */
export function ResolutionForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const act = useAct();
  const [summary, setSummary] = useActText(TEXTS[0]);
  const [outcome, setOutcome] = useActText(TEXTS[1]);
  const [prevention, setPrevention] = useActText(TEXTS[2]);
  const [cause, setCause] = useState<(typeof CAUSES)[number]>("none");
  const [systemic, setSystemic] = useState(false);
  const submit = async (): Promise<void> => {
    const given = (text: string): boolean => text.trim() !== "";
    const answered = await act.run(`/tickets/${ticket.id}/resolution`, {
      summary,
      ...(given(outcome) ? { outcome } : {}),
      ...(given(prevention) ? { prevention } : {}),
      ...(cause === "none" ? {} : { rootCause: { kind: cause, systemic } }),
    });
    if (!answered.ok) return;
    for (const name of TEXTS) forgetKept(`${name}.${ticket.id}`);
    close();
  };
  const frame = { busy: act.busy, problem: act.problem, submit: () => void submit(), close };
  return (
    <ActForm does={t.propose} ready={summary.trim() !== ""} {...frame}>
      <p className="small t2">{t.resolutionHint}</p>
      <ActText label={t.summary} text={summary} set={setSummary} required focus rows={3} />
      <ActText label={t.outcome} text={outcome} set={setOutcome} />
      <ActText label={t.prevention} text={prevention} set={setPrevention} />
      <Select
        label={t.rootCause}
        data={CAUSES.map((value) => ({ value, label: t.causes[value] }))}
        value={cause}
        onChange={(next) => setCause(next ?? "none")}
      />
      {cause === "none" ? null : (
        <Checkbox label={t.systemic} checked={systemic} onChange={(event) => setSystemic(event.currentTarget.checked)} />
      )}
    </ActForm>
  );
}
