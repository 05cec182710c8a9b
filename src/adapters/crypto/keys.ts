import { createHmac, hkdfSync } from "node:crypto";

export const KEY_BYTES = 32;

/** What the keys derived from `DATA_KEY` are for. One key, one purpose: what one of them seals or signs, no other opens. */
export type KeyLabel =
  | "wrap"
  | "desk"
  | "lookup"
  | "direct-line-token"
  | "file-link"
  | "chart-link"
  | "claim"
  | "token-hash"
  | "session"
  | "password"
  | "key-id"
  | "fingerprint";

export class DataKeyError extends Error {
  readonly code = "data_key.unreadable";
}

/** HKDF-SHA256; the trailing number changes when what a label stands for changes. */
export const deriveKey = (dataKey: Buffer, label: KeyLabel): Buffer =>
  Buffer.from(hkdfSync("sha256", dataKey, Buffer.alloc(0), `frontdoor/${label}/1`, KEY_BYTES));

/** `DATA_KEY` as an operator writes it: 32 bytes in hex or base64 (either alphabet, with or without padding). */
export function parseDataKey(text: string): Buffer {
  const written = text.trim();
  const hex = /^[0-9a-f]{64}$/i.test(written);
  const base64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(written);
  const key = hex ? Buffer.from(written, "hex") : Buffer.from(written.replaceAll("-", "+").replaceAll("_", "/"), "base64");
  if ((!hex && !base64) || key.length !== KEY_BYTES) {
    throw new DataKeyError(
      "DATA_KEY must be 32 bytes written in base64 or hex. Take back the key this database was made with; for a new database make one with: openssl rand -base64 32",
    );
  }
  return key;
}

/** Tells one data key from another without telling anything about it: what the database remembers to refuse a wrong one at start. */
export const fingerprint = (dataKey: Buffer): string => deriveKey(dataKey, "fingerprint").toString("hex", 0, 16);

/**
 * How secrets we hand out are stored: their keyed hash, so that a stolen dump can neither use nor guess them. `token-hash` is for API
 * tokens and resumes, `session` for what signs people in.
 */
export function makeTokenHash(dataKey: Buffer, label: "token-hash" | "session" = "token-hash"): (token: string) => Buffer {
  const key = deriveKey(dataKey, label);
  return (token) => createHmac("sha256", key).update(token).digest();
}
