import http from "node:http";
import type { Loose } from "../direct-line.js";
import type { SocketMode } from "./sockets.js";
import { send, sign, type HttpAnswer, type SignedRequest } from "./sign.js";

export type PayloadKind = "event" | "interactive" | "command";

export interface Attempt {
  /** `nowhere`: no socket is open, or there is no address. `lost`: ordered by the test. */
  by: "http" | "socket" | "nowhere" | "lost";
  /** 0 for the first. */
  retryNum: number;
  retryReason: string | null;
  /** Real ms since 1970. */
  at: number;
  status: number | "timeout" | "failed" | "acked";
  ms: number;
  answer: string;
  request: SignedRequest | null;
}

/** One payload on its way to the app, with each try. */
export interface Delivery {
  kind: PayloadKind;
  payload: Loose;
  attempts: Attempt[];
  /** No retry is to come. */
  done: boolean;
}

export interface OutboundOptions {
  requestUrl: () => string | undefined;
  signingSecret: string;
  now: () => number;
  ackWithin: number;
  retryAfter: number[];
  transport: "http" | "socket" | "auto";
  sockets: SocketMode;
}

export interface Retry {
  num: number;
  reason: string | null;
}

const FIRST: Retry = { num: 0, reason: null };
const CONTENT = {
  event: "application/json",
  interactive: "application/x-www-form-urlencoded",
  command: "application/x-www-form-urlencoded",
};

/** Sends what Slack sends, over HTTP or Socket Mode, and tries events again as Slack does. */
export class Outbound {
  readonly deliveries: Delivery[] = [];
  private readonly options: OutboundOptions;
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly waits = new Map<NodeJS.Timeout, () => void>();
  private readonly underWay = new Set<Promise<unknown>>();
  private held: { delivery: Delivery; go: () => Promise<void> }[] | null = null;
  private toLose = 0;
  private stopped = false;

  constructor(options: OutboundOptions) {
    this.options = options;
  }

  /** Resolves when the first try has ended, or at once while events are held back. */
  async event(payload: Loose): Promise<Delivery> {
    const delivery: Delivery = { kind: "event", payload, attempts: [], done: false };
    this.deliveries.push(delivery);
    const go = async (): Promise<void> => {
      const first = await this.attempt(delivery, FIRST);
      void this.keep(this.retry(delivery, first));
    };
    if (this.held) this.held.push({ delivery, go });
    else await this.keep(go());
    return delivery;
  }

  /** Once, with the answer; Slack does not repeat clicks and commands. */
  async interaction(kind: "interactive" | "command", payload: Loose): Promise<Delivery> {
    const delivery: Delivery = { kind, payload, attempts: [], done: false };
    this.deliveries.push(delivery);
    await this.keep(this.attempt(delivery, FIRST));
    delivery.done = true;
    return delivery;
  }

  /** The same payload once more, as a delivery of its own that is not tried again. */
  async again(payload: Loose, retry: Retry = FIRST): Promise<Delivery> {
    const delivery: Delivery = { kind: "event", payload, attempts: [], done: true };
    this.deliveries.push(delivery);
    await this.keep(this.attempt(delivery, retry));
    return delivery;
  }

  /** At once, after a minute and after five (docs.slack.dev/apis/events-api, "retries"); not where the app forbids it. */
  private async retry(delivery: Delivery, first: { ok: boolean; reason: string; final: boolean }): Promise<void> {
    let last = first;
    for (const [index, wait] of this.options.retryAfter.entries()) {
      if (last.ok || last.final || this.stopped) break;
      await this.pause(wait);
      if (this.stopped) break;
      last = await this.attempt(delivery, { num: index + 1, reason: last.reason });
    }
    delivery.done = true;
  }

