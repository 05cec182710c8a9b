import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "./app.js";
import { Icon } from "./icons.js";
import { when } from "./time.js";

/** What went wrong before sending, or the link for another device; stays until it is dismissed or no longer true. */
export function NoticeLine(): VNode {
  const notice = useApp().notice.value;
  return (
    <>
      <div role="alert">
        {notice !== null && notice.kind !== "link" && (
          <Notice fault>
            {notice.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
      </div>
      {notice?.kind === "link" && (
        <Notice key={notice.url}>
          <ContinueLink url={notice.url} expiresAt={notice.expiresAt} />
        </Notice>
      )}
    </>
  );
}

function Notice({ fault = false, children }: { fault?: boolean; children: ComponentChildren }): VNode {
  const app = useApp();
  const dismiss = (): void => {
    app.notice.value = null;
    app.focus.composer();
  };
  return (
    <div class={fault ? "notice fault" : "notice"}>
      {fault && <Icon name="alert" />}
      <div class="body">{children}</div>
      <button type="button" class="ib" aria-label={app.words.value.dismiss} onClick={dismiss}>
        <Icon name="cross" />
      </button>
    </div>
  );
}

function ContinueLink({ url, expiresAt }: { url: string; expiresAt: string }): VNode {
  const { words, now, locale } = useApp();
  const copied = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const w = words.value;
  const select = (): void => {
    field.current?.focus();
    field.current?.select();
  };
  useEffect(select, []);
  return (
    <>
      <p>{w.link(whole(when(Date.parse(expiresAt), now.value, locale.value)))}</p>
      <p class="copy">
        <input
          ref={field}
          type="text"
          readOnly
          value={url}
          aria-label={w.linkLabel}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <button
          type="button"
          class="btn"
          onClick={() => void copy(url).then((done) => (done ? (copied.value = true) : select()))}
        >
          {copied.value ? w.copied : w.copy}
        </button>
      </p>
    </>
  );
}

/** No line ends within it: no-break spaces, and word joiners between all else. */
const whole = (time: string): string => [...time.replace(/ /g, "\u00a0")].join("\u2060");

/** False without leave to write, or without TLS: the link then stays selected for the customer's own copying. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
