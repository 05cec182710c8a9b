import type { ServerResponse } from "node:http";
import type { Answer } from "./route.js";

/** On every answer; pages and the desk add their own content-security-policy. */
export const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

export function send(response: ServerResponse, answer: Answer, more: Readonly<Record<string, string>>): void {
  if (answer.drop === true) {
    response.socket?.destroy();
    return;
  }
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

export function payloadOf(body: Answer["body"]): string | Buffer {
  if (body === undefined) return "";
  return typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
