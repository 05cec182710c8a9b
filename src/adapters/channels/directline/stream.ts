import type { WebSocket } from "ws";
import type { StreamTicket } from "./tokens.js";

export const BUFFERED_BYTES_MAX = 1_048_576;

export const CLOSED = {
  unsupported: [1003, "Send messages by POST; only empty frames are expected here."],
  unknown: [1008, "This conversation is not known."],
  restart: [1012, "The server restarts; reconnect with your watermark."],
  slow: [1013, "Too slow to read; reconnect with your watermark."],
  expired: [4403, "TokenExpired"],
} as const;

/** One open socket. It is told everything above `cursor`, in order, from memory where that is whole and else from the log. */
export interface Stream {
  readonly ws: WebSocket;
  /** Of its ticket, no more than is asked for again: there are many. */
  readonly ticketId: string;
  readonly conversationId: string;
  readonly userId: string;
  /** This server as the reader reaches it. */
  readonly base: string;
  /** Highest sequence handed to the socket, or the watermark it came with. */
  cursor: number;
  /** Highest sequence known to exist. */
  head: number;
  /** A read of the log is under way; news that came meanwhile rings for one more. */
  reading: boolean;
  rung: boolean;
  /** Machine time; a renewed token moves it. */
  expiresAt: number;
  /** What the last ping after a push said, and the highest that was answered. */
  pinged: number;
  seen: number;
  /** Something came since the last heartbeat, and when that was (whole ms of the process). */
  alive: boolean;
  beatenAt: number;
}

export type NewStream = Pick<Stream, "ws" | "base"> & { ticket: StreamTicket; watermark: number };

export const newStream = ({ ws, ticket, base, watermark }: NewStream): Stream => ({
  ws,
  ticketId: ticket.id,
  conversationId: ticket.conversationId,
  userId: ticket.userId,
  base,
  cursor: watermark,
  head: 0,
  reading: false,
  rung: false,
  expiresAt: ticket.expiresAt,
  pinged: 0,
  seen: 0,
  alive: true,
  beatenAt: 0,
});

/** Hands one frame to the socket, or closes it where the reader has let too much pile up. */
export function sendFrame({ ws }: Stream, frame: string, left?: () => void): boolean {
  if (ws.readyState !== ws.OPEN) return false;
  if (ws.bufferedAmount > BUFFERED_BYTES_MAX) {
    ws.close(...CLOSED.slow);
    return false;
  }
  ws.send(frame, left);
  return true;
}
