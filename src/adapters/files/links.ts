import { createHmac, timingSafeEqual } from "node:crypto";

const DAY_MS = 86_400_000;
const GOOD_DAYS = 7;

/** Addresses of files that work without a token, as `<img src>` needs them, until their day. */
export interface FileLinks {
  /** `base`: the server as the reader reaches it, `https://host`. The same all day, so that a browser keeps what it has. */
  to(base: string, id: string): string;
  /** Whether the address is one of ours and for how many more seconds; in a time that tells nothing of the right signature. */
  check(id: string, query: URLSearchParams): { secondsLeft: number } | { refused: "expired" | "not_signed" };
}

/** `key` is the same on all instances; `now`: machine time in milliseconds. */
export function makeFileLinks({ key, now }: { key: Buffer; now: () => number }): FileLinks {
  const sign = (id: string, until: string): Buffer => createHmac("sha256", key).update(`${id}|${until}`).digest();
  return {
    to(base, id) {
      const until = String((Math.ceil(now() / DAY_MS) + GOOD_DAYS) * DAY_MS);
      return `${base}/files/${id}?until=${until}&s=${sign(id, until).toString("base64url")}`;
    },
    check(id, query) {
      const [until, signature] = [query.get("until") ?? "", Buffer.from(query.get("s") ?? "", "base64url")];
      const right = sign(id, until);
      if (signature.length !== right.length || !timingSafeEqual(signature, right)) return { refused: "not_signed" };
      const secondsLeft = Math.floor((Number(until) - now()) / 1_000);
      return secondsLeft > 0 ? { secondsLeft } : { refused: "expired" };
    },
  };
}
