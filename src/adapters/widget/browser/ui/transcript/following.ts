import { useSignal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { App } from "../app.js";
import type { Row } from "./rows.js";

const NEAR_PX = 60;
const SHOWN_AT_FIRST = 80;
const SHOWN_MORE = 80;

interface Following {
  /** Rows before this one are not drawn: a long conversation stays quick. More come as the reader scrolls up. */
  first: number;
  /** What the desk said while the reader was elsewhere. */
  missed: ReadonlySignal<number>;
  /** The reader has scrolled up. */
  away: ReadonlySignal<boolean>;
  toEnd(): void;
}

/** Keeps the transcript's end in sight as it grows, unless the reader has scrolled up. */
export function useFollowing(log: RefObject<HTMLElement | null>, app: App, rows: readonly Row[]): Following {
  const away = useSignal(false);
  const missed = useMissed(rows, away);
  const first = useFirst(rows, away.value);
  const stick = useRef(() => undefined as void);
  stick.current = () => {
    if (log.current !== null && !away.peek()) log.current.scrollTop = log.current.scrollHeight;
  };
  const toEnd = (): void => {
    away.value = false;
    missed.value = 0;
    stick.current();
  };
  useLayoutEffect(() => {
    toEnd();
  }, [app.said.value]);
  useLayoutEffect(() => stick.current(), [rows, app.open.value, app.line.typing.value]);
  useEffect(() => {
    const element = log.current!;
    let before = element.scrollTop;
    const onScroll = (): void => {
      // Only a reader goes up: what grew since the end was last shown leaves a gap too, until the observer closes it.
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_PX;
      if (atEnd) away.value = false;
      else if (element.scrollTop < before) away.value = true;
      before = element.scrollTop;
      if (!away.value) missed.value = 0;
      if (element.scrollTop < NEAR_PX && first.value > 0) showMore(element, first);
    };
    // What grows without a message: a picture that came, a card that was drawn, the keyboard of a phone.
    const watch = new ResizeObserver(() => stick.current());
    watch.observe(element);
    watch.observe(element.firstElementChild!);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, []);
  return { first: first.value, missed, away, toEnd };
}

/**
 * Where drawing begins. Decided before anything is drawn: a long history is never drawn whole. It moves in steps, since taking a row away with
 * every new one would move what is being read.
 */
function useFirst(rows: readonly Row[], isAway: boolean) {
  const first = useSignal(0);
  const beyond = Math.max(0, rows.length - SHOWN_AT_FIRST);
  const from = first.peek();
  if (from > beyond || (!isAway && beyond - from > SHOWN_MORE)) first.value = beyond;
  return first;
}

/** Counts what the desk says while the reader is elsewhere. */
function useMissed(rows: readonly Row[], away: ReadonlySignal<boolean>): Signal<number> {
  const missed = useSignal(0);
  const known = useRef(0);
  useLayoutEffect(() => {
    const said = rows.filter(({ kind }) => kind === "desk").length;
    if (away.peek() && said > known.current) missed.value += said - known.current;
    known.current = said;
  }, [rows]);
  return missed;
}

/** What is being read stays where it is while more is drawn above it. */
function showMore(element: HTMLElement, first: Signal<number>): void {
  const fromEnd = element.scrollHeight - element.scrollTop;
  first.value = Math.max(0, first.value - SHOWN_MORE);
  requestAnimationFrame(() => (element.scrollTop = element.scrollHeight - fromEnd));
}
