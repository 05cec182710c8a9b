import { WebSocket, type ClientOptions } from "ws";
import { LIMITS } from "../../../../src/adapters/http/limits.js";
import { type HttpDeps, makeHttp } from "../../../../src/adapters/http/server.js";
import { aCalendar } from "../../calendar/a-calendar.js";
import { widgetBuilt } from "../../../support/widget-built.js";
import { makeFileLinks } from "../../../../src/adapters/files/links.js";
import { memoryDesk } from "./memory-desk.js";
import { FILES_ALLOWED, memoryFiles } from "./memory-files.js";

/** The shipped service hours. */
const HOURS = aCalendar({});
export const SECRET = "the-secret-of-the-site";
export const IDENTITY_SECRET = "with-which-the-site-signs-its-visitors";
const ALL_OFF = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, Infinity]));

/** A server on a free port over the desk in memory, with a clock that tests move. */
export async function served(overrides: Partial<HttpDeps> = {}, { desk = memoryDesk(), port: asked = 0 } = {}) {
  const clock = { ms: Date.UTC(2026, 10, 23, 2) };
  const faults: unknown[] = [];
  const warned: [facts: object, words: string][] = [];
  const http = makeHttp({
    ...desk,
    ready: () => Promise.resolve({ ok: !desk.away, reasons: desk.away ? ["database"] : [] }),
    tokenKey: Buffer.alloc(32, 7),
    directLineSecret: SECRET,
    desk: () => ({
      company: { "zh-CN": "澄川<科技>", en: "Chengchuan" },
      assistant: { "zh-CN": "小川", en: "Xiaochuan" },
      hours: HOURS,
      files: FILES_ALLOWED,
    }),
    deskNow: () => Promise.resolve(clock.ms),
    files: memoryFiles(),
    fileLinks: makeFileLinks({ key: Buffer.alloc(32, 9), now: () => clock.ms }),
    identitySecret: IDENTITY_SECRET,
    contactsIn: (text) => ({ email: /\S+@\S+\.\w+/.exec(text)?.[0] ?? null, phone: /^\+[1-9]\d{7,14}$/.exec(text)?.[0] ?? null }),
    now: () => clock.ms,
    page: { directory: widgetBuilt(), company: { "zh-CN": "澄川<科技>", en: "Chengchuan" }, defaultLocale: "zh-CN" },
    publicUrl: null,
    allowedOrigins: ["https://shop.example"],
    trustedProxies: [],
    limits: ALL_OFF,
    startPatienceMs: 0,
    warn: (facts, words) => warned.push([facts, words]),
    onFault: (error) => faults.push(error),
    ...overrides,
  });
  const { port } = await http.listen(asked, "127.0.0.1");
  const base = `http://127.0.0.1:${port}`;
  const call = async (method: string, path: string, { token, body, headers }: CallOptions = {}): Promise<Called> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, text, json: (isJson ? JSON.parse(text) : null) as Json };
  };
  const visitor = async (): Promise<Visitor> => {
    const { json } = await call("POST", "/chat/token", { body: {} });
    const started = await call("POST", "/v3/directline/conversations", { token: json.token, body: {} });
    return { ...json, ...started.json, path: `/v3/directline/conversations/${json.conversationId}` };
  };
  return { desk, clock, faults, warned, http, base, port, call, visitor, close: () => http.close(1_000) };
}

export type Served = Awaited<ReturnType<typeof served>>;
export interface Visitor {
  token: string;
  conversationId: string;
  userId: string;
  resume: string;
  streamUrl: string;
  path: string;
}
interface CallOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface Called {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}
/** What any answer of ours may hold. */
export interface Json extends Visitor {
  activities: Shown[];
  watermark: string;
  error: { code: string; message: string };
  code: string;
  id: string;
  expires_in: number;
}
export interface Shown {
  type: string;
  id: string;
  text: string;
}

/** What a token says of its bearer. */
export const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) as { conv: string; user: string };

/** A socket that remembers its frames and how it ended. */
export function socketTo(url: string, options: ClientOptions = {}) {
  const ws = new WebSocket(url, options);
  const frames: { activities: Shown[]; watermark: string }[] = [];
  const heard = { ws, frames, closed: 0, refused: 0, reason: "" };
  ws.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString()) as (typeof frames)[number]));
  ws.on("close", (code, reason) => Object.assign(heard, { closed: code, reason: reason.toString() }));
  ws.on("unexpected-response", (_request, response) => {
    heard.refused = response.statusCode ?? 0;
    response.resume();
  });
  ws.on("error", () => undefined);
  return Object.assign(heard, {
    texts: (): string[] => frames.flatMap(({ activities }) => activities.map(({ text }) => text)),
    ids: (): string[] => frames.flatMap(({ activities }) => activities.map(({ id }) => id)),
  });
}

export async function until(true_: () => boolean, what: string, ms = 5_000): Promise<void> {
  const end = performance.now() + ms;
  while (!true_()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
