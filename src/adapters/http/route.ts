import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Role } from "../../domain/words.js";
import type { Visit } from "../channels/directline/tokens.js";

/**
 * Who may call a route. `token`: a Direct Line token of the conversation in the path (any conversation where the path names none).
 * `secret`: the site's own server. `stream`: the 60 s token in a streamUrl. `signed`: whoever has the address, which carries a
 * signature that the handler checks. `roles`: a bearer token or the desk's cookie of one of these roles, checked by the Express
 * router that answers the route.
 */
export type Who = "public" | "secret" | "token" | "token-or-secret" | "stream" | "signed" | { roles: readonly Role[] };

/** `listed`: same origin and ALLOWED_ORIGINS, with CORS answers. `same`: this origin only. `ignored`: a page or a probe, no CORS. */
export type Origins = "listed" | "same" | "ignored";

export type LimitName = "message" | "message_by_address" | "read" | "start" | "socket" | "mint" | "link" | "login" | "upload";

/** One row of the route table: limits, CORS, metrics and the access matrix are made from it. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments beginning with `:` are parameters: `/v3/directline/conversations/:conversationId/activities`. */
  path: string;
  who: Who;
  origins: Origins;
  /** Several are spent in this order, until one refuses: the narrower first, so that one who floods does not use up what many share. */
  limit: LimitName | readonly LimitName[] | null;
  /** The largest body read; 0: none is read. A route without `handle` reads its own body and should hold the same bound. */
  bodyBytesMax: number;
  /** Its handler reads the body from `call.request` as it arrives, for minutes if need be, as long as it keeps a pace. */
  streams?: true;
  /** Shape of its errors: Direct Line's `{error:{code,message}}` or RFC 9457 problem details. */
  errors: "directline" | "problem";
  /** Answers from node:http, before Express. Absent: the Express router mounted over the path answers. */
  handle?: (call: Call) => Promise<Answer> | Answer;
}

export type Caller = { kind: "nobody" } | { kind: "secret" } | { kind: "visitor"; visit: Visit };

/** A request as a handler sees it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly caller: Caller;
  /** The parsed JSON body; undefined where none was sent. */
  readonly body: unknown;
  /** The client's address, behind trusted proxies. */
  readonly address: string;
  /** `https://host` of this server as the caller reaches it. */
  readonly baseUrl: string;
  /** Only for a route that `streams`: its body is unread. */
  readonly request?: IncomingMessage;
}

export interface Answer {
  status: number;
  /** An object is sent as JSON; a string or bytes as they are, with the content-type in `headers`. */
  body?: object | string | Buffer;
  /** In place of a body that is too large to hold. */
  stream?: StreamedBody;
  headers?: Readonly<Record<string, string>>;
  /** Sends nothing and closes the connection: for clients that take any answer but none as final. */
  drop?: true;
}

export interface StreamedBody {
  bytes: number;
  /** Asked for as fast as the client takes it. Rejects: the connection is cut, so that half a file is never taken for a whole. */
  content: AsyncIterable<Uint8Array>;
  /** Called once when the sending has ended, however it ended. */
  done: () => void;
}

export const NOBODY: Caller = { kind: "nobody" };
