import type { Socket } from "../../../../../src/adapters/widget/browser/line/world.js";

const PAGE = 100;
const TOKEN_MS = 1_800_000;

export interface Stored {
  text: string;
  key?: string;
  by?: "user" | "bot" | "agent";
  value?: unknown;
  channelData?: object;
}

interface Token {
  conversationId: string;
  until: number;
}

export interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown> & { channelData?: { clientActivityID?: string } };
}

type Given = { status: number; body: unknown; headers?: Record<string, string> };

/** A socket as its page sees it; `say` is the server's side. */
export interface FakeSocket extends Socket {
  conversationId: string;
  address: string;
  sent: string[];
  isOpen: boolean;
  say(data: unknown): void;
  cut(): void;
}

/** A server of our Direct Line in memory, by the contract, that does wrong what a test asks for. */
export class FakeDesk {
  readonly logs = new Map<string, Stored[]>();
  readonly asked: Asked[] = [];
  readonly sockets: FakeSocket[] = [];
  readonly secrets = new Map<string, string>();
  private readonly tokens = new Map<string, Token>();
  private readonly now: () => number;
  private made = 0;
  /** Answers instead of the server; null: it answers itself. "drop": the connection breaks before, "lose": after it did its work. */
  fault: (asked: Asked) => Given | "drop" | "lose" | null = () => null;
  /** Sockets: refused, swallowed (they never open), or deaf (open, told nothing). */
  socketFault: "refused" | "swallowed" | "deaf" | null = null;
  /** How far the desk's clock is ahead. */
  ahead = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  private next = (what: string): string => `${what}${++this.made}`;

  activity(conversationId: string, seq: number): object {
    const { text, key, by = "bot", value, channelData } = this.logs.get(conversationId)![seq - 1]!;
    return {
      type: "message",
      id: `${conversationId}|${String(seq).padStart(7, "0")}`,
      timestamp: this.times.get(`${conversationId}|${seq}`),
      from:
        by === "user" ? { id: "dl_me", role: "user" } : { id: by === "bot" ? "frontdoor" : "agent", name: "小川", role: "bot" },
      text,
      textFormat: "plain",
      locale: "en",
      ...(value === undefined ? {} : { value }),
      channelData: { ...channelData, ...(key === undefined ? {} : { clientActivityID: key }) },
    };
  }
  private readonly times = new Map<string, string>();

  /** Stores, and tells the sockets. Answers the sequence of the first. */
  say(conversationId: string, ...said: Stored[]): number {
    const log = this.logs.get(conversationId)!;
    const from = log.length + 1;
    log.push(...said);
    for (let seq = from; seq <= log.length; seq += 1) {
      this.times.set(`${conversationId}|${seq}`, new Date(this.now() + this.ahead).toISOString());
    }
    for (const socket of this.sockets) {
      if (socket.isOpen && socket.conversationId === conversationId && this.socketFault !== "deaf")
        socket.say(this.page(conversationId, from - 1));
    }
    return from;
  }

  page(conversationId: string, after: number): { activities: object[]; watermark: string } {
    const log = this.logs.get(conversationId)!;
    const to = Math.min(log.length, after + PAGE);
    const activities = Array.from({ length: Math.max(0, to - after) }, (_, nth) =>
      this.activity(conversationId, after + nth + 1),
    );
    return { activities, watermark: String(activities.length === 0 ? Math.min(after, log.length) : to) };
  }

  texts = (conversationId: string): string[] => this.logs.get(conversationId)!.map(({ text }) => text);
  counted = (method: string, path: RegExp): number =>
    this.asked.filter((each) => each.method === method && path.test(each.path)).length;

  answer(asked: Asked, bearer: string | null): Given | "drop" {
    this.asked.push(asked);
    const fault = this.fault(asked);
    if (fault === "lose") this.serve(asked, bearer);
    if (fault === "lose" || fault === "drop") return "drop";
    return fault ?? this.serve(asked, bearer);
  }

