import { useEffect, useState } from "react";
import { useKeys } from "../../../keys/keys.js";
import { setWriting, useWriting } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import type { usePresence } from "../presence.js";
import { useAtHand } from "../at-hand.js";
import { TRANSCRIPT_WORDS } from "../transcript/words.js";
import { AskLine } from "./ask-line.js";
import { BoxFoot, BoxHead } from "./box-parts.js";
import { FileRow } from "./files/file-row.js";
import { Folded } from "./folded.js";
import { focusReply } from "./focus.js";
import { NextTime } from "./time/next-time.js";
import { takeBack, useOutgoing } from "./going/outbox.js";
import { mayTakeBack } from "./going/outgoing.js";
import { PhraseList, usePhrases, type Phrase } from "./phrases.js";
import { ReplyText } from "./reply-text.js";
import { useMovedText } from "./time/moved-text.js";
import { useTellTyping } from "./typing.js";
import { useUploads } from "./files/uploads.js";
import { useReply, type Mode } from "./use-reply.js";
import { REPLY_WORDS } from "./words.js";
import "./reply.css";

interface Box {
  mode: Mode;
  setMode: (mode: Mode) => void;
  here: ReturnType<typeof usePresence>;
}

/** Where one writes to the customer: always here, always framed, never a note. */
export function ReplyBox(box: Box) {
  const { ticket } = useAtHand();
  const writing = useWriting();
  useUndoKey(ticket.conversationId);
  return writing === "note" ? <Folded /> : <OpenBox {...box} />;
}

/** Z, and Alt+Z while one writes: the reply that was sent last comes back. */
function useUndoKey(conversationId: string): void {
  const t = useWords(TRANSCRIPT_WORDS);
  const last = useOutgoing(conversationId).findLast(mayTakeBack);
  const run = (): void => {
    if (last === undefined) return;
    takeBack(last.key);
    setWriting("reply");
    focusReply();
  };
  useKeys(last === undefined ? [] : ["z", "alt+z"].map((press) => ({ press, does: t.undoKey, inText: press !== "z", run })));
}

function OpenBox({ mode, setMode, here }: Box) {
  const t = useWords(REPLY_WORDS);
  const { ticket, conversation } = useAtHand();
  const uploads = useUploads(ticket.conversationId);
  const writing = here.others.filter(({ state }) => state === "writing").map(({ name }) => name);
  const reply = useReply({ mode, setMode, writing, busy: uploads.busy, sent: here.rested });
  const [picking, setPicking] = useState(false);
  const phrases = usePhrases(ticket.id, picking ? "" : reply.text.startsWith("/") ? reply.text.slice(1) : null);
  const listed = picking || reply.text.startsWith("/");
  const tellTyping = useTellTyping(ticket.conversationId);
  useMovedText(mode, reply);
  const take = ({ text }: Phrase): void => {
    reply.setText(picking && reply.text.trim() !== "" ? `${reply.text.trimEnd()}\n${text}` : text);
    setPicking(false);
    focusReply();
  };
  const wrote = (text: string): void => {
    setPicking(false);
    reply.setText(text);
    here.wrote();
    if (conversation?.holder === "agent") tellTyping();
  };
  const back = (): boolean => {
    if (listed) {
      setPicking(false);
      if (reply.text.startsWith("/")) reply.setText("");
    } else if (reply.ask !== null) reply.dismissAsk();
    else if (mode !== "reply") setMode("reply");
    else return false;
    return true;
  };
  return (
    <DropZone add={uploads.add}>
      <BoxHead mode={mode} reply={reply} />
      {listed ? <PhraseList choice={phrases} take={take} /> : null}
      <ReplyText mode={mode} reply={reply} {...(listed ? { phrases } : {})} {...{ take, wrote, back }} paste={uploads.add} />
      <FileRow reply={reply} uploads={uploads} />
      {mode === "update" || mode === "move" ? (
        <NextTime next={reply.next} set={reply.setNext} required={mode === "move"} />
      ) : null}
      {reply.ask === null ? null : <AskLine ask={reply.ask} reply={reply} />}
      <BoxFoot
        mode={mode}
        reply={reply}
        attach={uploads.add}
        phrases={() => (setPicking(!picking), focusReply())}
        ask={() => setMode("evidence")}
      />
      <span className="sr" id="reply-note">
        {t.box}
      </span>
    </DropZone>
  );
}

/** Files may be dropped anywhere on the box; each way has a button too. */
function DropZone({ add, children }: { add: (files: Iterable<File>) => void; children: React.ReactNode }) {
  const t = useWords(REPLY_WORDS);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!over) return;
    const timer = setTimeout(() => setOver(false), 1_500);
    return () => clearTimeout(timer);
  }, [over]);
  return (
    <section
      className={`reply${over ? " over" : ""}`}
      aria-label={t.box}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      }}
    >
      {over ? <p className="drop">{t.drop}</p> : null}
      {children}
    </section>
  );
}
