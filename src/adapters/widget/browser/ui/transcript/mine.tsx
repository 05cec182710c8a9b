import type { VNode } from "preact";
import type { OwnMessage } from "../../line/types.js";
import type { Locale, Words } from "../../words.js";
import { useApp } from "../app.js";
import { Icon } from "../icons.js";
import { clock } from "../time.js";
import { Files, OwnFiles } from "./files.js";
import type { Row } from "./rows.js";

/** What the customer said, as the server has it: their words are text, whatever they look like. */
export function Mine({ row }: { row: Row & { kind: "mine" } }): VNode {
  const { words } = useApp();
  const { activity, marked, at } = row;
  return (
    <article class={marked ? "item mine" : "item mine on"}>
      <span class="unseen">{words.value.me}</span>
      {activity.text !== "" && (
        <p class="bubble" dir="auto">
          {activity.text}
        </p>
      )}
      <Files activity={activity} />
      {marked && (
        <p class="mark">
          <Icon name="check" />
          {words.value.delivered(clock(at))}
        </p>
      )}
    </article>
  );
}

/** What the customer said and the server does not have yet. */
export function Own({ own }: { own: OwnMessage }): VNode {
  const { words } = useApp();
  return (
    <article class={own.state === "failed" ? "item mine failed" : "item mine pending"}>
      <span class="unseen">{words.value.me}</span>
      {own.text !== "" && (
        <p class="bubble" dir="auto">
          {own.text}
        </p>
      )}
      <OwnFiles files={own.files} />
      {own.state === "failed" ? <Failed own={own} /> : <OnItsWay own={own} />}
    </article>
  );
}

function OnItsWay({ own }: { own: OwnMessage }): VNode {
  const { words, connection } = useApp();
  const w = words.value;
  if (own.state === "sending" && own.progress !== null) {
    const percent = Math.round(own.progress * 100);
    return (
      <p class="mark">
        <progress max={100} value={percent} aria-label={w.sending} />
        {w.sendingPart(percent)}
      </p>
    );
  }
  const offline = connection.value.state === "lost" || connection.value.state === "busy";
  return (
    <p class="mark">
      <Icon name="clock" />
      {offline ? w.waitingOffline : own.state === "sending" ? w.sending : w.waiting}
    </p>
  );
}

function Failed({ own }: { own: OwnMessage }): VNode {
  const { words, line, locale, focus } = useApp();
  const w = words.value;
  // The buttons go with the press: the focus stays in the panel.
  const act = (what: (key: string) => void) => () => {
    what(own.key);
    focus.composer();
  };
  const why = whyOf(own, { words: w, locale: locale.value });
  return (
    <p class="mark bad">
      <Icon name="alert" />
      <span>
        {w.failed}
        {why === "" ? "" : `${w.because}${why}`}
      </span>
      <span class="acts">
        {canResend(own) && (
          <button type="button" class="act" onClick={act(line.resend)}>
            {w.resend}
          </button>
        )}
        <button type="button" class="act" onClick={act(line.discard)}>
          {w.discard}
        </button>
      </span>
    </p>
  );
}

/** What was too large once is too large again; of what lost its files, the words can still go. */
const canResend = ({ reason, text }: OwnMessage): boolean =>
  reason === null || reason === "refused" || reason === "busy" || (reason === "gone" && text !== "");

/** The server explains a refusal in English only. */
function whyOf({ reason, sentence }: OwnMessage, { words, locale }: { words: Words; locale: Locale }): string {
  if (reason === null) return "";
  return reason === "refused" && locale === "en" && sentence !== undefined ? sentence : words.reasons[reason];
}
