import { generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import jwt from "jsonwebtoken";
import type { BotApp } from "../../../src/adapters/channels/botframework/sdk.js";

/** As much of an activity as is looked at. */
export interface Posted {
  type: string;
  text?: string;
  attachments?: { contentType: string; content?: object; contentUrl?: string; name?: string }[];
  suggestedActions?: { actions: object[] };
  replyToId?: string;
}

/** What Microsoft's side does, from its published contract: Bot Connector authentication, and the Bot Connector REST API. */
export interface StandIn {
  /** The connector's address, which activities name as their `serviceUrl`. */
  serviceUrl: string;
  app: BotApp;
  /** What was posted to conversations, in order. */
  posts: { conversation: string; authorization: string | undefined; activity: Posted }[];
  /** The next answers to posts, before it takes them again. */
  answers: { status: number; headers?: Record<string, string>; body?: object; after?: number }[];
  /** Files that are given out under `/v3/attachments/{name}/views/original`, to whoever shows the bot's token. */
  files: Map<string, Buffer>;
  token(claims?: object, by?: { key?: KeyObject; kid?: string }): string;
  /** Posts an activity to the bot, as the channel does. */
  tell(base: string, activity: object, authorization?: string | null): Promise<Response>;
  /** A message of somebody's in a personal chat. */
  says(text: string, of?: object): Said;
  keysAway: boolean;
  close(): Promise<void>;
}

export interface Said {
  type: string;
  id: string;
  serviceUrl: string;
  text: string;
}

export const ISSUER = "https://api.botframework.com";
const BOT_TOKEN = "token-of-the-bot";

export async function standIn(): Promise<StandIn> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${base}/amer/`;
  const appId = randomUUID();

  const of: StandIn = {
    serviceUrl,
    app: {
      appId,
      password: "secret",
      tenantId: null,
      type: "MultiTenant",
      cloud: { issuer: ISSUER, openIdMetadata: `${base}/openid`, credentials: credentialsOf(appId) },
    },
    posts: [],
    answers: [],
    files: new Map(),
    keysAway: false,
    token: (claims = {}, by = {}) =>
      jwt.sign({ serviceurl: serviceUrl, ...claims }, by.key ?? privateKey, {
        algorithm: "RS256",
        keyid: by.kid ?? kid,
        ...("iss" in claims ? {} : { issuer: ISSUER }),
        ...("aud" in claims ? {} : { audience: appId }),
        ...("exp" in claims ? {} : { expiresIn: 3600 }),
      }),
    tell: (to, activity, authorization) =>
      fetch(`${to}/api/messages`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(authorization === null ? {} : { authorization: authorization ?? `Bearer ${of.token()}` }),
        },
        body: JSON.stringify(activity),
      }),
    says: (text, given = {}) => ({
      type: "message",
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: "msteams",
      serviceUrl,
      from: { id: "29:wang", name: "王芳", aadObjectId: "aad-wang" },
      recipient: { id: `28:${appId}`, name: "frontdoor" },
      conversation: { id: "a:personal", conversationType: "personal", tenantId: "t-1" },
      locale: "zh-CN",
      entities: [{ type: "clientInfo", locale: "zh-CN", timezone: "Asia/Shanghai", country: "CN", platform: "Windows" }],
      text,
      ...given,
    }),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const send = (status: number, body: object | Buffer, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { ...(Buffer.isBuffer(body) ? {} : { "content-type": "application/json" }), ...headers });
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    };
    if (path === "/openid") return of.keysAway ? send(503, {}) : send(200, { issuer: ISSUER, jwks_uri: `${base}/keys` });
    // Key and endorsements as documented: a key signs for the channels it names.
    if (path === "/keys")
      return send(200, { keys: [{ ...publicKey.export({ format: "jwk" }), kid, use: "sig", endorsements: ENDORSED }] });
    const file = /^\/amer\/v3\/attachments\/([^/]+)\/views\/original$/.exec(path)?.[1];
    if (file !== undefined) {
      const bytes = of.files.get(file);
      if (request.headers.authorization !== `Bearer ${BOT_TOKEN}`) return send(401, {});
      return bytes === undefined ? send(404, {}) : send(200, bytes);
    }
    const conversation = /^\/amer\/v3\/conversations\/([^/]+)\/activities$/.exec(path)?.[1];
    if (conversation === undefined || request.method !== "POST") return send(404, {});
    const activity = (await jsonOf(request)) as Posted;
    const next = of.answers.shift();
    if (next?.after) await new Promise((resolve) => setTimeout(resolve, next.after));
    if (next && next.status >= 300) return send(next.status, next.body ?? {}, next.headers);
    of.posts.push({ conversation: decodeURIComponent(conversation), authorization: request.headers.authorization, activity });
    send(201, { id: randomUUID() });
  }
  return of;
}

const ENDORSED = ["msteams", "webchat", "directline", "telegram"];

/** In place of the login at Microsoft Entra, which takes no address of this machine. */
function credentialsOf(appId: string) {
  const signRequest = (request: { headers: { set(name: string, value: string): void } }) => {
    request.headers.set("Authorization", `Bearer ${BOT_TOKEN}`);
    return Promise.resolve(request);
  };
  const credentials = {
    isValidAppId: (id: string) => Promise.resolve(id === appId),
    isAuthenticationDisabled: () => Promise.resolve(false),
    createCredentials: () => Promise.resolve({ signRequest }),
  };
  return credentials as unknown as NonNullable<NonNullable<BotApp["cloud"]>["credentials"]>;
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
}
