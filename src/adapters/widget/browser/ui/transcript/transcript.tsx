import { useComputed, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../app.js";
import type { App } from "../app.js";
import { clock, dayAndTime } from "../time.js";
import { ChipRow } from "./chips.js";
import { useFollowing } from "./following.js";
import { DeskMessage } from "./message.js";
import { Mine, Own } from "./mine.js";
import { answersIn, chipsOf, rowsOf } from "./rows.js";
import type { GivenAnswer, Row } from "./rows.js";
import { Waiting } from "./waiting.js";

/** Everything that was said, in order, each once. */
export function Transcript(): VNode {
  const app = useApp();
  const { line, words, options } = app;
  const w = words.value;
  const log = useRef<HTMLDivElement>(null);
  const rows = useComputed(() => rowsOf(line.entries.value, line.clockAhead.value));
  const answers = useComputed(() => answersIn(line.entries.value));
  const chips = useComputed(() => chipsOf(line.entries.value, line.closed.value));
  const { first, missed, toEnd, away } = useFollowing(log, app, rows.value);
  const quiet = useQuietHistory(rows.value.length);
  return (
    <div class="talk">
      <div
        class="log"
        role="log"
        aria-live={quiet ? "off" : "polite"}
        aria-relevant="additions"
        aria-label={w.log}
        tabIndex={0}
        ref={log}
      >
        <div class="rows">
          {line.fresh.value && <p class="pause">{w.fresh}</p>}
          {line.linkRefused.value && <p class="pause">{w.linkRefused}</p>}
          {options.greeting !== null && first === 0 && <p class="greeting">{options.greeting}</p>}
          {rows.value.slice(first).map((row) => (
            <OneRow key={row.key} row={row} answers={answers.value} app={app} />
          ))}
          {rows.value.length === 0 && <Waiting />}
          {chips.value !== null && <ChipRow key={chips.value.id} activity={chips.value} />}
          <Typing app={app} />
        </div>
      </div>
      {away.value && (
        <button
          type="button"
          class="news"
          onClick={() => {
            toEnd();
            log.current?.focus({ preventScroll: true });
          }}
        >
          {missed.value > 0 ? w.newMessages(missed.value) : w.toNewest}
        </button>
      )}
    </div>
  );
}

const HISTORY_ROWS = 8;
const HISTORY_MS = 1_000;

/** A long history that comes when the page loads is not read out; what comes after it is. */
function useQuietHistory(rows: number): boolean {
  const quiet = useSignal(true);
  useEffect(() => {
    if (rows === 0 || !quiet.peek()) return undefined;
    const timer = setTimeout(() => (quiet.value = false), HISTORY_MS);
    return () => clearTimeout(timer);
  }, [rows > 0]);
  return quiet.value && rows > HISTORY_ROWS;
}

function OneRow({ row, answers, app }: { row: Row; answers: Map<string, GivenAnswer>; app: App }): VNode {
  switch (row.kind) {
    case "pause":
      return <p class="pause">{row.day ? dayAndTime(row.at, app.now.value, app.locale.value) : clock(row.at)}</p>;
    case "desk":
      return <DeskMessage row={row} answers={answers} />;
    case "mine":
      return <Mine row={row} />;
    case "own":
      return <Own own={row.own} />;
  }
}

/** In words, without anything that moves; not read out, since it comes and goes. */
function Typing({ app }: { app: App }): VNode | null {
  const { words, line } = app;
  const typing = line.typing.value;
  return typing === null ? null : (
    <p class="typing" aria-live="off">
      {words.value.typing(typing.name)}
    </p>
  );
}