  private serve({ method, path, body }: Asked, bearer: string | null): Given {
    if (path === "/chat/desk") return { status: 200, body: { at: new Date(this.now() + this.ahead).toISOString() } };
    if (path === "/chat/token") return this.mint(body["resume"] as string | undefined);
    const token = this.tokens.get(bearer ?? "");
    if (token === undefined) return refused(401, "BadArgument");
    if (token.until <= this.now()) return refused(403, "TokenExpired");
    const { conversationId } = token;
    const log = this.logs.get(conversationId);
    if (path === "/chat/link")
      return { status: 200, body: { url: "https://x/#resume=1", expiresAt: "2026-11-30T00:00:00.000Z" } };
    if (path.endsWith("/tokens/refresh")) return { status: 200, body: { token: this.token(conversationId) } };
    if (path.endsWith("/v3/directline/conversations")) {
      if (log === undefined) this.logs.set(conversationId, []);
      if (log === undefined) this.say(conversationId, { text: "hello" });
      return { status: log === undefined ? 201 : 200, body: this.opened(conversationId, "0") };
    }
    if (!path.includes(conversationId)) return refused(403, "BadArgument");
    if (log === undefined) return refused(404, "ConversationNotFound");
    const watermark = /watermark=(\d*)/.exec(path)?.[1] ?? "0";
    if (method === "POST") return this.receive(conversationId, body);
    return path.includes("/activities")
      ? { status: 200, body: this.page(conversationId, Number(watermark)) }
      : { status: 200, body: this.opened(conversationId, watermark) };
  }

  private receive(conversationId: string, body: Asked["body"]): Given {
    if (body["type"] !== "message") return { status: 200, body: { id: `${conversationId}|x` } };
    const key = body.channelData!.clientActivityID!;
    const known = this.logs.get(conversationId)!.findIndex((each) => each.key === key) + 1;
    const seq = known || this.say(conversationId, { text: body["text"] as string, key, by: "user", value: body["value"] });
    return { status: 200, body: { id: `${conversationId}|${String(seq).padStart(7, "0")}` } };
  }

  private mint(resume: string | undefined): Given {
    const conversationId = (resume === undefined ? undefined : this.secrets.get(resume)) ?? this.next("c");
    const secret = this.next("secret");
    this.secrets.set(secret, conversationId);
    return {
      status: 200,
      body: { token: this.token(conversationId), conversationId, userId: "dl_me", expires_in: 1800, resume: secret },
    };
  }

  private token(conversationId: string): string {
    const token = this.next("token");
    this.tokens.set(token, { conversationId, until: this.now() + TOKEN_MS });
    return token;
  }

  private opened = (conversationId: string, watermark: string): object => ({
    conversationId,
    token: this.token(conversationId),
    streamUrl: `ws://desk/${conversationId}?watermark=${watermark}`,
  });

  /** The handshake's end is the caller's to time. */
  socket(address: string): { socket: FakeSocket; open: () => void } {
    const conversationId = /desk\/([^?]+)/.exec(address)![1]!;
    const socket: FakeSocket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      conversationId,
      address,
      sent: [],
      isOpen: false,
      send: (text) => void socket.sent.push(text as string),
      close: () => void (socket.isOpen = false),
      say: (data) => {
        const text = typeof data === "string" ? data : JSON.stringify(data);
        socket.onmessage?.call(null as never, { data: text } as MessageEvent);
      },
      cut: () => {
        socket.isOpen = false;
        socket.onclose?.call(null as never, {} as CloseEvent);
      },
    };
    const open = (): void => {
      if (this.socketFault === "refused") return socket.cut();
      if (this.socketFault === "swallowed") return;
      socket.isOpen = true;
      socket.onopen?.call(null as never, {} as Event);
      if (this.socketFault === "deaf") return;
      const log = this.logs.get(conversationId)!;
      for (let at = Number(/watermark=(\d*)/.exec(address)?.[1] ?? 0); at < log.length; at += PAGE) {
        socket.say(this.page(conversationId, at));
      }
    };
    this.sockets.push(socket);
    return { socket, open };
  }
}

export const refused = (status: number, code: string, more: object = {}): Given => ({
  status,
  body: { error: { code, message: `${code} it is` } },
  ...more,
});
