import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer, type WebSocket } from "ws";
import type { Loose } from "../direct-line.js";

/** More than ten are too many (docs.slack.dev/apis/events-api/using-socket-mode). */
const MOST_SOCKETS = 10;
const GOODBYE_MS = 500;
const TYPES = { event: "events_api", interactive: "interactive", command: "slash_commands" } as const;

export interface Ack {
  status: "acked" | "timeout" | "failed";
  ms: number;
  /** The response payload as JSON, or nothing. */
  answer: string;
}

interface Sendable {
  kind: "event" | "interactive" | "command";
  payload: Loose;
}

interface Waiting {
  socket: WebSocket;
  end: (ack: Omit<Ack, "ms">) => void;
}

/**
 * The server's side of Socket Mode: tickets from apps.connections.open, hello, envelopes that are acknowledged by their id, pings,
 * disconnect frames. Frames are shaped as docs.slack.dev/apis/events-api/using-socket-mode shows them.
 */
export class SocketMode {
  /** Frames as they came from the app. */
  readonly received: Loose[] = [];
  everOpened = false;
  /** apps.connections.open answers HTTP 500 and sockets are refused: an outage. */
  refusing = false;
  private readonly sockets = new Set<WebSocket>();
  private readonly mute = new WeakSet<WebSocket>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly tickets = new Set<string>();
  private readonly server = new WebSocketServer({ noServer: true, autoPong: false });
  private readonly appId: string;
  private readonly timer: NodeJS.Timeout;
  private turn = 0;

  constructor({ appId, pingEvery }: { appId: string; pingEvery: number }) {
    this.appId = appId;
    this.timer = setInterval(
      () => this.each((socket) => this.mute.has(socket) || socket.ping("Ping from applink-standin")),
      pingEvery,
    );
  }

  get open(): number {
    return this.sockets.size;
  }

  ticket(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${this.appId}`;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
    if (this.refusing || !this.tickets.delete(ticket)) {
      stream.end("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n");
      return;
    }
    this.server.handleUpgrade(request, stream, head, (socket) => this.welcome(socket));
  }

  private welcome(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.forget(socket));
    socket.on("ping", (data) => this.mute.has(socket) || socket.pong(data));
    socket.on("message", (data: Buffer) => this.mute.has(socket) || this.take(data.toString("utf8")));
    this.everOpened = true;
    const debug_info = { host: "applink-standin", build_number: 1, approximate_connection_time: 18060 };
    this.write(socket, {
      type: "hello",
      num_connections: this.sockets.size,
      debug_info,
      connection_info: { app_id: this.appId },
    });
    // One more than allowed is sent away again (node-slack-sdk#1654 names the reason; who of them goes is from memory).
    if (this.sockets.size > MOST_SOCKETS) this.disconnect("too_many_websockets", [socket]);
  }

  private take(text: string): void {
    const frame = JSON.parse(text) as { envelope_id?: string; payload?: Loose };
    this.received.push(frame);
    const answer =
      frame.payload === undefined || Object.keys(frame.payload as object).length === 0 ? "" : JSON.stringify(frame.payload);
    this.waiting.get(frame.envelope_id ?? "")?.end({ status: "acked", answer });
  }

  private forget(socket: WebSocket): void {
    this.sockets.delete(socket);
    for (const { socket: by, end } of this.waiting.values())
      if (by === socket) end({ status: "failed", answer: "socket closed" });
  }

  /** To one of the open sockets, in turn: any may get any event. */
  async send(
    { kind, payload }: Sendable,
    { retry, within }: { retry: { num: number; reason: string | null }; within: number },
  ): Promise<Ack> {
    const open = [...this.sockets].filter(({ readyState }) => readyState === 1);
    const socket = open[this.turn++ % Math.max(open.length, 1)];
    if (!socket) return { status: "failed", ms: 0, answer: "" };
    const begun = performance.now();
    const envelope_id = randomUUID();
    const ended = new Promise<Omit<Ack, "ms">>((resolve) => {
      const timer = setTimeout(() => end({ status: "timeout", answer: "" }), within);
      const end = (ack: Omit<Ack, "ms">): void => {
        clearTimeout(timer);
        this.waiting.delete(envelope_id);
        resolve(ack);
      };
      this.waiting.set(envelope_id, { socket, end });
    });
    const accepts = kind === "command" || payload.type === "view_submission" || payload.type === "block_suggestion";
    // What the retries look like: slackapi/python-slack-events-api#93.
    const again = kind === "event" ? { retry_attempt: retry.num, retry_reason: retry.reason ?? "" } : {};
    this.write(socket, { envelope_id, payload, type: TYPES[kind], accepts_response_payload: accepts, ...again });
    return { ...(await ended), ms: performance.now() - begun };
  }

  private write(socket: WebSocket, frame: Loose): void {
    if (!this.mute.has(socket)) socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Any frame to every socket: unknown, malformed, or one without an inner event. */
  frame(frame: Loose): void {
    this.each((socket) => this.write(socket, frame));
  }

  /** `warning`: about ten seconds before the end; `refresh_requested`: now; Slack closes itself when the app does not (`closeAfter` ms). */
  disconnect(
    reason: "warning" | "refresh_requested" | "too_many_websockets" | "link_disabled",
    sockets = [...this.sockets],
    closeAfter = 10_000,
  ): void {
    for (const socket of sockets) {
      this.write(socket, { type: "disconnect", reason, debug_info: { host: "applink-standin" } });
      const timer = setTimeout(() => socket.close(1000), closeAfter);
      timer.unref();
      socket.once("close", () => clearTimeout(timer));
    }
  }

  /** The sockets that are open now look open and carry nothing any more: no ping, no pong, no event, no ack. New ones work. */
  silence(): void {
    this.each((socket) => this.mute.add(socket));
  }

  /** They break without a word. */
  drop(): void {
    this.each((socket) => socket.terminate());
  }

  /** Until so many are open. */
  async opened(count = 1, withinMs = 15_000): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.sockets.size < count) {
      if (performance.now() > until) throw new Error(`only ${this.sockets.size} of ${count} sockets were opened`);
      await sleep(10);
    }
  }

  private each(act: (socket: WebSocket) => unknown): void {
    for (const socket of this.sockets) act(socket);
  }

  /** Says goodbye and waits a little for the answer: a client that gets none keeps a timer of half a minute. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.refusing = true;
    for (const { end } of this.waiting.values()) end({ status: "failed", answer: "stopped" });
    const until = performance.now() + GOODBYE_MS;
    for (const socket of this.sockets) socket.close(1001);
    while (this.sockets.size > 0 && performance.now() < until) await sleep(5);
    for (const socket of this.sockets) socket.terminate();
    this.server.close();
  }
}
