import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { Sent } from "../../../application/deliveries/messenger.js";
import { retryAfterMs } from "../retry-after.js";

/** A second is left of the delivery's five to settle what became of it. */
const TIMEOUT_MS = 4_500;
const ANSWER_BYTES_MAX = 64 * 1024;

/** What opens a connection; tests give their own. */
export type Opens = (address: URL, options: RequestOptions) => ClientRequest;

export interface Posting {
  address: URL;
  body: unknown;
  signal: AbortSignal;
  judge: (text: string) => Sent;
}

/**
 * One POST of JSON. Only https, no redirects are followed, 5 s, at most 64 KB of an answer. What failed before the connection stood
 * was surely not posted and is tried again; what fails after it may have been.
 */
export function post({ address, body, signal, judge }: Posting, open: Opens = httpsRequest): Promise<Sent> {
  if (address.protocol !== "https:") return Promise.resolve({ status: "refused", reason: "the address is not https" });
  const bytes = Buffer.from(JSON.stringify(body));
  return new Promise((resolve) => {
    let connected = false;
    const request = open(address, {
      method: "POST",
      agent: false,
      signal,
      headers: { "content-type": "application/json; charset=utf-8", "content-length": bytes.length },
    });
    const timer = setTimeout(() => request.destroy(new Error("no answer in time")), TIMEOUT_MS);
    const done = (sent: Sent): void => {
      clearTimeout(timer);
      resolve(sent);
      request.destroy();
    };
    request.on("socket", (socket: Socket) => {
      const standing = (): void => void (connected = true);
      socket.once("encrypted" in socket ? "secureConnect" : "connect", standing);
    });
    request.on("error", () => done(connected ? { status: "unknown" } : { status: "retry", afterMs: null }));
    request.on("response", (response) => void answerOf(response, judge).then(done, () => done({ status: "unknown" })));
    request.end(bytes);
  });
}

async function answerOf(response: IncomingMessage, judge: (text: string) => Sent): Promise<Sent> {
  const status = response.statusCode ?? 0;
  if (status === 429) return { status: "retry", afterMs: retryAfterMs(response.headers["retry-after"]) };
  if (status >= 500 || status === 408) return { status: "retry", afterMs: retryAfterMs(response.headers["retry-after"]) };
  if (status >= 300 && status < 400) return { status: "refused", reason: `http ${status}: redirects are not followed` };
  const text = await textOf(response);
  if (status >= 400) return { status: "refused", reason: `http ${status}: ${text.replace(/\s+/g, " ").slice(0, 100)}` };
  return judge(text);
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
