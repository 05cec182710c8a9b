import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { makeApp } from "../../../../src/adapters/http/app.js";
import { makeApi } from "../../../../src/adapters/http/api/api.js";
import { makeCallerAddress } from "../../../../src/adapters/http/caller-address.js";
import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import type { Caller } from "../../../../src/application/desk-ports.js";
import type { DeskActs } from "../../../../src/application/ports.js";
import type { Answer } from "../../../../src/domain/input.js";
import { ROLES } from "../../../../src/domain/words.js";
import { someSettings } from "./some-settings.js";
import { someReports } from "./some-reports.js";
import { somePages } from "./some-pages.js";
import { memoryFiles } from "../../channels/directline/memory-files.js";
import {
  AT,
  aCommitment,
  aConversation,
  aCustomer,
  aDelivery,
  aDigest,
  anAuditEntry,
  anEvent,
  aMessage,
  aNote,
  aSurvey,
  aTicket,
  CONVERSATION,
  li,
  MESSAGE,
  NOTE,
  TICKET,
  wang,
  WANG,
} from "./views.js";

/** One token a role: `agent-token`, … all act as Wang Wei. */
export const callers = new Map<string, Caller>(ROLES.map((role) => [`${role}-token`, { agentId: WANG, name: "Wang Wei", role }]));

const page = <T>(...items: T[]) => Promise.resolve({ items, next: null });

const drawn = () => Promise.reject(new Error("a stub draws nothing"));
export const NO_CHARTS: Ports["charts"] = { ready: () => Promise.resolve(true), svg: drawn, png: drawn };

/** A desk where everything is there and every act goes well. */
export function aDesk(): Ports & { asked: unknown[] } {
  const asked: unknown[] = [];
  const list =
    <T>(item: T) =>
    (filter: object, wish: object) => {
      asked.push({ filter, wish });
      return page(item);
    };
  const byRef = <T extends { id: string; number?: string }>(row: T) => {
    return (ref: string) => Promise.resolve(ref === row.id || ref === row.number ? row : null);
  };
  const agent = (wanted: string) => Promise.resolve([wang, li].find(({ id, name }) => wanted === id || wanted === name) ?? null);
  const queries: Ports["queries"] = {
    tickets: { list: list(aTicket), one: byRef(aTicket) },
    history: { events: () => page(anEvent), notes: () => page(aNote) },
    conversations: {
      list: list(aConversation),
      one: byRef(aConversation),
      messages: (id) => (id === CONVERSATION ? page(aMessage) : Promise.resolve(null)),
    },
    commitments: { list: list(aCommitment), one: byRef(aCommitment) },
    customers: { list: list(aCustomer), one: byRef(aCustomer) },
    surveys: { list: list(aSurvey) },
    people: {
      agents: () => Promise.resolve([li, wang]),
      agent,
      teams: () =>
        Promise.resolve([
          { id: "service", name: { "zh-CN": "客服", en: "Service" }, duty: WANG },
          { id: "empty", name: { "zh-CN": "空", en: "Empty" }, duty: null },
        ]),
    },
    deliveries: { list: list(aDelivery), one: byRef(aDelivery) },
  };
  return {
    asked,
    files: memoryFiles(),
    queries,
    acts: goingWell(),
    pages: somePages(asked),
    digests: { list: list(aDigest), charts: () => Promise.resolve(null) },
    charts: NO_CHARTS,
    reports: someReports(asked),
    settings: someSettings,
    resend: () => Promise.resolve(true),
    written: { message: byRef(aMessage), note: byRef(aNote) },
    clock: {
      mode: "virtual",
      now: () => Promise.resolve(Date.parse(AT)),
      advance: (wish) => Promise.resolve({ now: "to" in wish ? wish.to : Date.parse(AT) + wish.by, fired: 3 }),
    },
    tokens: { find: (secret) => Promise.resolve(callers.get(secret) ?? null) },
    typing: (conversationId, from) => asked.push(["typing", conversationId, from]),
    ...aDoor(),
    audit: { write: () => Promise.resolve(), list: list(anAuditEntry) },
  };
}

