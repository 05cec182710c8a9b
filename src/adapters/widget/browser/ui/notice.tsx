import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "./app.js";
import { Icon } from "./icons.js";
import { when } from "./time.js";

/** What went wrong before sending, or the link for another device; stays until it is dismissed or no longer true. */
export function NoticeLine(): VNode {
  const app = useApp();
  const notice = app.notice.value;
  return (
    <div role="status">
      {notice !== null && (
        <div class={notice.kind === "link" ? "notice" : "notice fault"}>
          {notice.kind !== "link" && <Icon name="alert" />}
          <div class="body">
            {notice.kind !== "link" ? (
              notice.lines.map((line) => <p key={line}>{line}</p>)
            ) : (
              <ContinueLink key={notice.url} url={notice.url} expiresAt={notice.expiresAt} />
            )}
          </div>
          <button type="button" class="ib" aria-label={app.words.value.dismiss} onClick={() => (app.notice.value = null)}>
            <Icon name="cross" />
          </button>
        </div>
      )}
    </div>
  );
}

function ContinueLink({ url, expiresAt }: { url: string; expiresAt: string }): VNode {
  const { words, now, locale } = useApp();
  const copied = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const w = words.value;
  const copy = async (): Promise<void> => {
    field.current?.select();
    // Without leave to write, or without TLS, the link stays selected for the customer's own copying.
    copied.value = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
  };
  useEffect(() => field.current?.select(), []);
  return (
    <>
      <p>{w.link(when(Date.parse(expiresAt), now.value, locale.value))}</p>
      <p class="copy">
        <input ref={field} type="text" readOnly value={url} aria-label={w.linkLabel} onFocus={() => field.current?.select()} />
        <button type="button" class="btn" onClick={() => void copy()}>
          {copied.value ? w.copied : w.copy}
        </button>
      </p>
    </>
  );
}
