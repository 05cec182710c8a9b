import { webApi } from "@slack/bolt";
import { kindOf, SlackFault } from "./fault.js";
import { quiet } from "./quiet.js";

/** Shorter than a delivery's time, so that what comes to nothing is known to. */
const ANSWER_WITHIN_MS = 4_000;
/** While the app is not let in, one call in so long finds out whether it is again. */
const SHUT_FOR_MS = 30_000;
/** Slack answered 429 and did not say how long. */
const LIMITED_MS = 1_000;

/** For the operator, seldom enough for any log. */
export type Warn = (facts: object, words: string) => void;

/** One try of one method: the outbox alone decides about retries (reliability 0, finding 5). Rejects with {@link SlackFault}. */
export type Call = <T extends object = object>(method: string, args?: object) => Promise<T>;

export interface Gate {
  call: Call;
  /** Slack says that the app is not let in any more: nothing is asked for a while, and the operator is told once. */
  shut: (error: string) => void;
}

/** `token` is the bot's or the app's own. */
export function makeCall({ apiUrl, token, warn }: { apiUrl: string; token: string; warn: Warn }): Gate {
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: ANSWER_WITHIN_MS,
    allowAbsoluteUrls: false,
    logger: quiet,
  });
  let closed: { error: string; until: number } | null = null;
  const shut = (error: string): void => {
    if (closed === null) warn({ event: "slack_shut", error }, `Slack does not let the app in (${error}): ${REMEDY}`);
    closed = { error, until: performance.now() + SHUT_FOR_MS };
  };
  const call: Call = async <T extends object>(method: string, args: object = {}) => {
    if (closed !== null && performance.now() < closed.until) throw new SlackFault({ kind: "shut", error: closed.error, method });
    try {
      const answer = await client.apiCall(method, args as Record<string, unknown>);
      if (closed !== null)
        warn({ event: "slack_open" }, "Slack lets the app in again; what was parked can be sent again by hand");
      closed = null;
      return answer as unknown as T;
    } catch (error) {
      const fault = faultOf(error, method);
      if (fault.kind === "shut") shut(fault.error);
      throw fault;
    }
  };
  return { call, shut };
}

const REMEDY = "look at Install App in the app's settings, put the token that stands there into SLACK_BOT_TOKEN, and restart";

/** Rethrows what is no fault of a call. */
function faultOf(error: unknown, method: string): SlackFault {
  if (error instanceof webApi.WebAPIPlatformError) return ofAnswer(error, method);
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new SlackFault({ kind: "limited", error: "ratelimited", method, afterMs: error.retryAfter * 1_000 });
  if (error instanceof webApi.WebAPIHTTPError)
    return new SlackFault({ kind: error.statusCode >= 500 ? "silent" : "refused", error: `http_${error.statusCode}`, method });
  if (error instanceof webApi.WebAPIRequestError) return ofSilence(error.original, method);
  // The client's own for a 429 without a time, and what JSON.parse says of a page in place of an answer.
  const isLimited = error instanceof Error && error.message.startsWith("Retry header did not contain");
  if (isLimited) return new SlackFault({ kind: "limited", error: "ratelimited", method, afterMs: LIMITED_MS });
  if (error instanceof SyntaxError) return new SlackFault({ kind: "silent", error: "no_json", method });
  if (isAborted(error)) return new SlackFault({ kind: "silent", error: "timeout", method, cause: error });
  throw error;
}

function ofAnswer({ data }: InstanceType<typeof webApi.WebAPIPlatformError>, method: string): SlackFault {
  const error = typeof data.error === "string" ? data.error.replace(/[^\w.-]/g, "").slice(0, 60) : "without_a_reason";
  const kind = kindOf(error);
  const { needed } = data as { needed?: unknown };
  const why = error === "missing_scope" && typeof needed === "string" ? `${error}:${needed.slice(0, 60)}` : error;
  return new SlackFault({ kind, error: why, method, afterMs: kind === "limited" ? LIMITED_MS : null });
}

/** Nobody was there, or nobody of that name: then nothing arrived either. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH", "EHOSTUNREACH"]);

/** Also for what is fetched beside the Web API. */
export function ofSilence(error: unknown, method: string): SlackFault {
  const { cause, code } = error as { cause?: { code?: unknown }; code?: unknown };
  const name = typeof cause?.code === "string" ? cause.code : typeof code === "string" ? code : "";
  const kind = NEVER_SENT.has(name) ? "away" : "silent";
  return new SlackFault({ kind, error: isAborted(error) ? "timeout" : name || "no_answer", method, cause: error });
}

const isAborted = (error: unknown): boolean =>
  error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
