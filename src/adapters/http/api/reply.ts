import { STATUS_CODES } from "node:http";
import type { StreamedBody } from "../route.js";
import type { Stream } from "./event-stream.js";

/** What a route answers when it did what was asked. */
export interface Reply<R> {
  status: 200 | 201;
  body: R;
  headers?: Record<string, string>;
  /** Sent in place of the body: its bytes as they are. */
  file?: SentFile;
  /** Keeps the answer open in place of the body. */
  events?: (stream: Stream) => void;
}

export interface SentFile {
  headers: Record<string, string>;
  stream: StreamedBody;
}

/** An error as RFC 9457 has it: `code` is for programs and never changes, `detail` is for people and says what to do. */
export interface Problem {
  code: string;
  /** 202 only for `parked`: kept, but not decided. */
  status: 202 | 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 503;
  detail: string;
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
}

export const isProblem = (answer: object): answer is Problem => "code" in answer;

export const problemBody = ({ code, status, detail, more }: Problem): Record<string, unknown> => ({
  type: "about:blank",
  title: STATUS_CODES[status] ?? "Error",
  status,
  code,
  detail,
  ...more,
});

const UNKNOWN: Record<string, { code: string; detail: string }> = {
  tickets: { code: "unknown_ticket", detail: "There is no such ticket: name it by its id or as T-000123." },
  conversations: { code: "unknown_conversation", detail: "There is no such conversation: name it by its id." },
  commitments: { code: "unknown_commitment", detail: "There is no such commitment: name it by its id." },
  attachments: { code: "unknown_attachment", detail: "There is no such file: name it by the id that its message gives." },
  digests: { code: "unknown_digest", detail: "There is no such digest or chart: GET /api/v1/digests lists them." },
  deliveries: { code: "unknown_delivery", detail: "There is no such delivery: GET /api/v1/deliveries lists them." },
  agents: { code: "unknown_agent", detail: "There is no such agent: give an id as GET /api/v1/agents lists them." },
  drafts: { code: "unknown_draft", detail: "You hold no such reply: name it by the id that its post answered." },
  customers: { code: "unknown_customer", detail: "There is no such customer: name it by its id." },
};

/** What is asked for by the path is not there; `kind` is the path's first segment. */
export const unknown = (kind: string): Problem => ({
  status: 404,
  ...(UNKNOWN[kind] ?? { code: "not_found", detail: "Nothing is at this address: /api/v1/openapi.json lists what there is." }),
});
