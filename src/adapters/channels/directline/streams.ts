import { setImmediate as othersTurn } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { PublicLog, Sightings } from "../../../application/ports.js";
import { type LifeSigns, makeLifeSigns } from "./life-signs.js";
import { makePusher } from "./pusher.js";
import type { FileLink } from "./activity-out.js";
import { makeSlices } from "./slices.js";
import { CLOSED, newStream, type NewStream, sendFrame, type Stream } from "./stream.js";
import type { StreamTicket, Visit } from "./tokens.js";

const SOCKETS_PER_CONVERSATION_MAX = 16;

export interface StreamsDeps {
  log: PublicLog;
  fileLink: FileLink;
  sightings: Sightings;
  /** Machine time, milliseconds. */
  now: () => number;
  onSockets?: (open: number) => void;
  onPushed?: (messages: number) => void;
  onFault: (error: unknown, where: string) => void;
}

export interface Streams {
  /** Whether this ticket may open a socket now: each ticket one at a time, each conversation a bounded number. */
  admits(ticket: StreamTicket): boolean;
  add(opened: NewStream): void;
  /** A token of this conversation was renewed here: its sockets live as long as the new one. */
  extend(visit: Visit): void;
  /** Shows "… is writing"; never stored, only to sockets of this instance. */
  typing: (conversationId: string, from: { id: string; name: string }) => void;
  /** Closes every socket with 1012; those that do not answer in time are cut. */
  close(graceMs: number): Promise<void>;
}

export function makeStreams({ log, fileLink, sightings, now, onSockets, onPushed, onFault }: StreamsDeps): Streams {
  const registry = makeRegistry(onSockets);
  const slices = makeSlices((error) => onFault(error, "directline.push"));
  const signs = makeLifeSigns({ streams: registry.all, sightings, now, slices });
  const pusher = makePusher({
    log,
    fileLink,
    slices,
    onFault,
    pushed: (stream, messages) => {
      signs.pushed(stream);
      onPushed?.(messages);
    },
  });
  const stopListening = log.onSaid((conversationId, messages, seq) => {
    if (registry.of(conversationId).length > 0) pusher.tell({ streams: () => registry.of(conversationId), messages, seq });
  });
  const listen = makeListeners(registry, signs);
  log.watch(() => registry.cursors());
  let closing = false;
  let lastBase = "";

  return {
    admits: (ticket) => !closing && registry.admits(ticket),
    add: (opened) => {
      // Nearly all come by one address: one string of it for all, not one of each request.
      const base = lastBase === opened.base ? lastBase : (lastBase = opened.base);
      const stream = newStream({ ...opened, base });
      registry.add(stream);
      listen(stream.ws);
      pusher.catchUp(stream);
    },
    extend: ({ conversationId, userId, expiresAt }) => {
      for (const stream of registry.of(conversationId)) {
        if (stream.userId === userId) stream.expiresAt = Math.max(stream.expiresAt, expiresAt);
      }
    },
    typing: (conversationId, from) => {
      const streams = registry.of(conversationId);
      if (streams.length === 0) return;
      const frame = typingFrame(conversationId, { from, at: now() });
      for (const stream of streams) sendFrame(stream, frame);
    },
    close: async (graceMs) => {
      closing = true;
      stopListening();
      signs.stop();
      await closeAll([...registry.all.keys()], graceMs);
    },
  };
}

const NONE: readonly Stream[] = [];

type Registry = ReturnType<typeof makeRegistry>;

function makeRegistry(onSockets: ((open: number) => void) | undefined) {
  const all = new Map<WebSocket, Stream>();
  const byConversation = new Map<string, readonly Stream[]>();
  const ticketIds = new Set<string>();
  const of = (conversationId: string): readonly Stream[] => byConversation.get(conversationId) ?? NONE;
  return {
    all,
    of,
    *cursors(): Iterable<[string, number]> {
      for (const [conversationId, streams] of byConversation) {
        yield [conversationId, Math.min(...streams.map(({ cursor }) => cursor))];
      }
    },
    admits: ({ id, conversationId }: StreamTicket): boolean =>
      !ticketIds.has(id) && of(conversationId).length < SOCKETS_PER_CONVERSATION_MAX,
    add: (stream: Stream): void => {
      const { ws, ticketId, conversationId } = stream;
      all.set(ws, stream);
      ticketIds.add(ticketId);
      byConversation.set(conversationId, [...of(conversationId), stream]);
      onSockets?.(all.size);
    },
    remove: (stream: Stream): void => {
      const { ws, ticketId, conversationId } = stream;
      if (!all.delete(ws)) return;
      ticketIds.delete(ticketId);
      const rest = of(conversationId).filter((other) => other !== stream);
      if (rest.length === 0) byConversation.delete(conversationId);
      else byConversation.set(conversationId, rest);
      onSockets?.(all.size);
    },
  };
}

/** The same functions listen to all sockets: closures of each socket's own would be a tenth of what an idle one weighs. */
function makeListeners(registry: Registry, signs: LifeSigns): (ws: WebSocket) => void {
  const { all } = registry;
  function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
    const stream = all.get(this);
    if (stream !== undefined) stream.alive = true;
    // An empty text frame is directlinejs's own ping.
    if (isBinary || data.length > 0) this.close(...CLOSED.unsupported);
  }
  function onPong(this: WebSocket, said: Buffer): void {
    const stream = all.get(this);
    if (stream !== undefined) signs.pong(stream, said);
  }
  function onClose(this: WebSocket): void {
    const stream = all.get(this);
    if (stream !== undefined) registry.remove(stream);
  }
  // A broken frame closes the socket with its own code; "close" follows.
  const onError = (): void => undefined;
  return (ws) => void ws.on("message", onMessage).on("pong", onPong).on("close", onClose).on("error", onError);
}

const CLOSED_AT_ONCE = 256;

async function closeAll(sockets: readonly WebSocket[], graceMs: number): Promise<void> {
  const cut = setTimeout(() => sockets.forEach((ws) => ws.terminate()), graceMs);
  const closed = sockets.map((ws) => new Promise<void>((resolve) => ws.once("close", () => resolve())));
  for (const [n, ws] of sockets.entries()) {
    ws.close(...CLOSED.restart);
    // What is still under way is finished meanwhile.
    if (n % CLOSED_AT_ONCE === CLOSED_AT_ONCE - 1) await othersTurn();
  }
  await Promise.all(closed);
  clearTimeout(cut);
}

const typingFrame = (conversationId: string, { from, at }: { from: { id: string; name: string }; at: number }): string =>
  JSON.stringify({
    activities: [
      {
        type: "typing",
        id: `${conversationId}|typing-${at}`,
        timestamp: new Date(at).toISOString(),
        from: { ...from, role: "bot" },
        conversation: { id: conversationId },
        channelId: "directline",
      },
    ],
  });
