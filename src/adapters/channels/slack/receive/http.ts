import { contentOf } from "../../../http/read-body.js";
import { problem } from "../../../http/problem.js";
import type { Answer, Call, Route } from "../../../http/route.js";
import type { DeskReceiver, Payload } from "./receiver.js";
import { isSigned, isTimely } from "./signature.js";

/** A message of 40,000 characters comes in several shapes at once; a form brings all that it shows. */
const BODY_BYTES_MAX = 2_097_152;

export interface HttpDeps {
  receiver: DeskReceiver;
  signingSecret: string;
  /** Machine time, milliseconds. */
  now: () => number;
}

/** Events, interactivity and commands at one address: nothing is heeded before its signature is believed (reliability T6). */
export const eventsRoute = (deps: HttpDeps): Route => ({
  method: "POST",
  path: "/slack/events",
  who: "signed",
  origins: "ignored",
  limit: null,
  bodyBytesMax: BODY_BYTES_MAX,
  streams: true,
  errors: "problem",
  handle: (call) => take(deps, call),
});

const NOT_SIGNED = problem(401, "not_signed", "The request is not signed by Slack for this app, or was signed too long ago.");
const TOO_LARGE = problem(413, "too_large", "The request is larger than 2 MB.");
const MALFORMED = problem(400, "malformed", "The body is no payload of Slack.");
const AGAIN: Answer = { ...problem(503, "not_stored", "Not stored yet; send it again.") };

async function take({ receiver, signingSecret, now }: HttpDeps, { request, headers }: Call): Promise<Answer> {
  const signed = { timestamp: headers["x-slack-request-timestamp"], signature: headers["x-slack-signature"] };
  if (!isTimely(signed, now())) return NOT_SIGNED;
  const body = await bytesOf(request!);
  if (body === null) return TOO_LARGE;
  if (!isSigned(signed, body, signingSecret)) return NOT_SIGNED;
  const payload = payloadOf(body.toString("utf8"), headers["content-type"] ?? "");
  if (payload === null) return MALFORMED;
  // `ssl_check` is signed as everything else is.
  if (payload.ssl_check !== undefined) return { status: 200 };
  if (payload.type === "url_verification") return challengeOf(payload);
  const outcome = await receiver.heed({ payload, ...retryOf(headers) });
  return outcome.done ? answerOf(outcome.answer) : AGAIN;
}

async function bytesOf(request: NonNullable<Call["request"]>): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of contentOf(request)) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

/** JSON, or a form that is the payload itself (a command) or names it. Null: neither. */
function payloadOf(text: string, type: string): Payload | null {
  try {
    if (!type.startsWith("application/x-www-form-urlencoded")) return objectOf(JSON.parse(text));
    const form = new URLSearchParams(text);
    const payload = form.get("payload");
    return payload === null ? Object.fromEntries(form) : objectOf(JSON.parse(payload));
  } catch {
    return null;
  }
}

const objectOf = (value: unknown): Payload | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;

const challengeOf = ({ challenge }: Payload): Answer =>
  typeof challenge === "string" && challenge.length <= 1_000
    ? { status: 200, body: challenge, headers: { "content-type": "text/plain; charset=utf-8" } }
    : MALFORMED;

function retryOf(headers: Call["headers"]): { retryNum: number; retryReason: string | null } {
  const [num, reason] = [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]];
  return { retryNum: Number(num) || 0, retryReason: typeof reason === "string" ? reason : null };
}

/** Nothing, a text, or what a form or a command is to show. */
function answerOf(answer: unknown): Answer {
  if (answer === null || answer === undefined || answer === "") return { status: 200 };
  if (typeof answer === "string") return { status: 200, body: answer, headers: { "content-type": "text/plain; charset=utf-8" } };
  return { status: 200, body: answer };
}
