import { useState } from "react";
import { useAct } from "../../../work/use-act.js";
import { forgetKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { nearestOf } from "../strip/nearest.js";
import { useAtHand } from "../at-hand.js";
import { ActForm, ActText, useActText } from "./form.js";
import { ACT_WORDS } from "./words.js";

interface TextAct {
  name: "cancel" | "visit" | "block" | "settle";
  /** Of the ticket unless told otherwise. */
  path?: string;
  label: string;
  hint?: string;
  does: string;
  body: (text: string) => unknown;
  close: () => void;
}

function TextForm({ name, path, label, hint, does, body, close }: TextAct) {
  const { ticket } = useAtHand();
  const act = useAct();
  const [text, setText] = useActText(name);
  const submit = async (): Promise<void> => {
    const answered = await act.run(path ?? `/tickets/${ticket.id}/${name}`, body(text));
    if (!answered.ok) return;
    forgetKept(`${name}.${ticket.id}`);
    close();
  };
  const frame = { busy: act.busy, problem: act.problem, submit: () => void submit(), close };
  return (
    <ActForm does={does} ready={text.trim() !== ""} {...frame}>
      {hint === undefined ? null : <p className="small t2">{hint}</p>}
      <ActText label={label} text={text} set={setText} required focus rows={3} />
    </ActForm>
  );
}

export function CancelForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  return (
    <TextForm
      name="cancel"
      label={t.reason}
      hint={t.cancelHint}
      does={t.doCancel}
      body={(reason) => ({ reason })}
      close={close}
    />
  );
}

export function VisitForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  return <TextForm name="visit" label={t.visitText} does={t.save} body={(text) => ({ text })} close={close} />;
}

/** Spam: what this person writes is kept and answered by nobody. */
export function BlockForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const path = `/conversations/${ticket.conversationId}/block`;
  return (
    <TextForm
      name="block"
      path={path}
      label={t.reason}
      hint={t.blockHint}
      does={t.block}
      body={(reason) => ({ reason })}
      close={close}
    />
  );
}

/** What the strip says, done: a call made, a step taken. */
export function SettleForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const { ticket } = useAtHand();
  const [id] = useState(nearestOf(ticket.commitments)?.id ?? "");
  const path = `/commitments/${id}/settle`;
  return (
    <TextForm
      name="settle"
      path={path}
      label={t.settleText}
      hint={t.reasonHint}
      does={t.save}
      body={(text) => ({ text })}
      close={close}
    />
  );
}
