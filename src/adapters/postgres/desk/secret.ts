import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

export const isSecret = (value: string): boolean => SECRET.test(value);

/** What is stored. 256 random bits cannot be guessed, so a plain hash is as good as a slow one. */
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();
