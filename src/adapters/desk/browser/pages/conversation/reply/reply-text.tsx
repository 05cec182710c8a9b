import { useEffect, useRef } from "react";
import { usePreferences } from "../../../preferences.js";
import { setWriting } from "../../../work/writing.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { REPLY_ID } from "./focus.js";
import { PHRASES_ID, type Phrase, type PhraseChoice } from "./phrases.js";
import type { Mode, Reply } from "./use-reply.js";
import { REPLY_WORDS } from "./words.js";

interface TextWish {
  mode: Mode;
  reply: Reply;
  /** While standard phrases are offered. */
  phrases?: PhraseChoice;
  take: (phrase: Phrase) => void;
  wrote: (text: string) => void;
  /** One step back; false: there was none left. */
  back: () => boolean;
  paste: (files: Iterable<File>) => void;
}

const LINES_MOST = 12;
const LINE_PX = 22;

/** Grows with what is written. Ctrl+Enter sends; nothing acts while an input method composes. */
export function ReplyText(wish: TextWish) {
  const { mode, reply, phrases, wrote, paste } = wish;
  const t = useWords(REPLY_WORDS);
  const { customerName, conversation } = useAtHand();
  const own = usePreferences().locale;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const el = area.current;
    if (el === null) return;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, LINES_MOST * LINE_PX)}px`;
  }, [reply.text]);
  const placeholder =
    mode === "evidence"
      ? t.placeholderEvidence
      : mode === "update" || mode === "move"
        ? t.placeholderUpdate
        : t.placeholder(customerName);
  const combo =
    phrases === undefined
      ? {}
      : {
          role: "combobox",
          "aria-expanded": true,
          "aria-controls": PHRASES_ID,
          "aria-activedescendant": `${PHRASES_ID}-${phrases.at}`,
        };
  return (
    <textarea
      ref={area}
      id={REPLY_ID}
      className="text"
      rows={2}
      maxLength={10_000}
      aria-label={t.box}
      placeholder={placeholder}
      value={reply.text}
      {...(conversation === null || conversation.locale === own ? {} : { lang: conversation.locale })}
      {...combo}
      onFocus={() => setWriting("reply")}
      onChange={(event) => wrote(event.currentTarget.value)}
      onKeyDown={(event) => onKey(event, wish)}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        paste([...event.clipboardData.files]);
      }}
    />
  );
}

function onKey(event: React.KeyboardEvent<HTMLTextAreaElement>, { reply, phrases, take, back }: TextWish): void {
  // 229: an input method is at work and the key is its own.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  const { key } = event;
  if (key === "Escape") {
    event.preventDefault();
    if (!back()) event.currentTarget.blur();
  } else if (phrases !== undefined && (key === "ArrowDown" || key === "ArrowUp")) {
    event.preventDefault();
    phrases.move(key === "ArrowDown" ? 1 : -1);
  } else if (phrases !== undefined && (key === "Enter" || key === "Tab") && (phrases.items?.length ?? 0) > 0) {
    event.preventDefault();
    const phrase = phrases.items?.[phrases.at];
    if (phrase !== undefined) take(phrase);
  } else if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    reply.send();
  }
}
