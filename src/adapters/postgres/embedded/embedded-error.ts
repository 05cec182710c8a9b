export type EmbeddedErrorCode =
  | "embedded.no-package"
  | "embedded.cannot-run"
  | "embedded.data-dir"
  | "embedded.not-permitted"
  | "embedded.unreachable"
  | "embedded.other-major"
  | "embedded.initdb-failed"
  | "embedded.port-taken"
  | "embedded.memory-in-use"
  | "embedded.did-not-start"
  | "embedded.did-not-answer"
  | "embedded.did-not-stop";

/** A fault of the embedded database. Match on `code`; the message ends in what the operator can do. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;
  constructor(code: EmbeddedErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "EmbeddedError";
    this.code = code;
  }
}

export const OWN_SERVER_REMEDY = "set DATABASE_URL to a Postgres 15 or newer";

/** The `code` of a system's or Postgres' error such as ENOENT. Not by `instanceof`: jest runs us beside the Error that Node throws. */
export const systemCode = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
