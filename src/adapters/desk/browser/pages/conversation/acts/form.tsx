import type { Problem } from "../../../api/client.js";
import { Button, Textarea } from "../../../ui/controls.js";
import { ProblemLine } from "../../../ui/panes.js";
import { useKeptText } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { ACT_WORDS } from "./words.js";

interface FormFrame {
  children: React.ReactNode;
  /** On the button. */
  does: string;
  /** Null: it can be done. */
  ready: boolean;
  busy?: boolean;
  problem?: Problem | null;
  submit: () => void;
  close: () => void;
}

/** A small form in a dialog: Ctrl+Enter does it, never while an input method composes. */
export function ActForm({ children, does, ready, busy = false, problem = null, submit, close }: FormFrame) {
  const t = useWords(ACT_WORDS);
  const done = (): void => {
    if (ready && !busy) submit();
  };
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
        event.preventDefault();
        done();
      }}
    >
      {children}
      <ProblemLine problem={problem} />
      <div className="form-acts">
        <Button onClick={close}>{t.back}</Button>
        <Button type="submit" variant="filled" disabled={!ready} loading={busy} rightSection={<kbd>Ctrl ↵</kbd>}>
          {does}
        </Button>
      </div>
    </form>
  );
}

/** A text of this ticket that outlives the dialog and a reload until it is sent. */
export function useActText(name: string): [text: string, set: (text: string) => void] {
  const { ticket } = useAtHand();
  return useKeptText(`${name}.${ticket.id}`);
}

interface ActTextWish {
  label: string;
  text: string;
  set: (text: string) => void;
  hint?: string;
  required?: boolean;
  focus?: boolean;
  rows?: number;
}

export const ActText = ({ label, text, set, hint, required = false, focus = false, rows = 2 }: ActTextWish) => (
  <Textarea
    label={label}
    description={hint}
    value={text}
    onChange={(event) => set(event.currentTarget.value)}
    withAsterisk={required}
    rows={rows}
    {...(focus ? { "data-autofocus": true } : {})}
  />
);
