import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Texts that travel with a client who must not read or move them. */
export interface Claims {
  /** URL-safe; `bound`: where it belongs, and opens only. */
  seal(plain: string, bound: string): string;
  /** Null: sealed by another key, for another place, or changed. */
  open(sealed: string, bound: string): string | null;
}

/** AES-256-GCM; `key` is the same on all instances. */
export const makeClaims = (key: Buffer): Claims => ({
  seal: (plain, bound) => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(bound));
    return Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url");
  },
  open: (sealed, bound) => {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length < IV_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
    } catch {
      return null;
    }
  },
});
