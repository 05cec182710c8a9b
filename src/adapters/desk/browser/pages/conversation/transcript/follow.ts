import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Within so many pixels of the end one is at the end. */
const NEAR = 48;
/** So near to the beginning the page before is asked for. */
const EARLY = 400;

interface Follow {
  /** The element that scrolls. */
  log: React.RefObject<HTMLDivElement | null>;
  /** What is in it. */
  content: React.RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** What came while one read further up. */
  fresh: number;
  /** Whether one reads further up. */
  away: boolean;
  toEnd: () => void;
}

/**
 * Keeps to the end unless the reader has scrolled up, and then to what is being read. `of`: what is shown; `last`: its newest line;
 * `others`: what was said by others.
 */
export function useFollow({ of, last, first, others, loadOlder }: Shown): Follow {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const loading = useRef(false);
  const [away, setAway] = useState(false);
  const newest = others.at(-1)?.seq ?? 0;
  const [readUpTo, setReadUpTo] = useState(newest);
  const latest = useRef(newest);
  latest.current = newest;

  const toEnd = useCallback((): void => {
    following.current = true;
    setAway(false);
    setReadUpTo(latest.current);
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, []);
  useLayoutEffect(toEnd, [of]);
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [last, newest]);
  // What was before it has been put in: the line one reads stays where it is, also once what is new has been measured.
  useLayoutEffect(() => {
    const [el, was] = [log.current, anchor.current];
    anchor.current = null;
    if (el === null || was === null || following.current) return;
    hold(el, was);
    requestAnimationFrame(() => hold(el, was));
  }, [first]);
  // Pictures load and lines are measured late: the end moves.
  useEffect(() => {
    if (content.current === null || log.current === null) return;
    const watch = new ResizeObserver(() => {
      if (following.current) log.current?.scrollTo({ top: log.current.scrollHeight });
    });
    watch.observe(content.current);
    watch.observe(log.current);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const el = log.current;
    if (el === null) return;
    following.current = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR;
    setAway(!following.current);
    if (following.current) setReadUpTo(newest);
    if (el.scrollTop > EARLY || loading.current || following.current) return;
    loading.current = true;
    void loadOlder(() => (anchor.current = anchorOf(el))).finally(() => (loading.current = false));
  };
  return { log, content, onScroll, fresh: away ? others.filter(({ seq }) => seq > readUpTo).length : 0, away, toEnd };
}

interface Anchor {
  line: Element;
  top: number;
}

/** The first line in sight, and how far down it stands. */
function anchorOf(el: HTMLElement): Anchor | null {
  const { top } = el.getBoundingClientRect();
  const line = [...el.querySelectorAll("[data-id]")].find((each) => each.getBoundingClientRect().bottom > top);
  return line === undefined ? null : { line, top: line.getBoundingClientRect().top };
}

function hold(el: HTMLElement, { line, top }: Anchor): void {
  el.scrollTop += line.getBoundingClientRect().top - top;
}

interface Shown {
  of: string;
  last: string;
  first: string;
  others: readonly { seq: number }[];
  loadOlder: (about: () => void) => Promise<void>;
}
