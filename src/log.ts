import { pino, type DestinationStream, type Logger } from "pino";

/**
 * Logs hold ids and words of the desk, never what customers wrote or who they are. An error's own fields may carry a row or a
 * statement's values (pg's `detail`, `where`, `parameters`), so only what is named here is kept of one.
 */
export function makeLog(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: bareError } };
  return to ? pino(options, to) : pino(options);
}

interface BareError {
  type: string;
  code?: unknown;
  message: string;
  stack?: string | undefined;
  cause?: BareError;
}

function bareError(error: unknown, depth = 0): BareError {
  if (!(error instanceof Error)) return { type: typeof error, message: "not an error" };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: error.message,
    stack: error.stack,
    ...(cause === undefined || depth > 2 ? {} : { cause: bareError(cause, depth + 1) }),
  };
}
