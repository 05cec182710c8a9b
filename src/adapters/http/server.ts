import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Router } from "express";
import type { Registry } from "prom-client";
import type { Files } from "../../application/files.js";
import type { FrontDoor, PublicLog, Sightings } from "../../application/ports.js";
import { makeDirectLine } from "../channels/directline/directline.js";
import { makeTokens } from "../channels/directline/tokens.js";
import type { FileLinks } from "../files/links.js";
import { deskPageRoutes } from "../desk/page.js";
import { chatPageRoutes } from "../widget/page.js";
import type { Mount } from "./app.js";
import { makeCallerAddress } from "./caller-address.js";
import { chatDeskRoute, type ChatDeskDeps } from "./chat-desk.js";
import { chatLinkRoute } from "./chat-link.js";
import { chatTokenRoute, type ChatTokenDeps } from "./chat-token.js";
import { makeDispatch } from "./dispatch.js";
import { fileRoute } from "./file-route.js";
import { type ContactsIn, makeJudgeIdentity } from "./identity.js";
import { type HttpLimits, makeLimits } from "./limits.js";
import { makeMetrics } from "./metrics.js";
import { operationRoutes, type Ready } from "./operations.js";
import { makeOriginJudge } from "./origins.js";
import type { Route } from "./route.js";
import type { BuiltPage } from "./static-files.js";
import { makeSeldom, type Warn } from "./seldom.js";
import { makeSlowBodies, type SlowBodiesOptions } from "./slow-bodies.js";
import { makeUpgrade } from "./upgrade.js";

export interface HttpDeps {
  frontDoor: FrontDoor;
  log: PublicLog;
  sightings: Sightings;
  /** The customer is writing. */
  onTyping?: (conversationId: string) => void;
  files: Files;
  fileLinks: FileLinks;
  resumes: ChatTokenDeps["resumes"];
  /** `IDENTITY_SECRET`; null: no site signs identities. */
  identitySecret: string | null;
  contactsIn: ContactsIn;
  desk: ChatDeskDeps["desk"];
  deskNow: ChatDeskDeps["deskNow"];
  ready: Ready;
  /** Signs Direct Line tokens; the same on all instances. */
  tokenKey: Buffer;
  directLineSecret: string;
  /** Machine time, milliseconds. */
  now: () => number;
  page: BuiltPage;
  /** The folder `dist/desk`, made by the build; absent: no desk. */
  deskDirectory?: string;
  /** Loads the router of /api/v1 when it is first asked; the rows of the table that it answers. */
  api?: () => Promise<Router>;
  apiRoutes?: readonly Route[];
  /** Further routers, and rows answered from node:http. */
  mounts?: readonly Mount[];
  routes?: readonly Route[];
  publicUrl: string | null;
  allowedOrigins: readonly string[];
  trustedProxies: readonly string[];
  /** What is not named keeps its default; Infinity switches a limit off. */
  limits?: Partial<HttpLimits>;
  slowBodies?: SlowBodiesOptions;
  registry?: Registry;
  startPatienceMs?: number;
  /** For the operator: what callers do that points at a broken set-up, seldom enough for any log. */
  warn: Warn;
  /** Told of every unexpected fault; must not throw. */
  onFault: (error: unknown, where: string) => void;
}

export interface Http {
  server: Server;
  /** The whole table, from which the access matrix is made. */
  routes: readonly Route[];
  listen(port: number, host: string): Promise<{ port: number }>;
  /** Shows "… is writing" to the sockets of this instance. */
  typing(conversationId: string, from: { id: string; name: string }): void;
  /** Takes no more connections, closes sockets with 1012, lets requests finish within the grace, then cuts. */
  close(graceMs: number): Promise<void>;
}

const BACKLOG = 8_192;

export function makeHttp(deps: HttpDeps): Http {
  const { onFault, publicUrl, now } = deps;
  const metrics = makeMetrics(deps.registry);
  const tokens = makeTokens({ key: deps.tokenKey, now });
  const directLine = makeDirectLine({
    ...deps,
    tokens,
    secret: deps.directLineSecret,
    fileLink: deps.fileLinks.to,
    fileLimits: () => deps.desk().files,
    onPosted: metrics.posted,
    onSockets: metrics.sockets,
    onPushed: metrics.pushed,
  });
  const routes: readonly Route[] = [
    ...directLine.routes,
    chatTokenRoute({ ...visitorsOf(deps), tokens }),
    chatLinkRoute(deps),
    chatDeskRoute(deps),
    fileRoute(deps),
    ...operationRoutes({ ready: deps.ready, metrics }),
    ...chatPageRoutes(deps.page, publicUrl),
    ...(deps.deskDirectory === undefined ? [] : deskPageRoutes({ ...deps.page, directory: deps.deskDirectory }, publicUrl)),
    ...(deps.routes ?? []),
    ...(deps.apiRoutes ?? []),
  ];
  const address = makeCallerAddress(deps);
  const judgeOrigin = makeOriginJudge(deps.allowedOrigins);
  const spend = makeLimits(deps.limits);
  const otherwise = makeOtherwise(deps);
  const server = createServer(LIMITS_OF_SLOW_CLIENTS);
  const admitSlow = makeSlowBodies(server, deps.slowBodies);
  const { guard } = directLine;
  server.on("request", makeDispatch({ routes, guard, address, judgeOrigin, spend, metrics, admitSlow, otherwise, onFault }));
  server.on("upgrade", makeUpgrade({ routes, address, judgeOrigin, spend, open: directLine.upgrade, onFault }));
  return {
    server,
    routes,
    listen: (port, host) => listen(server, port, host),
    typing: directLine.streams.typing,
    close: async (graceMs) => {
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([directLine.streams.close(graceMs), closed]);
      clearTimeout(cut);
      clearInterval(idle);
    },
  };
}

const DOUBTED =
  "an identity of a visitor was not believed, who is anonymous now: check IDENTITY_SECRET and what the site signs (docs/api.md)";

function visitorsOf({ resumes, identitySecret, contactsIn, now, warn }: HttpDeps): Omit<ChatTokenDeps, "tokens"> {
  const seldom = makeSeldom(warn, now);
  return {
    resumes,
    judgeIdentity: makeJudgeIdentity({ secret: identitySecret, now, contactsIn }),
    doubted: (doubt) => seldom(doubt, DOUBTED),
  };
}

/** Express and what stands on it, loaded when first asked: a customer's chat needs none of it, and it is a tenth of a start. */
function makeOtherwise({ api, mounts = [], onFault }: HttpDeps) {
  const load = async () => {
    const [{ makeApp }, router] = await Promise.all([import("./app.js"), api?.()]);
    return makeApp([...(router === undefined ? [] : [{ path: "/api/v1", handler: router }]), ...mounts], onFault);
  };
  let loading: ReturnType<typeof load> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const app = await (loading ??= load());
    app(request, response);
  };
}

/** Slow headers or a slow body are cut within 15 s; the check runs every two. */
const LIMITS_OF_SLOW_CLIENTS = {
  headersTimeout: 10_000,
  requestTimeout: 12_000,
  connectionsCheckingInterval: 2_000,
  // Above the usual 60 s of load balancers, so that we never close a connection they are about to use.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
};

function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve({ port: typeof bound === "object" && bound !== null ? bound.port : port });
    });
  });
}
