import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Answer, StreamedBody } from "./route.js";

/** On every answer; pages and the desk add their own content-security-policy. */
export const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** A promise only for a streamed body: until it is sent. */
export function send(response: ServerResponse, answer: Answer, more: Readonly<Record<string, string>>): void | Promise<void> {
  if (answer.drop === true) {
    response.socket?.destroy();
    return;
  }
  if (answer.stream !== undefined) return sendStream(response, { ...answer, stream: answer.stream }, more);
  if (response.headersSent || response.destroyed) return;
  const payload = payloadOf(answer.body);
  response.writeHead(answer.status, {
    ...SAFE_HEADERS,
    ...(typeof answer.body === "object" && !Buffer.isBuffer(answer.body)
      ? { "content-type": "application/json; charset=utf-8" }
      : {}),
    ...more,
    ...answer.headers,
    ...(answer.status === 204 || answer.status === 304 ? {} : { "content-length": String(Buffer.byteLength(payload)) }),
  });
  response.end(payload);
}

const STALLED_MS = 30_000;

async function sendStream(
  response: ServerResponse,
  { status, headers, stream }: Answer & { stream: StreamedBody },
  more: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    if (response.headersSent || response.destroyed) return;
    response.writeHead(status, { ...SAFE_HEADERS, ...more, ...headers, "content-length": String(stream.bytes) });
    response.setTimeout(STALLED_MS, () => response.destroy());
    if (response.req.method === "HEAD") response.end();
    else await pipeline(stream.content, response);
  } catch (error) {
    // A client that has seen enough goes away in the middle; a stalled one was cut.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  } finally {
    response.setTimeout(0);
    stream.done();
  }
}

export function payloadOf(body: Answer["body"]): string | Buffer {
  if (body === undefined) return "";
  return typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
