import { useEffect, useRef, useState } from "react";
import type { NoteView } from "../../../../../../application/desk-views.js";
import { newKey } from "../../../api/client.js";
import { useKeys } from "../../../keys/keys.js";
import { IconLock } from "../../../ui/icons.js";
import { ProblemLine } from "../../../ui/panes.js";
import { toast } from "../../../ui/toast.js";
import { useWords } from "../../../words.js";
import { useAct } from "../../../work/use-act.js";
import { setWriting, useKeptText, useWriting } from "../../../work/writing.js";
import { SIDE_WORDS } from "../words.js";
import { Colleagues, useCalling, type Calling } from "./colleagues.js";
import "./note.css";

/** At the foot of the side, always: paper, hatched, locked, with its own key and verb, so that it is never taken for a reply (design 3). */
export function NoteDock({ ticketId }: { ticketId: string }) {
  const t = useWords(SIDE_WORDS);
  const open = useWriting() === "note";
  const [text, setText] = useKeptText(`note.${ticketId}`);
  useKeys([{ press: "n", does: t.noteKey, run: () => setWriting("note") }]);
  useEffect(() => () => setWriting("reply"), [ticketId]);
  return (
    <section className={open ? "note-dock open" : "note-dock"} aria-label={t.noteTitle}>
      <h3>
        <IconLock size={16} aria-hidden /> {t.noteTitle} <kbd>N</kbd>
      </h3>
      {open ? (
        <Note key={ticketId} ticketId={ticketId} text={text} setText={setText} />
      ) : (
        <button type="button" className="folded" onClick={() => setWriting("note")}>
          {text === "" ? t.noteHint : text}
        </button>
      )}
    </section>
  );
}

interface Written {
  ticketId: string;
  text: string;
  setText: (text: string) => void;
}

function Note({ ticketId, text, setText }: Written) {
  const t = useWords(SIDE_WORDS);
  const area = useRef<HTMLTextAreaElement>(null);
  const [hint, setHint] = useState<string | null>(null);
  const { busy, problem, save } = useSaving({ ticketId, text, setText });
  const calling = useCalling({ text, setText, area });
  useEffect(() => {
    const field = area.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  const press = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING) return;
    const act = actOf(event, calling);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === "save") void save(() => setHint(t.noteWaits));
    else if (act === "wrong") setHint(t.noteWrongKey);
    else if (act === "fold") setWriting("reply");
    else calling.press(act);
  };
  return (
    <>
      <textarea
        ref={area}
        data-autofocus
        aria-label={t.noteTitle}
        placeholder={t.noteHint}
        value={text}
        maxLength={10_000}
        onChange={(event) => {
          setText(event.currentTarget.value);
          calling.moved();
          setHint(null);
        }}
        onSelect={calling.moved}
        onKeyDown={press}
        {...calling.field}
      />
      <Colleagues calling={calling} />
      <ProblemLine problem={problem} />
      <footer>
        <span role="status">{hint ?? t.noteMention}</span>
        <button type="button" className="fold" onClick={() => setWriting("reply")}>
          <kbd>Esc</kbd>
          <span className="sr">{t.noteFold}</span>
        </button>
        <button type="button" className="save" disabled={busy} onClick={() => void save(() => setHint(t.noteWaits))}>
          {t.noteSave} <span className="nb">Alt ↵</span>
        </button>
      </footer>
    </>
  );
}

/** What browsers say of a key that an input method takes. */
const COMPOSING = 229;

type NoteAct = "save" | "wrong" | "fold" | "ArrowDown" | "ArrowUp" | "Enter" | "Tab" | "Escape";

function actOf({ key, altKey, ctrlKey, metaKey }: React.KeyboardEvent, { offered }: Calling): NoteAct | null {
  if (key === "Enter" && altKey) return "save";
  // The reply's key must do nothing here: what was meant for colleagues never goes to the customer (design 3).
  if (key === "Enter" && (ctrlKey || metaKey)) return "wrong";
  const chooses = key === "ArrowDown" || key === "ArrowUp" || key === "Enter" || key === "Tab" || key === "Escape";
  if (chooses && offered.length > 0) return key;
  return key === "Escape" ? "fold" : null;
}

function useSaving({ ticketId, text, setText }: Written) {
  const t = useWords(SIDE_WORDS);
  const { busy, problem, run } = useAct();
  // One key for one text: a save whose answer was lost is not a second note.
  const key = useRef({ text: "", key: "" });
  const save = async (empty: () => void): Promise<void> => {
    if (busy) return;
    if (text.trim() === "") return empty();
    if (key.current.text !== text) key.current = { text, key: newKey() };
    const answered = await run<NoteView>(`/tickets/${ticketId}/notes`, { text }, { key: key.current.key });
    if (!answered.ok) return;
    key.current = { text: "", key: "" };
    setText("");
    setWriting("reply");
    toast(t.noteSaved);
  };
  return { busy, problem, save };
}
