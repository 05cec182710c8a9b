import { useSignal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Picked } from "../../files/picked.js";
import { useApp } from "../app.js";
import type { App } from "../app.js";
import { Icon } from "../icons.js";
import { makeKept } from "../../line/kept.js";
import { AttachButton } from "./attach.js";
import type { Choose } from "./choose.js";

const TEXT_MOST = 300_000;
const draft = makeKept(() => sessionStorage);
const DRAFT = "frontdoor.draft";

interface ComposerProps {
  picked: Signal<File[]>;
  choose: Choose;
}

/** Where the customer writes. */
export function Composer({ picked, choose }: ComposerProps): VNode {
  const app = useApp();
  const { words, locale, spoken } = app;
  const w = words.value;
  const { text, field, write, send } = useWriting(app, picked);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Picked
        files={picked.value}
        locale={locale.value}
        onRemove={(file) => (picked.value = picked.value.filter((one) => one !== file))}
      />
      <div class="line">
        <AttachButton choose={choose} />
        <textarea
          ref={field}
          rows={1}
          value={text.value}
          aria-label={w.placeholder}
          placeholder={w.placeholder}
          enterkeyhint="send"
          dir="auto"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!isSend(event)) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => pasteFiles(event, choose)}
        />
        <button type="submit" class="send" aria-label={w.send} title={w.send}>
          <Icon name="send" />
        </button>
      </div>
      {!spoken.value && <p class="hint">{w.hint}</p>}
    </form>
  );
}

/** The draft outlives a page of the site; it is gone with its tab. */
function useWriting(app: App, picked: Signal<File[]>) {
  const text = useSignal(draft.get(DRAFT) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => grow(field.current!), [text.value, app.open.value]);
  useLayoutEffect(() => {
    app.focus.composer = () => focusOn(field.current!);
    // Not before it is drawn: what is hidden takes no focus.
    if (app.open.value) app.focus.composer();
  }, [app.open.value]);
  const write = (value: string): void => {
    text.value = value;
    draft.set(DRAFT, value === "" ? null : value);
    tellLength(app, value);
    if (value !== "") app.line.writing();
  };
  const send = (): void => {
    const value = text.peek();
    const files = picked.peek();
    if (value.length > TEXT_MOST) return tellLength(app, value);
    if (value.trim() !== "" || files.length > 0) {
      app.say(value.trim(), files.length > 0 ? { files } : {});
      picked.value = [];
      app.notice.value = null;
      write("");
    }
    field.current?.focus();
  };
  return { text, field, write, send };
}

/** Enter, but not the one that ends a composition: 229 is an input method's, and Safari reports it after the composition has ended. */
const isSend = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;

function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  // Both borders stand outside of scrollHeight; the style sheet says where it ends.
  field.style.height = `${field.scrollHeight + 2}px`;
}

/** A touch keyboard would cover what was just said: there, the customer opens it. */
function focusOn(field: HTMLTextAreaElement): void {
  if (matchMedia("(pointer: coarse)").matches) field.closest<HTMLElement>(".panel")?.focus({ preventScroll: true });
  else field.focus({ preventScroll: true });
}

function tellLength({ notice, words, locale }: App, text: string): void {
  const told = notice.peek()?.kind === "length";
  if (text.length <= TEXT_MOST) return told ? void (notice.value = null) : undefined;
  const count = text.length.toLocaleString(locale.peek());
  notice.value = { kind: "length", lines: [words.peek().tooLong(count)] };
}

/** Pictures and files out of the clipboard; where there are words too (a spreadsheet gives both), the words are meant. */
function pasteFiles(event: ClipboardEvent, choose: Choose): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0 || event.clipboardData?.types.includes("text/plain") === true) return;
  event.preventDefault();
  choose(files);
}
