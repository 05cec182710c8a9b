import type { VNode } from "preact";
import type { Owed } from "../line/types.js";
import { useApp } from "./app.js";
import type { App } from "./app.js";
import { Icon } from "./icons.js";
import { offsetElsewhere, when } from "./time.js";

/** Says one thing: that the connection is lost or back, else the next thing owed. */
export function Strip(): VNode {
  const app = useApp();
  return (
    <>
      <div role="status">
        <ConnectionLine app={app} />
      </div>
      <OwedLine app={app} />
    </>
  );
}

const isTrouble = (app: App): boolean => app.connection.value.state === "lost" || isBusyLater(app);

/** Before anything was said, the transcript has room to say it at length. */
const isBusyLater = ({ connection, line }: App): boolean => connection.value.state === "busy" && line.entries.value.length > 0;

function ConnectionLine({ app }: { app: App }): VNode | null {
  const { connection, words, waiting, line } = app;
  const w = words.value;
  const state = connection.value;
  if (state.state === "back")
    return (
      <p class="strip back">
        <Icon name="check" />
        <b>{w.back}</b>
      </p>
    );
  if (!isTrouble(app)) return null;
  const lost = state.state === "lost";
  const retry = (): void => {
    line.retryNow();
    // The button may go at once: the focus stays in the panel.
    app.focus.composer();
  };
  return (
    <p class="strip off">
      <Icon name="off" />
      <span class="text">
        <b>{lost ? w.lost : w.busy}</b> {lost ? w.lostDetail(waiting.value, state.tries) : w.busyDetail(waiting.value)}
      </span>
      <button type="button" class="act" onClick={retry}>
        {w.retry}
      </button>
    </p>
  );
}

function OwedLine({ app }: { app: App }): VNode | null {
  const { connection, words, line } = app;
  const owed = line.owed.value;
  if (owed === null || connection.value.state === "back" || isTrouble(app)) return null;
  const w = words.value;
  return (
    <p class="strip">
      <span class="text">
        <b>{owed.number}</b> {promise(owed, app)}
      </span>
      <button type="button" class="act" aria-label={w.viewLabel(owed.number)} onClick={() => app.say(w.sayStatus)}>
        {w.view}
      </button>
    </p>
  );
}

const GRACE_MS = 60_000;
/** Awaited of the customer: once the time is past, nobody is late. */
const THEIRS = new Set(["acceptance", "survey"]);

/** A promise whose time is past is not repeated as if it still held: it says that nothing new has come, and since when it should have. */
function promise({ what, by, kind }: Owed, { now, desk, locale, words }: App): string {
  const at = Date.parse(by);
  const time = when(at, now.value, locale.value);
  if (now.value - at < GRACE_MS) return words.value.owed(what, time, offsetElsewhere(at, desk.value?.people.zone));
  return THEIRS.has(kind) ? what : words.value.owedLate(time);
}
