import { STATUS_CODES } from "node:http";
import { refusal } from "../channels/directline/refusal.js";
import type { Answer, Route } from "./route.js";

/** RFC 9457 problem details. `code` is stable and meant for programs, `detail` is for people and says what to do. */
export function problem(status: number, code: string, detail: string): Answer {
  return {
    status,
    body: { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, code, detail },
    headers: { "content-type": "application/problem+json; charset=utf-8" },
  };
}

/** What can be refused before a handler runs: one row each, in the shape its route speaks. */
const FAULTS = {
  not_found: { status: 404, directline: "NotFound", detail: "Nothing is at this address." },
  method_not_allowed: { status: 405, directline: "BadArgument", detail: "This address does not take this method." },
  bad_path: { status: 400, directline: "BadArgument", detail: "The address is not well encoded." },
  malformed_json: { status: 400, directline: "BadSyntax", detail: "The body is not valid JSON." },
  too_large: { status: 413, directline: "MessageSizeTooBig", detail: "The body is larger than this address takes." },
  origin_refused: {
    status: 403,
    directline: "BadArgument",
    detail: "Pages of this origin may not call here: add it to ALLOWED_ORIGINS.",
  },
  rate_limited: {
    status: 429,
    directline: "TooManyRequests",
    detail: "Too many calls in a short time; try again after Retry-After seconds.",
  },
  database_away: { status: 503, directline: "ServiceError", detail: "The database does not answer; try again shortly." },
  unexpected: { status: 500, directline: "ServiceError", detail: "An unexpected fault; it was logged." },
} as const;

export type Fault = keyof typeof FAULTS;

export function fault(
  errors: Route["errors"],
  name: Fault,
  more: { status?: number; headers?: Record<string, string> } = {},
): Answer {
  const { status, directline, detail } = FAULTS[name];
  const answer =
    errors === "directline" ? refusal(more.status ?? status, directline, detail) : problem(more.status ?? status, name, detail);
  return { ...answer, headers: { ...answer.headers, ...more.headers } };
}
