import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Loose } from "../../direct-line.js";
import { Pace, TIERS, type Fault, type Faults } from "../faults.js";
import { Refusal, type ApiCall, type Dict, type Limits } from "../shapes.js";
import { maySee } from "./files.js";
import type { Inside, Method } from "./method.js";
import { METHODS } from "./methods.js";
import { argumentsOf, fileOf } from "./request.js";

export interface Tokens {
  bot: string;
  app: string;
  appScopes: Set<string>;
  /** What calls with the bot's token are told, once it is no longer good: token_revoked, account_inactive, invalid_auth. */
  spoilt: string | null;
}

export interface ServerParts {
  inside: Inside;
  tokens: Tokens;
  faults: Faults;
  limits: Limits;
  calls: ApiCall[];
  /** Whether apps.connections.open is out of order. */
  refusing: () => boolean;
  /** A post to a response_url. */
  respond: (token: string, body: Loose) => Dict;
  upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

interface Answer {
  status: number;
  body: Loose;
  headers?: Record<string, string>;
}

export interface SlackServer {
  origin: string;
  stop: () => Promise<void>;
}

const LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Login | Slack</title></head><body>Sign in to your workspace</body></html>";

/** The Web API, uploads, downloads, response addresses and the door of Socket Mode, on one port of 127.0.0.1. */
export async function startServer(parts: ServerParts): Promise<SlackServer> {
  const pace = new Pace();
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    void route(parts, pace, { request, response, url }).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
    });
  });
  server.on("upgrade", parts.upgrade);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin, stop };
}

async function route(parts: ServerParts, pace: Pace, exchange: Exchange): Promise<void> {
  const { url, request } = exchange;
  const [, place = "", ...rest] = url.pathname.split("/");
  if (place === "api") return callMethod(parts, pace, { ...exchange, method: rest.join("/") });
  if (place === "files-pri") return download(parts, exchange, rest);
  if (place === "upload" && request.method === "POST") return upload(parts, exchange, rest.at(-1) ?? "");
  if (place === "response" && request.method === "POST") return respond(parts, exchange, rest[0] ?? "");
  exchange.response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(LOGIN_PAGE);
}

async function callMethod(parts: ServerParts, pace: Pace, exchange: Exchange & { method: string }): Promise<void> {
  const { request, method } = exchange;
  const { token: inBody, ...args } = (await argumentsOf(request, exchange.url)) ?? { token: undefined };
  const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1];
  const call: ApiCall = { method, args, at: Date.now(), status: "none", answer: null };
  parts.calls.push(call);
  const fault = parts.faults.strike(method, args);
  if (fault) call.fault = fault.kind;
  const run = (): Answer => answerTo(parts, pace, { call, token: bearer ?? (inBody as string | undefined) });
  await struck(exchange, { fault, run, call });
}

interface Run {
  fault: Fault | undefined;
  run: () => Answer;
  call: ApiCall;
}

/** Answers as the fault wants it, or as it is. */
async function struck({ response, request }: Exchange, { fault, run, call }: Run): Promise<void> {
  const give = ({ status, body, headers = {} }: Answer): void => {
    Object.assign(call, { status, answer: body });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
  };
  switch (fault?.kind) {
    case undefined:
      return give(run());
    case "timeout_before":
      return;
    case "timeout_after_accept":
      call.answer = run().body;
      return;
    case "connection_reset":
      return void request.socket.destroy();
    case "reset_after_accept":
      call.answer = run().body;
      return void request.socket.destroy();
    case "http_500": {
      const { status = 500, body = "<!DOCTYPE html><html><body>Server Error</body></html>" } = fault;
      return give({ status, body, headers: { "content-type": "text/html" } });
    }
    case "rate_limited":
      return give(limited(fault.retryAfter ?? 1));
    case "error":
      return give({ status: 200, body: { ok: false, error: fault.code ?? "internal_error" } });
    case "slow": {
      const answer = run();
      await sleep(fault.ms ?? 1000, undefined, { ref: false });
      if (!response.destroyed) give(answer);
    }
  }
}

/** HTTP 429 with `Retry-After` in seconds (docs.slack.dev/apis/web-api/rate-limits). */
const limited = (seconds: number): Answer => ({
  status: 429,
  body: { ok: false, error: "ratelimited" },
  headers: { "retry-after": String(seconds) },
});

