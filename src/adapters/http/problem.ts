import { STATUS_CODES } from "node:http";
import type { Answer } from "./route.js";

/** RFC 9457 problem details. `code` is stable and meant for programs, `detail` is for people and says what to do. */
export function problem(status: number, code: string, detail: string): Answer {
  return {
    status,
    body: { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, code, detail },
    headers: { "content-type": "application/problem+json; charset=utf-8" },
  };
}
