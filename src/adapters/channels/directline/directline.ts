import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { v7 } from "uuid";
import { WebSocketServer } from "ws";
import type { FileLimits, Files } from "../../../application/files.js";
import type { FrontDoor, PublicLog, Sightings } from "../../../application/ports.js";
import type { Answer, Call, Route } from "../../http/route.js";
import type { FileLink } from "./activity-out.js";
import { ACTIVITY_BYTES_MAX } from "./activity-in.js";
import { getActivities, postActivity, reconnect, startConversation } from "./conversations.js";
import { type Guard, makeGuard, readTicket } from "./guards.js";
import { badArgument, refusal } from "./refusal.js";
import { makeStreams, type Streams } from "./streams.js";
import { generateToken, refreshToken } from "./token-routes.js";
import type { Tokens } from "./tokens.js";
import { makeUpload, UPLOAD_BYTES_MAX, type UploadParts } from "./upload.js";
import { parseWatermark } from "./watermark.js";

const SMALL_BODY_BYTES_MAX = 65_536;
const FRAME_IN_BYTES_MAX = 1_024;

export interface DirectLineDeps {
  frontDoor: FrontDoor;
  log: PublicLog;
  fileLink: FileLink;
  files: Files;
  fileLimits: () => FileLimits;
  sightings: Sightings;
  tokens: Tokens;
  /** `DIRECTLINE_SECRET`. */
  secret: string;
  /** Machine time, milliseconds. */
  now: () => number;
  /** How long a start waits for an absent database. */
  startPatienceMs?: number;
  /** The customer is writing: shown to the desk, never stored. */
  onTyping?: (conversationId: string) => void;
  onPosted?: () => void;
  onSockets?: (open: number) => void;
  onPushed?: (messages: number) => void;
  onFault: (error: unknown, where: string) => void;
}

/** What the handlers share. */
export interface DirectLineParts extends Pick<
  DirectLineDeps,
  "frontDoor" | "log" | "fileLink" | "sightings" | "tokens" | "onPosted" | "onTyping"
> {
  streams: Streams;
  startPatienceMs: number;
  newId: () => string;
}

export interface Handshake {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  conversationId: string;
  /** This server as the client reaches it. */
  base: string;
  query: URLSearchParams;
}

export interface DirectLine {
  routes: Route[];
  guard: Guard;
  streams: Streams;
  /** Opens the socket of a stream address whose origin was allowed, or says why not. */
  upgrade: (asked: Handshake) => Answer | null;
}

export function makeDirectLine(deps: DirectLineDeps): DirectLine {
  const { tokens, secret, startPatienceMs = 3_000 } = deps;
  const streams = makeStreams(deps);
  const parts: UploadParts = { ...deps, streams, startPatienceMs, newId: v7 };
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: FRAME_IN_BYTES_MAX,
    clientTracking: false,
  });
  return {
    routes: routesOf(parts),
    guard: makeGuard({ tokens, secret, shown: streams.extend }),
    streams,
    upgrade: ({ request, socket, head, conversationId, base, query }) => {
      const ticket = readTicket(tokens, { ticket: query.get("t"), conversationId, origin: request.headers.origin });
      if ("answer" in ticket) return ticket.answer;
      const watermark = parseWatermark(query.get("watermark"));
      if (watermark === "garbage") return badArgument("The watermark is not one of ours.");
      if (!streams.admits(ticket)) return refusal(403, "BadArgument", "This streamUrl is in use, or too many are open.");
      sockets.handleUpgrade(request, socket, head, (ws) =>
        streams.add({ ws, ticket, base, watermark: watermark === "absent" ? 0 : watermark }),
      );
      return null;
    },
  };
}

const DIRECT_LINE = "/v3/directline";
const CONVERSATION = `${DIRECT_LINE}/conversations/:conversationId`;

function routesOf(parts: UploadParts): Route[] {
  const common = { origins: "listed", errors: "directline", limit: "read", bodyBytesMax: 0 } as const;
  const with_ = (handler: (parts: DirectLineParts, call: Call) => Promise<Answer> | Answer) => (call: Call) =>
    handler(parts, call);
  const posts = { ...common, method: "POST", bodyBytesMax: SMALL_BODY_BYTES_MAX } as const;
  const gets = { ...common, method: "GET", who: "token-or-secret" } as const;
  const activities = `${CONVERSATION}/activities`;
  return [
    {
      ...posts,
      path: activities,
      who: "token-or-secret",
      limit: ["message", "message_by_address"],
      bodyBytesMax: ACTIVITY_BYTES_MAX,
      handle: with_(postActivity),
    },
    { ...gets, path: activities, handle: with_(getActivities) },
    {
      ...posts,
      path: `${DIRECT_LINE}/conversations`,
      who: "token-or-secret",
      limit: ["read", "start"],
      handle: with_(startConversation),
    },
    { ...gets, path: CONVERSATION, handle: with_(reconnect) },
    { ...posts, path: `${DIRECT_LINE}/tokens/generate`, who: "secret", handle: with_(generateToken) },
    { ...posts, path: `${DIRECT_LINE}/tokens/refresh`, who: "token", handle: with_(refreshToken) },
    {
      ...gets,
      path: `${CONVERSATION}/stream`,
      who: "stream",
      limit: "socket",
      handle: () => badArgument("Open this address as a WebSocket."),
    },
    {
      ...posts,
      path: `${CONVERSATION}/upload`,
      who: "token-or-secret",
      limit: "upload",
      bodyBytesMax: UPLOAD_BYTES_MAX,
      streams: true,
      handle: makeUpload(parts),
    },
    {
      ...gets,
      path: `${DIRECT_LINE}/session/getsessionid`,
      handle: () => refusal(404, "NotFound", "There is no sign-in on this channel, so no session."),
    },
  ];
}
