import { createHmac, timingSafeEqual } from "node:crypto";

/** What was signed longer ago is a replay; from further ahead than this comes nothing either. */
const AGE_MOST_S = 300;

const SECONDS = /^\d{1,12}$/;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;

export interface Signed {
  timestamp: string | string[] | undefined;
  signature: string | string[] | undefined;
}

/** Without the body: whether it is worth reading (reliability 1a). */
export function isTimely({ timestamp, signature }: Signed, nowMs: number): boolean {
  if (typeof timestamp !== "string" || typeof signature !== "string") return false;
  return SECONDS.test(timestamp) && SIGNATURE.test(signature) && Math.abs(nowMs / 1_000 - Number(timestamp)) <= AGE_MOST_S;
}

/** `v0=HMAC-SHA256(secret, "v0:timestamp:body")` over the very bytes that came. Asked after {@link isTimely}. */
export function isSigned({ timestamp, signature }: Signed, body: Buffer, secret: string): boolean {
  if (typeof timestamp !== "string" || typeof signature !== "string" || secret === "") return false;
  const wanted = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