function answerTo(parts: ServerParts, pace: Pace, { call, token }: { call: ApiCall; token: string | undefined }): Answer {
  const { inside, tokens, limits } = parts;
  const method = METHODS[call.method];
  if (!method) return { status: 200, body: { ok: false, error: "unknown_method", req_method: call.method } };
  const scopes = method.token === "app" ? tokens.appScopes : inside.scopes;
  if (call.method === "apps.connections.open" && parts.refusing()) return { status: 500, body: "outage" };
  try {
    checkToken(tokens, method, token);
    const wait = waitOf(limits, pace, { method, call });
    if (wait !== null) return limited(wait);
    const whole = { ...inside, args: call.args };
    const needed = typeof method.scope === "function" ? method.scope(whole) : method.scope;
    const headers = { "x-oauth-scopes": [...scopes].join(","), ...(needed ? { "x-accepted-oauth-scopes": needed } : {}) };
    if (needed !== undefined && !scopes.has(needed))
      return { status: 200, body: { ok: false, error: "missing_scope", needed, provided: [...scopes].join(",") }, headers };
    return { status: 200, body: attempt(() => method.run(whole)), headers };
  } catch (error) {
    if (error instanceof Refusal) return { status: 200, body: error.answer };
    throw error;
  }
}

function attempt(run: () => Dict): Dict {
  try {
    return { ok: true, ...run() };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function checkToken(tokens: Tokens, method: Method, token: string | undefined): void {
  if (!token) throw new Refusal("not_authed");
  if (token !== tokens.bot && token !== tokens.app) throw new Refusal("invalid_auth");
  if ((token === tokens.app) !== (method.token === "app")) throw new Refusal("not_allowed_token_type");
  if (token === tokens.bot && tokens.spoilt !== null) throw new Refusal(tokens.spoilt);
}

function waitOf(limits: Limits, pace: Pace, { method, call }: { method: Method; call: ApiCall }): number | null {
  if (limits.messages === true && call.method === "chat.postMessage") return pace.wait(`messages ${call.args.channel}`, 1, 1000);
  if (limits.tiers !== true) return null;
  return pace.wait(call.method, TIERS[method.tier], 60_000);
}

/** An address takes one file, once; the answer is plain text (from memory: `OK - <bytes>`). */
async function upload({ inside, faults, calls }: ServerParts, exchange: Exchange, ticket: string): Promise<void> {
  const call: ApiCall = { method: "files.upload", args: { ticket }, at: Date.now(), status: "none", answer: null };
  calls.push(call);
  const content = await fileOf(exchange.request);
  const run = (): Answer => {
    const waiting = inside.uploads.get(ticket);
    if (!waiting || waiting.content !== null) return { status: 404, body: "not found" };
    waiting.content = content;
    return { status: 200, body: `OK - ${content.length}`, headers: { "content-type": "text/plain" } };
  };
  await struck(exchange, { fault: faults.strike("files.upload", {}), run, call });
}

/** Bytes for the bearer of a good token with files:read who may see the file; else Slack sends to its login page, as HTML with 200. */
async function download(
  { inside, tokens, faults, calls }: ServerParts,
  exchange: Exchange,
  [name = ""]: string[],
): Promise<void> {
  const { request, response, url } = exchange;
  const call: ApiCall = { method: "files.download", args: { path: url.pathname }, at: Date.now(), status: "none", answer: null };
  calls.push(call);
  const file = inside.workspace.files.get(name.split("-")[1] ?? "");
  const bearer =
    request.headers.authorization === `Bearer ${tokens.bot}` && tokens.spoilt === null && inside.scopes.has("files:read");
  const fault = faults.strike("files.download", {});
  if (!fault && file && !file.deleted && bearer && maySee(inside.workspace, file)) {
    Object.assign(call, { status: 200, answer: `${file.content.length} bytes` });
    response.writeHead(200, { "content-type": file.mimetype, "content-length": file.content.length }).end(file.content);
    return;
  }
  const location = `/?redir=${encodeURIComponent(url.pathname)}`;
  await struck(exchange, { fault, run: () => ({ status: 302, body: "", headers: { location } }), call });
}

async function respond(parts: ServerParts, exchange: Exchange, token: string): Promise<void> {
  const args = await argumentsOf(exchange.request, exchange.url);
  const call: ApiCall = { method: "response_url", args, at: Date.now(), status: "none", answer: null };
  parts.calls.push(call);
  const run = (): Answer => {
    const body = attempt(() => parts.respond(token, args));
    return { status: body.ok ? 200 : 404, body: body.ok ? "ok" : body };
  };
  await struck(exchange, { fault: parts.faults.strike("response_url", args), run, call });
}
