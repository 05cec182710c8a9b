import { useEffect, useState } from "react";
import { useRead } from "../api/queries.js";

interface Clock {
  now: string;
  mode: "real" | "virtual";
  /** The desk's IANA zone. */
  zone: string;
}

let offsetMs = 0;
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Desk time, milliseconds: the server's, whatever this machine's clock says. */
export const deskNow = (): number => Date.now() + offsetMs;

/** The desk's zone; the browser's until the server has told. */
export const deskZone = (): string => zone;

/** Keeps this page's idea of desk time right; mounted once, by the shell. */
export function useClockSync(): void {
  const { data, dataUpdatedAt } = useRead<Clock>(["clock"], "/clock");
  useEffect(() => {
    if (data === undefined) return;
    offsetMs = Date.parse(data.now) - dataUpdatedAt;
    zone = data.zone;
  }, [data, dataUpdatedAt]);
}

/** Desk time, new every `everyMs`: a minute for what is told in minutes, a second for counting down. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(deskNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(deskNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
