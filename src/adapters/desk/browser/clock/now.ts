import { useEffect, useState } from "react";
import { useRead } from "../api/queries.js";

interface Clock {
  now: string;
  mode: "real" | "virtual";
  /** The desk's IANA zone. */
  zone: string;
}

let offsetMs = 0;
const moved = new Set<() => void>();
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Desk time, milliseconds: the server's, whatever this machine's clock says. */
export const deskNow = (): number => Date.now() + offsetMs;

/** The desk's zone; the browser's until the server has told. */
export const deskZone = (): string => zone;

export const useClock = () => useRead<Clock>(["clock"], "/clock");

/** Keeps this page's idea of desk time right; mounted once, by the shell. */
export function useClockSync(): void {
  const { data, dataUpdatedAt } = useClock();
  useEffect(() => {
    if (data === undefined) return;
    offsetMs = Date.parse(data.now) - dataUpdatedAt;
    zone = data.zone;
    // What was said by this machine's clock is said anew at once.
    moved.forEach((again) => again());
  }, [data, dataUpdatedAt]);
}

/** Desk time, new every `everyMs`: a minute for what is told in minutes, a second for counting down. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(deskNow);
  useEffect(() => {
    const again = (): void => setNow(deskNow());
    const timer = setInterval(again, everyMs);
    moved.add(again);
    return () => {
      clearInterval(timer);
      moved.delete(again);
    };
  }, [everyMs]);
  return now;
}
