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
  first: ReadonlySignal<number>;
  /** What the desk said while the reader was elsewhere. */
  missed: ReadonlySignal<number>;
  /** The reader has scrolled up. */
  away: ReadonlySignal<boolean>;
  toEnd(): void;
}

/** Keeps the transcript's end in sight as it grows, unless the reader has scrolled up. */
export function useFollowing(log: RefObject<HTMLElement | null>, app: App, rows: ReadonlySignal<Row[]>): Following {
  const away = useSignal(false);
  const missed = useSignal(0);
  const first = useSignal(0);
  const stick = useRef(() => undefined as void);
  stick.current = () => {
    if (log.current !== null && !away.peek()) log.current.scrollTop = log.current.scrollHeight;
  };
  const toEnd = (): void => {
    away.value = false;
    missed.value = 0;
    stick.current();
  };
  useNewRows(rows, { away, missed, first });
  useLayoutEffect(() => {
    toEnd();
  }, [app.said.value]);
  useLayoutEffect(() => stick.current(), [rows.value, app.open.value, app.line.typing.value]);
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
  return { first, missed, away, toEnd };
}

interface Counters {
  away: ReadonlySignal<boolean>;
  missed: Signal<number>;
  first: Signal<number>;
}

function useNewRows(rows: ReadonlySignal<Row[]>, { away, missed, first }: Counters): void {
  const known = useRef(0);
  const said = rows.value.filter(({ kind }) => kind === "desk").length;
  useLayoutEffect(() => {
    if (away.peek() && said > known.current) missed.value += said - known.current;
    known.current = said;
    const beyond = rows.value.length - SHOWN_AT_FIRST;
    // In steps: taking a row away with every new one would move what is being read.
    if (!away.peek() && beyond - first.peek() > SHOWN_MORE) first.value = Math.max(0, beyond);
    if (first.peek() > rows.value.length) first.value = Math.max(0, beyond);
  }, [rows.value]);
}

/** Draws more above, and keeps what is being read where it is. */
function showMore(element: HTMLElement, first: Signal<number>): void {
  const fromEnd = element.scrollHeight - element.scrollTop;
  first.value = Math.max(0, first.value - SHOWN_MORE);
  requestAnimationFrame(() => (element.scrollTop = element.scrollHeight - fromEnd));
}
