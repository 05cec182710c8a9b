import type { Sent } from "../../../application/deliveries/messenger.js";
import { retryAfterMs } from "../retry-after.js";
import { ConnectorRefused, ConnectorSilent } from "./connector-http.js";

/** What a send that failed makes of its delivery. Rethrows what is a bug. */
export function sentOf(error: unknown): Sent {
  if (error instanceof ConnectorSilent) return error.sent ? { status: "unknown" } : { status: "retry", afterMs: null };
  if (error instanceof ConnectorRefused) return ofStatus(error);
  throw error;
}

function ofStatus({ status, retryAfter, why }: ConnectorRefused): Sent {
  if (status === 408) return { status: "unknown" };
  // Our own login is at fault, not the message: it waits until somebody has set that right, within its deadline.
  if (status === 401 || status === 429 || status >= 500)
    return { status: "retry", afterMs: retryAfterMs(retryAfter ?? undefined) };
  if (status === 403 || status === 404 || status === 410) return { status: "gone" };
  return { status: "refused", reason: `http ${status}: ${why}` };
}