/** Everybody may come in, and is Wang Wei. */
export function aDoor(): Pick<Ports, "people" | "signIn" | "sessions" | "invites" | "address"> {
  const { available: _, slack: __, disabled: ___, ...person } = wang;
  const inside = () => Promise.resolve({ session: "s".repeat(43), person });
  return {
    people: { add: () => Promise.resolve({ id: WANG }), change: () => Promise.resolve({ done: true }) },
    signIn: { signIn: inside, changePassword: inside, accept: inside },
    sessions: { find: (secret) => Promise.resolve(secret === LIVE ? person : null), close: () => Promise.resolve() },
    invites: { create: () => Promise.resolve({ secret: "i".repeat(43), expiresAt: AT }) },
    address: makeCallerAddress({ trustedProxies: [], publicUrl: null }),
  };
}

/** The cookie's value of whoever is signed in. */
export const LIVE = "l".repeat(43);

export type Deed = Parameters<DeskActs["act"]>[0];

/** Keeps what it was asked, and answers a key as the turn does: with the first answer and the first body's hash; refusals leave nothing. */
export function goingWell(answer: Awaited<ReturnType<DeskActs["act"]>> = DONE): DeskActs & { deeds: Deed[]; turns: number } {
  const received = new Map<string, Awaited<ReturnType<DeskActs["act"]>>>();
  const acts = {
    deeds: [] as Deed[],
    turns: 0,
    act(deed: Deed) {
      acts.deeds.push(deed);
      const known = deed.key && received.get(`${deed.key.channel}/${deed.key.key}`);
      if (known) return Promise.resolve(known);
      acts.turns += 1;
      const given = { ...answer, bodyHash: deed.key?.bodyHash ?? null };
      if (deed.key && !("refused" in given)) received.set(`${deed.key.channel}/${deed.key.key}`, given);
      return Promise.resolve(given);
    },
  };
  return acts;
}

const DONE: Answer = { ok: true, seq: 7, messageId: MESSAGE, noteId: NOTE, ticketIds: [TICKET] };

export interface Sent {
  token?: string | null;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
}
export interface Got {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface Client {
  get(path: string, sent?: Sent): Promise<Got>;
  post(path: string, body?: unknown, sent?: Sent): Promise<Got>;
  send(method: string, path: string, sent?: Sent): Promise<Got>;
  /** With headers that `fetch` keeps to itself, and no token. */
  raw(
    where: [method: string, path: string],
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<{ status: number; code: unknown }>;
}

function raw(url: string, options: { method: string; headers: Record<string, string> }, body: unknown) {
  const payload = body === undefined ? "" : JSON.stringify(body);
  const type = body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(payload) };
  return new Promise<{ status: number; code: unknown }>((resolve, reject) => {
    const asked = request(url, { ...options, headers: { ...options.headers, ...type } }, (response) => {
      let text = "";
      response.on("data", (piece) => (text += piece));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, code: text ? JSON.parse(text).code : undefined }));
    });
    asked.on("error", reject).end(payload);
  });
}

const isJson = ({ headers }: Response): boolean => headers.get("content-type")?.includes("json") ?? false;

/** The API on a port of its own, for as long as `use` takes. */
export async function withApi(ports: Ports, use: (client: Client) => Promise<void>): Promise<void> {
  const app = makeApp([{ path: "/api/v1", handler: makeApi(ports) }], () => undefined);
  const server: Server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const send = async (method: string, path: string, { token = "agent-token", body, raw, headers }: Sent = {}): Promise<Got> => {
    const payload = raw ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(base + path, {
      method,
      body: payload,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === null ? {} : { "content-type": "application/json" }),
        ...headers,
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text && isJson(response) ? JSON.parse(text) : {}) as Got["body"],
    };
  };
  try {
    await use({
      send,
      raw: ([method, path], headers, body) => raw(`${base}${path}`, { method, headers }, body),
      get: (path, sent) => send("GET", path, sent),
      post: (path, body = {}, sent = {}) => send("POST", path, { body, ...sent }),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
