import { randomBytes } from "node:crypto";

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

export const isSecret = (value: string): boolean => SECRET.test(value);

/** What is stored of a secret. 256 random bits cannot be guessed, so a fast hash is as good as a slow one; a keyed one is better. */
export type SecretHash = (secret: string) => Buffer;