  private async attempt(delivery: Delivery, retry: Retry): Promise<{ ok: boolean; reason: string; final: boolean }> {
    const at = Date.now();
    const log = (made: Omit<Attempt, "at" | "retryNum" | "retryReason">): void => {
      delivery.attempts.push({ ...made, at, retryNum: retry.num, retryReason: retry.reason });
    };
    if (this.toLose > 0 && retry.num === 0) {
      this.toLose -= 1;
      log({ by: "lost", status: "failed", ms: 0, answer: "", request: null });
      return { ok: false, reason: "connection_failed", final: false };
    }
    if (this.bySocket()) {
      const ack = await this.options.sockets.send(delivery, { retry, within: this.options.ackWithin });
      const by = ack.status === "failed" && ack.answer === "" && this.options.sockets.open === 0 ? "nowhere" : "socket";
      log({ by, ...ack, request: null });
      return { ok: ack.status === "acked", reason: ack.status === "timeout" ? "timeout" : "socket_closed", final: false };
    }
    const request = this.signed(delivery, retry);
    if (!request) {
      log({ by: "nowhere", status: "failed", ms: 0, answer: "", request });
      return { ok: false, reason: "connection_failed", final: false };
    }
    const got = await send(request, { within: this.options.ackWithin, agent: this.agent });
    log({ by: "http", status: got.status, ms: got.ms, answer: got.body, request });
    return judge(got);
  }

  private bySocket(): boolean {
    const { transport, sockets } = this.options;
    return transport === "socket" || (transport === "auto" && sockets.everOpened);
  }

  private signed({ kind, payload }: Delivery, { num, reason }: Retry): SignedRequest | null {
    const body = kind === "event" ? JSON.stringify(payload) : formOf(kind, payload);
    const retry = num === 0 ? {} : { "x-slack-retry-num": String(num), "x-slack-retry-reason": reason ?? "unknown_error" };
    return this.request({ body, headers: { "content-type": CONTENT[kind], ...retry } });
  }

  /** Any request, signed as of now; null without an address. */
  request({ body, headers = {}, secret = this.options.signingSecret, ageSeconds = 0 }: CraftedRequest): SignedRequest | null {
    const url = this.options.requestUrl();
    if (url === undefined) return null;
    const seconds = Math.trunc(this.options.now() / 1000) - ageSeconds;
    return { url, body, headers: { "content-type": "application/json", ...sign({ body, secret, seconds }), ...headers } };
  }

  /** These bytes and headers, as often as a test likes. */
  async repeat(request: SignedRequest): Promise<HttpAnswer> {
    return this.keep(send(request, { within: this.options.ackWithin, agent: this.agent }));
  }

  hold(): void {
    this.held ??= [];
  }

  /** Lets go in the order that `arrange` gives, each after the one before has been answered; what it leaves out is gone. */
  async release(arrange: (held: Delivery[]) => Delivery[] = (held) => held): Promise<void> {
    const held = this.held ?? [];
    this.held = null;
    for (const delivery of arrange(held.map((one) => one.delivery)))
      await this.keep(held.find((one) => one.delivery === delivery)?.go());
  }

  /** The first tries of the next events never arrive; their retries do. */
  loseNext(count = 1): void {
    this.toLose += count;
  }

  /** Everything on its way has arrived or been given up. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  stop(): void {
    this.stopped = true;
    for (const [timer, resume] of this.waits) {
      clearTimeout(timer);
      resume();
    }
    this.agent.destroy();
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.waits.delete(timer) && resolve(), ms);
      this.waits.set(timer, resolve);
    });
  }

  private async keep<T>(work: T | Promise<T>): Promise<T> {
    const kept = Promise.resolve(work);
    this.underWay.add(kept);
    try {
      return await kept;
    } finally {
      this.underWay.delete(kept);
    }
  }
}

export interface CraftedRequest {
  body: string;
  headers?: Record<string, string>;
  /** Another secret than the right one. */
  secret?: string;
  /** How old the signature says it is; negative: of the future. */
  ageSeconds?: number;
}

function formOf(kind: "interactive" | "command", payload: Loose): string {
  if (kind === "interactive") return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(payload as Record<string, string>).toString();
}

function judge({ status, headers }: HttpAnswer): { ok: boolean; reason: string; final: boolean } {
  const final = headers["x-slack-no-retry"] === "1";
  if (status === "timeout") return { ok: false, reason: "http_timeout", final };
  if (status === "failed") return { ok: false, reason: "connection_failed", final };
  return { ok: status >= 200 && status < 300, reason: "http_error", final };
}
