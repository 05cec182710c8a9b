import type { z } from "zod";
import type { Caller } from "../../../application/desk-ports.js";
import type { Role } from "../../../domain/words.js";
import type { Desk } from "./desk.js";
import { rejected } from "./rejected.js";
import type { RepeatKey } from "./repeat.js";
import { unknown, type Problem, type Reply } from "./reply.js";

/** Three texts of 10,000 characters, each written as \\uXXXX escapes, and room to spare. */
export const BODY_BYTES_MAX = 256 * 1024;

export type Roles = readonly [Role, ...Role[]];

export interface Call<P, Q, B> {
  by: Caller;
  params: P;
  query: Q;
  body: B;
  repeat: RepeatKey | null;
  /** Of a row that `takes` bytes. */
  sent: SentBytes | null;
}

/** A body that is a file. */
export interface SentBytes {
  /** `x-file-name`, percent-encoded. */
  name: string | undefined;
  /** As it arrives; what is not asked for runs through unread. */
  content: AsyncIterable<Uint8Array>;
}

type Fields = z.ZodObject;

/** One row of the API: the router, the OpenAPI document and the access matrix are made from it. It cannot be written without `roles`. */
export interface RouteRow<P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType> {
  method: "GET" | "POST";
  /** Below `/api/v1`, parameters in braces. */
  path: string;
  roles: Roles;
  summary: string;
  params: P;
  query: Q;
  /** Null for a GET. */
  body: B | null;
  /** The body is a file as it is. */
  takes?: "bytes";
  /** The answer is a file as it is; `answer` is passed over. */
  gives?: "bytes";
  /** 201 where something is made. */
  status: 200 | 201;
  answer: A;
  handle(desk: Desk, call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply<z.input<A>> | Problem>;
}

export interface RawCall {
  params: unknown;
  query: unknown;
  body: unknown;
  sent: SentBytes | null;
}

/** A row whose types were checked where it was written. */
export interface ApiRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly roles: Roles;
  readonly summary: string;
  readonly status: 200 | 201;
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields | null;
  readonly takes?: "bytes";
  readonly gives?: "bytes";
  readonly answer: z.ZodType;
  /** Parses all three parts; the caller's role was checked before. */
  prepare(raw: RawCall): Prepared | Problem;
}

export interface Prepared {
  run(desk: Desk, by: Caller, repeat: RepeatKey | null): Promise<Reply<unknown> | Problem>;
}

export function route<P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType>(
  row: RouteRow<P, Q, B, A>,
): ApiRoute {
  const prepare = (raw: RawCall): Prepared | Problem => {
    const params = row.params.safeParse(raw.params);
    if (!params.success) return unknown(row.path.split("/")[1] ?? "");
    const query = row.query.safeParse(raw.query);
    if (!query.success) return rejected("query", query.error.issues, Object.keys(row.query.shape));
    const body = row.body?.safeParse(raw.body) ?? null;
    if (body && !body.success) return rejected("body", body.error.issues, Object.keys(row.body?.shape ?? {}));
    const given = { params: params.data, query: query.data, body: body?.data as z.output<B>, sent: raw.sent };
    return { run: (desk, by, repeat) => row.handle(desk, { by, repeat, ...given }) };
  };
  return { ...row, prepare };
}
