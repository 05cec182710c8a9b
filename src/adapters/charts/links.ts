import { createHmac, timingSafeEqual } from "node:crypto";
import type { ChartPlace } from "../../application/digests/charts.js";
import { DAY_MS } from "../../domain/time.js";
import { LOCALES } from "../../domain/words.js";

const GOOD_MS = 7 * DAY_MS;

/** Addresses of charts for a group that has no sign-in: the name of a digest and its period, nothing of anybody. */
export interface ChartLinks {
  to(base: string, place: ChartPlace): string;
  /** In a time that tells nothing of the right signature. */
  check(signed: string): { place: ChartPlace; secondsLeft: number } | { refused: "expired" | "not_signed" };
}

/** `key` is the same on all instances; `now`: machine time in milliseconds. */
export function makeChartLinks({ key, now }: { key: Buffer; now: () => number }): ChartLinks {
  const sign = (text: string): Buffer => createHmac("sha256", key).update(text).digest();
  return {
    to: (base, { digest, period, locale, n }) => {
      const text = [digest, period, locale, n, now() + GOOD_MS].join("|");
      return `${base}/charts/${Buffer.from(text).toString("base64url")}.${sign(text).toString("base64url")}`;
    },
    check: (signed) => {
      const [text = "", signature = ""] = signed.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
      const [given, right] = [Buffer.from(signature, "latin1"), sign(text)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { refused: "not_signed" };
      const [digest = "", period = "", locale, n, until] = text.split("|");
      const secondsLeft = Math.floor((Number(until) - now()) / 1_000);
      if (secondsLeft <= 0) return { refused: "expired" };
      return { place: { digest, period, locale: locale === LOCALES[1] ? LOCALES[1] : LOCALES[0], n: Number(n) }, secondsLeft };
    },
  };
}
