import type { PublicLog, Sightings } from "../../../application/ports.js";
import { type LifeSigns, makeLifeSigns } from "./life-signs.js";
import { makePusher } from "./pusher.js";
import type { FileLink } from "./activity-out.js";
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
  const signs = makeLifeSigns({ streams: registry.all, sightings, now });
  const pusher = makePusher({
    log,
    fileLink,
    onFault,
    pushed: (stream, messages) => {
      signs.pushed(stream);
      onPushed?.(messages);
    },
  });
  const stopListening = log.onSaid((conversationId, messages, seq) => pusher.tell(registry.of(conversationId), messages, seq));
  log.watch(() => registry.cursors());
  let closing = false;

  return {
    admits: (ticket) => !closing && registry.admits(ticket),
    add: (opened) => {
      const stream = newStream(opened);
      registry.add(stream);
      listen(stream, signs, () => registry.remove(stream));
      pusher.catchUp(stream);
    },
    extend: ({ conversationId, userId, expiresAt }) => {
      for (const stream of registry.of(conversationId)) {
        if (stream.ticket.userId === userId) stream.expiresAt = Math.max(stream.expiresAt, expiresAt);
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
      await closeAll([...registry.all], graceMs);
    },
  };
}

const NONE: readonly Stream[] = [];

function makeRegistry(onSockets: ((open: number) => void) | undefined) {
  const all = new Set<Stream>();
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
      const { id, conversationId } = stream.ticket;
      all.add(stream);
      ticketIds.add(id);
      byConversation.set(conversationId, [...of(conversationId), stream]);
      onSockets?.(all.size);
    },
    remove: (stream: Stream): void => {
      if (!all.delete(stream)) return;
      const { id, conversationId } = stream.ticket;
      ticketIds.delete(id);
      const rest = of(conversationId).filter((other) => other !== stream);
      if (rest.length === 0) byConversation.delete(conversationId);
      else byConversation.set(conversationId, rest);
      onSockets?.(all.size);
    },
  };
}

function listen(stream: Stream, signs: LifeSigns, onClose: () => void): void {
  const { ws } = stream;
  ws.on("message", (data: Buffer, isBinary: boolean) => {
    stream.alive = true;
    // An empty text frame is directlinejs's own ping.
    if (isBinary || data.length > 0) ws.close(...CLOSED.unsupported);
  });
  ws.on("pong", (said: Buffer) => signs.pong(stream, said));
  ws.on("close", onClose);
  // A broken frame closes the socket with its own code; "close" follows.
  ws.on("error", () => undefined);
}

async function closeAll(streams: readonly Stream[], graceMs: number): Promise<void> {
  const closed = streams.map(({ ws }) => new Promise<void>((resolve) => ws.once("close", () => resolve())));
  for (const { ws } of streams) ws.close(...CLOSED.restart);
  const cut = setTimeout(() => streams.forEach(({ ws }) => ws.terminate()), graceMs);
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
