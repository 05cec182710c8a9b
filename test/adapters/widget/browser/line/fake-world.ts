import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { makeLine } from "../../../../../src/adapters/widget/browser/line/make-line.js";
import type { Line, LineOptions } from "../../../../../src/adapters/widget/browser/line/types.js";
import type { World } from "../../../../../src/adapters/widget/browser/line/world.js";
import { FakeDesk, type FakeSocket } from "./fake-desk.js";
import { aBrowser, type Browser, memoryStorage } from "./node-world.js";

const LATENCY_MS = 20;
/** Sunday evening, by this machine. */
const START = Date.UTC(2026, 10, 22, 12);

interface Timer {
  at: number;
  nth: number;
  run: () => void;
}

/** Time that passes only where a test says so, for the pages and for the server. */
export class FakeClock {
  now = START;
  private timers: Timer[] = [];
  private nth = 0;

  after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.now + Math.max(0, ms), nth: ++this.nth, run };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  };

  async pass(ms: number): Promise<void> {
    const to = this.now + ms;
    for (;;) {
      await turn();
      const next = this.timers.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at || a.nth - b.nth)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = to;
  }

  /** As a laptop does: time goes on and nothing runs. */
  sleep(ms: number): void {
    this.now += ms;
  }
}

export interface Tab {
  line: Line;
  session: Storage;
  isVisible: boolean;
  /** What became of it: texts with their state, the server's by their sequence. */
  shown(): string[];
  fire(event: string, detail?: object): void;
  uploads: FakeUpload[];
  close(): void;
}

/** An XMLHttpRequest whose end is the test's. */
export class FakeUpload {
  status = 0;
  responseText = "";
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  upload: { onprogress: ((event: object) => void) | null } = { onprogress: null };
  url = "";
  form: FormData | null = null;
  open(_method: string, url: string): void {
    this.url = url;
  }
  setRequestHeader(): void {}
  getResponseHeader(): null {
    return null;
  }
  send(form: FormData): void {
    this.form = form;
  }
  abort(): void {
    this.onabort?.();
  }
  progress(loaded: number, total: number): void {
    this.upload.onprogress?.({ loaded, total });
  }
  answer(status: number, body: object): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

/** A server, a clock, and pages in front of it. */
export class Scene {
  readonly clock = new FakeClock();
  readonly desk = new FakeDesk(() => this.clock.now);
  readonly browser: Browser = aBrowser();
  private readonly tabs: Tab[] = [];
  private keys = 0;

  /** A page of this browser; a reload gives the session of the tab that was there before. */
  tab(options: Partial<LineOptions> = {}, { session = memoryStorage(), ...world }: Partial<TabWish> = {}): Tab {
    const listeners = new Map<string, Set<(event: Event) => void>>();
    const on: World["on"] = (event, heard) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(heard));
      return () => listeners.get(event)!.delete(heard);
    };
    const uploads: FakeUpload[] = [];
    const tab: Tab = {
      session,
      isVisible: true,
      uploads,
      shown: () => shownBy(tab.line),
      fire: (event, detail = {}) => listeners.get(event)?.forEach((heard) => heard(detail as Event)),
      close: () => tab.line.close(),
      line: null as never,
    };
    tab.line = makeLine(
      { base: "http://desk", locale: "en", timezone: "Asia/Shanghai", identity: null, resume: null, ...options },
      {
        ...this.world(),
        session: () => session,
        isVisible: () => tab.isVisible,
        on,
        newUpload: () => {
          uploads.push(new FakeUpload());
          return uploads.at(-1) as unknown as XMLHttpRequest;
        },
        ...world,
      },
    );
    this.tabs.push(tab);
    return tab;
  }

  private world(): Omit<World, "session" | "isVisible" | "on" | "newUpload"> {
    return {
      fetch: (url, init) => this.fetch(url, init),
      openSocket: (address) => {
        const { socket, open } = this.desk.socket(address);
        this.clock.after(LATENCY_MS, open);
        return socket;
      },
      now: () => this.clock.now,
      after: this.clock.after,
      random: () => 0.5,
      newKey: () => `key-${++this.keys}`,
      local: () => this.browser.local,
      locks: this.browser.locks,
      sha256: (bytes) => Promise.resolve(new Uint8Array(createHash("sha256").update(bytes).digest()).buffer),
    };
  }

  private fetch(url: string, init: RequestInit): Promise<Response> {
    const path = url.replace("http://desk", "");
    const body = (typeof init.body === "string" ? JSON.parse(init.body) : {}) as never;
    const bearer = new Headers(init.headers).get("authorization")?.slice("Bearer ".length) ?? null;
    return new Promise((resolve, reject) => {
      this.clock.after(LATENCY_MS / 2, () => {
        const answer = this.desk.answer({ method: init.method ?? "GET", path, body }, bearer);
        this.clock.after(LATENCY_MS / 2, () => {
          if (answer === "drop") return reject(new TypeError("network"));
          const { status, body: json, headers = {} } = answer;
          const text = typeof json === "string" ? json : JSON.stringify(json);
          // A Response of Node's own reads its body when it pleases; all time here is the test's.
          resolve({ status, headers: new Headers(headers), text: () => Promise.resolve(text) } as Response);
        });
      });
      init.signal?.addEventListener("abort", () => reject(new TypeError("aborted")));
    });
  }

  pass = (ms: number): Promise<void> => this.clock.pass(ms);

  /** A page that has greeted. */
  async arrived(options: Partial<LineOptions> = {}, wish: Partial<TabWish> = {}): Promise<Tab> {
    const tab = this.tab(options, wish);
    await this.pass(1_000);
    return tab;
  }

  get socket(): FakeSocket {
    return this.desk.sockets.at(-1)!;
  }

  close(): void {
    for (const tab of this.tabs) tab.close();
  }
}

type TabWish = Omit<World, "session"> & { session: Storage };

const shownBy = (line: Line): string[] =>
  line.entries.value.map((entry) =>
    entry.kind === "said"
      ? `${entry.seq} ${entry.activity.text}`
      : [entry.own.text, entry.own.state, entry.own.reason].filter(Boolean).join(" "),
  );
