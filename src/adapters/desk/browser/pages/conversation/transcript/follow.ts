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
 * `count`: how many lines of others came in all.
 */
export function useFollow({ of, last, first, count, loadOlder }: Shown): Follow {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const anchor = useRef<{ height: number; top: number } | null>(null);
  const loading = useRef(false);
  const [away, setAway] = useState(false);
  const [readUpTo, setReadUpTo] = useState(count);
  const counted = useRef(count);
  counted.current = count;

  const toEnd = useCallback((): void => {
    following.current = true;
    setAway(false);
    setReadUpTo(counted.current);
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, []);
  useLayoutEffect(toEnd, [of]);
  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [last, count]);
  // What was before it has been put in: the line one reads stays where it is.
  useLayoutEffect(() => {
    const [el, was] = [log.current, anchor.current];
    anchor.current = null;
    if (el !== null && was !== null && !following.current) el.scrollTop = was.top + el.scrollHeight - was.height;
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
    if (following.current) setReadUpTo(count);
    if (el.scrollTop > EARLY || loading.current || following.current) return;
    loading.current = true;
    void loadOlder(() => (anchor.current = { height: el.scrollHeight, top: el.scrollTop })).finally(
      () => (loading.current = false),
    );
  };
  return { log, content, onScroll, fresh: away ? Math.max(0, count - readUpTo) : 0, away, toEnd };
}

interface Shown {
  of: string;
  last: string;
  first: string;
  count: number;
  loadOlder: (about: () => void) => Promise<void>;
}
