import type { Sent } from "../../../application/deliveries/messenger.js";
import type { PostedChart } from "../../../application/digests/charts.js";
import type { DigestDocument } from "../../../domain/digest/document.js";

/** What a format makes of a request in the moment it goes out. */
export interface Signing {
  address: URL;
  body: Record<string, unknown>;
  secret: string | null;
  /** Machine time in milliseconds: the services compare it with theirs. */
  now: number;
}

/** One kind of group robot, as its maker documents it. */
export interface RobotAdapter {
  /** Names its destinations in the outbox. */
  channel: string;
  /** Between two posts of one robot, so that its limit is never reached. */
  paceMs: number;
  bodies(document: DigestDocument, charts?: readonly PostedChart[]): Record<string, unknown>[];
  sign(signing: Signing): { address: URL; body: Record<string, unknown> };
  /** A 2xx whose body says how it went. */
  judge(text: string): Sent;
}

const REASON_MAX = 200;

/** For services that answer `{code, message}` with 200: 0 is done, some codes mean later, the rest blames the message or the robot. */
export function judgeByCode(
  text: string,
  { code, message, later }: { code: string; message: string; later: ReadonlySet<number> },
): Sent {
  const answer = parsed(text);
  const said = answer?.[code];
  // Not the service's own answer (a page of a proxy): nobody knows whether it was posted.
  if (typeof said !== "number") return { status: "unknown" };
  if (said === 0) return { status: "sent" };
  if (later.has(said)) return { status: "retry", afterMs: null };
  const why = typeof answer?.[message] === "string" ? `: ${answer[message]}` : "";
  return { status: "refused", reason: `${said}${why}`.replace(/\s+/g, " ").slice(0, REASON_MAX) };
}

export function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
