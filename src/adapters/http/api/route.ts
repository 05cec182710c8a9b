import type { z } from "zod";
import type { Caller } from "../../../application/desk-ports.js";
import { RIGHTS, type Verb } from "../../../application/rights.js";
import type { Role } from "../../../domain/words.js";
import type { Desk } from "./desk.js";
import type { Door } from "./door.js";
import { rejected } from "./rejected.js";
import type { RepeatKey } from "./repeat.js";
import { unknown, type Problem, type Reply } from "./reply.js";

/** Three texts of 10,000 characters, each written as \\uXXXX escapes, and room to spare. */
export const BODY_BYTES_MAX = 256 * 1024;

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Call<P, Q, B> {
  by: Caller;
  /** What showed who calls. */
  via: "token" | "session";
  door: Door;
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

/** One row of the API: the router, the OpenAPI document and the access matrix are made from it. It cannot be written without `may`. */
export interface RouteRow<P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType> extends OpenRow<P, Q, B, A> {
  /** What the caller's role must allow. */
  may: Verb;
  handle(desk: Desk, call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply<z.input<A>> | Problem>;
}

export type OpenCall<P, Q, B> = Pick<Call<P, Q, B>, "door" | "params" | "query" | "body">;

/** A row that asks for nobody: signing in. */
export interface OpenRow<P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType> {
  method: Method;
  /** Below `/api/v1`, parameters in braces. */
  path: string;
  summary: string;
  params: P;
  query: Q;
  /** Null for a GET. */
  body: B | null;
  /** The body is a file as it is. */
  takes?: "bytes";
  /** The answer is a file as it is, or server-sent events; `answer` is passed over. */
  gives?: "bytes" | "events";
  /** 201 where something is made. */
  status: 200 | 201;
  answer: A;
  handle(desk: Desk, call: OpenCall<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply<z.input<A>> | Problem>;
}

export interface RawCall {
  params: unknown;
  query: unknown;
  body: unknown;
  sent: SentBytes | null;
}

/** A row whose types were checked where it was written. */
export interface ApiRoute {
  readonly method: Method;
  readonly path: string;
  readonly may: Verb | "public";
  /** Those whose role allows it; none where it is public, so that whoever forgets to look at `may` lets nobody in. */
  readonly roles: readonly Role[];
  readonly summary: string;
  readonly status: 200 | 201;
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields | null;
  readonly takes?: "bytes";
  readonly gives?: "bytes" | "events";
  readonly answer: z.ZodType;
  /** Parses all three parts; the caller's role was checked before. */
  prepare(raw: RawCall): Prepared | Problem;
}

export interface Prepared {
  run(desk: Desk, caller: CallerOf): Promise<Reply<unknown> | Problem>;
}

export type CallerOf = Pick<Call<unknown, unknown, unknown>, "door" | "repeat"> & {
  who: Pick<Call<unknown, unknown, unknown>, "by" | "via"> | null;
};

export const route = <P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType>(
  row: RouteRow<P, Q, B, A>,
): ApiRoute => ({
  ...row,
  roles: RIGHTS[row.may],
  prepare: preparing(row, (desk, given, { who, door, repeat }) => {
    if (who === null) throw new Error(`${row.method} ${row.path} was called by nobody`);
    return row.handle(desk, { ...who, door, repeat, ...given });
  }),
});

export const openRoute = <P extends Fields, Q extends Fields, B extends Fields, A extends z.ZodType>(
  row: OpenRow<P, Q, B, A>,
): ApiRoute => ({
  ...row,
  may: "public",
  roles: [],
  prepare: preparing(row, (desk, given, { door }) => row.handle(desk, { door, ...given })),
});

type Shape<P, Q, B> = { path: string; params: P; query: Q; body: B | null };
type Given<P extends Fields, Q extends Fields, B extends Fields> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  sent: SentBytes | null;
};
type Run<G> = (desk: Desk, given: G, caller: CallerOf) => Promise<Reply<unknown> | Problem>;

function preparing<P extends Fields, Q extends Fields, B extends Fields>(row: Shape<P, Q, B>, run: Run<Given<P, Q, B>>) {
  return (raw: RawCall): Prepared | Problem => {
    const params = row.params.safeParse(raw.params);
    if (!params.success) return unknown(row.path.split("/")[1] ?? "");
    const query = row.query.safeParse(raw.query);
    if (!query.success) return rejected("query", query.error.issues, Object.keys(row.query.shape));
    const body = row.body?.safeParse(raw.body) ?? null;
    if (body && !body.success) return rejected("body", body.error.issues, Object.keys(row.body?.shape ?? {}));
    const given = { params: params.data, query: query.data, body: body?.data as z.output<B>, sent: raw.sent };
    return { run: (desk, caller) => run(desk, given, caller) };
  };
}
