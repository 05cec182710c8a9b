import { useRef, useState } from "react";
import { PRIORITIES, type Priority } from "../../../../../../domain/words.js";
import { Radio } from "../../../ui/controls.js";
import { TERMS } from "../../../work/terms.js";
import { forgetKept } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { ActForm, ActText, useActText } from "./form.js";
import { useSoon } from "./soon.js";
import { ACT_WORDS } from "./words.js";

/** P then 1–4, with the reason; undone within five seconds. */
export function PriorityForm({ close }: { close: () => void }) {
  const t = useWords(ACT_WORDS);
  const terms = useWords(TERMS);
  const { ticket } = useAtHand();
  const soon = useSoon();
  const box = useRef<HTMLDivElement>(null);
  const [to, setTo] = useState<Priority>(ticket.priority);
  const [reason, setReason] = useActText("priority");
  const submit = (): void => {
    const body = { priority: to, reason };
    soon({
      text: t.prioritised(terms.priority[to]),
      path: `/tickets/${ticket.id}/priority`,
      body,
      of: ({ priority }) => priority,
    });
    forgetKept(`priority.${ticket.id}`);
    close();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const chosen = PRIORITIES[Number(event.key) - 1];
    if (chosen === undefined || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    setTo(chosen);
    box.current?.querySelector("textarea")?.focus();
  };
  return (
    <div ref={box} onKeyDown={onKeyDown}>
      <ActForm does={t.save} ready={to !== ticket.priority && reason.trim() !== ""} submit={submit} close={close}>
        <Radio.Group label={t.priority} description={t.priorityHint} value={to} onChange={(next) => setTo(next)}>
          <div className="choose">
            {PRIORITIES.map((priority) => (
              <Radio
                key={priority}
                value={priority}
                label={terms.priority[priority]}
                {...(priority === ticket.priority ? { "data-autofocus": true } : {})}
              />
            ))}
          </div>
        </Radio.Group>
        <ActText label={t.reason} hint={t.reasonHint} text={reason} set={setReason} required />
      </ActForm>
    </div>
  );
}
