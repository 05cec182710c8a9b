import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

export interface Action {
  title: string;
  value: { askId: string; choice: string };
}

/** JSON as it came, for expectations to judge. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

/** An activity as it came over the wire, as far as the tests read it. */
export interface Activity {
  type: string;
  id: string;
  timestamp: string;
  from: { id: string; name?: string; role: string };
  text: string;
  locale?: string;
  value?: unknown;
  suggestedActions?: { actions: Action[] };
  attachments?: { contentType: string; content?: Loose; contentUrl?: string; name?: string }[];
  channelData?: { clientActivityID?: string; ticketNumber?: string; [more: string]: Loose };
}

interface ActivitySet {
  activities: Activity[];
  watermark?: string;
}

export interface Arrival {
  locale?: string;
  timezone?: string;
  resume?: string;
  /** What the site signed. */
  identity?: string;
  /** `socket`: told as things are said, and answers pings; `deaf`: told, but never answers one; `none`: asks for itself. */
  by?: "socket" | "deaf" | "none";
  /** False: a socket that breaks stays broken until the test reconnects; else the client comes back by itself, as any does. */
  returns?: boolean;
}

export interface Posted {
  status: number;
  id: string | null;
  body: { id?: string; error?: { code: string } };
}

const PATIENCE_MS = 15_000;
let addresses = 0;

/** Each visitor comes from an address of its own, through the proxy that the product under test trusts. */
export const newAddress = (): string => {
  addresses += 1;
  return `10.${(process.pid >> 8) & 255}.${addresses >> 8}.${addresses & 255}`;
};

/** What an Adaptive Card can submit. */
const submitsOf = ({ content }: { content?: { body?: { actions?: { data: Action["value"] }[] }[] } }) =>
  (content?.body ?? []).flatMap(({ actions = [] }) => actions);

/** A customer in front of the chat: a plain client of Direct Line 3.0 that keeps everything it was ever shown. */
export class Visitor {
  readonly shown: Activity[] = [];
  /** What came again with an id that was shown before. */
  readonly repeated: Activity[] = [];
  conversationId = "";
  userId = "";
  resume = "";
  watermark = "";
  private readonly ids = new Set<string>();
  private token = "";
  private streamUrl = "";
  private socket: WebSocket | null = null;
  private keys = 0;

  private base: string;
  private readonly arrival: Arrival;
  private readonly address = newAddress();

  private constructor(base: string, arrival: Arrival) {
    this.base = base;
    this.arrival = arrival;
  }

  static async arrive(base: string, arrival: Arrival = {}): Promise<Visitor> {
    const visitor = new Visitor(base, arrival);
    const { locale, timezone, resume, identity } = arrival;
    const given = await visitor.call("POST", "/chat/token", { locale, timezone, resume, identity });
    if (given.status !== 200) throw new Error(`no token: ${given.status} ${JSON.stringify(given.body)}`);
    Object.assign(visitor, given.body);
    const started = await visitor.call("POST", "/v3/directline/conversations", {});
    if (started.status >= 300) throw new Error(`no start: ${started.status} ${JSON.stringify(started.body)}`);
    visitor.token = started.body.token;
    visitor.streamUrl = started.body.streamUrl;
    if (arrival.by !== "none") await visitor.listen();
    else await visitor.poll();
    await visitor.waitFor((activity) => activity.from.role === "bot");
    return visitor;
  }

  /** A text is sent as it is, anything else as JSON. */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Loose }> {
    const answer = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        "x-forwarded-for": this.address,
        ...(this.token === "" ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  }

  private async listen(): Promise<void> {
    const socket = new WebSocket(this.streamUrl, {
      autoPong: this.arrival.by !== "deaf",
      headers: { "x-forwarded-for": this.address },
    });
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      if (data.length > 0) this.take(JSON.parse(data.toString("utf8")) as ActivitySet);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (this.socket !== socket || this.arrival.by === "deaf" || this.arrival.returns === false) return;
      this.reconnect().catch(() => undefined);
    });
  }

  private take({ activities, watermark }: ActivitySet): void {
    for (const activity of activities) {
      if (activity.type !== "message") continue;
      if (this.ids.has(activity.id)) this.repeated.push(activity);
      else {
        this.ids.add(activity.id);
        this.shown.push(activity);
      }
    }
    if (watermark !== undefined && watermark !== "") this.watermark = watermark;
  }

  /** Asks for what is new, all of it. */
  async poll(): Promise<void> {
    for (;;) {
      const at = this.watermark;
      const { status, body } = await this.call("GET", `${this.activitiesPath}${at === "" ? "" : `?watermark=${at}`}`);
      if (status !== 200) throw new Error(`no activities: ${status} ${JSON.stringify(body)}`);
      this.take(body as ActivitySet);
      if ((body as ActivitySet).activities.length === 0 || this.watermark === at) return;
    }
  }

  private get activitiesPath(): string {
    return `/v3/directline/conversations/${this.conversationId}/activities`;
  }

  /** The socket breaks, as in a tunnel. */
  disconnect(): void {
    this.socket?.terminate();
    this.socket = null;
  }

  get isConnected(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Goes on from the watermark, or from now on where `watermark` is null; on another instance where `base` names one. */
  async reconnect({
    base = this.base,
    watermark = this.watermark,
  }: { base?: string; watermark?: string | null } = {}): Promise<void> {
    this.base = base;
    const query = watermark === null ? "" : `?watermark=${watermark}`;
    const { status, body } = await this.call("GET", `/v3/directline/conversations/${this.conversationId}${query}`);
    if (status !== 200) throw new Error(`no reconnect: ${status} ${JSON.stringify(body)}`);
    this.token = body.token;
    this.streamUrl = body.streamUrl;
    await this.listen();
  }

  newKey = (): string => `${this.address}-${++this.keys}`;

  /** One post, whatever becomes of it. */
  async post(
    activity: object,
    { base = this.base, key = this.newKey() }: { base?: string; key?: string | null } = {},
  ): Promise<Posted> {
    const answer = await fetch(`${base}${this.activitiesPath}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}`, "x-forwarded-for": this.address },
      body: JSON.stringify({
        type: "message",
        from: { id: this.userId },
        ...activity,
        ...(key === null ? {} : { channelData: { clientActivityID: key } }),
      }),
    });
    const body = (await answer.json()) as Posted["body"];
    return { status: answer.status, id: body.id ?? null, body };
  }

  /** One post with files, as a client's form sends it, whatever becomes of it; `to`: another's conversation. */
  async upload(
    files: { name: string; content: Buffer }[],
    { text = "", key = this.newKey(), to = this.conversationId }: { text?: string; key?: string; to?: string } = {},
  ): Promise<Posted> {
    const form = new FormData();
    const activity = { type: "message", text, from: { id: this.userId }, channelData: { clientActivityID: key } };
    form.append("activity", new Blob([JSON.stringify(activity)], { type: "application/vnd.microsoft.activity" }));
    for (const { name, content } of files) form.append("file", new Blob([new Uint8Array(content)]), name);
    const answer = await fetch(`${this.base}/v3/directline/conversations/${to}/upload?userId=${this.userId}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, "x-forwarded-for": this.address },
      body: form,
    });
    const body = (await answer.json()) as Posted["body"];
    return { status: answer.status, id: body.id ?? null, body };
  }

  private async sent(activity: object): Promise<string> {
    const { status, id, body } = await this.post(activity);
    if (status !== 200 || id === null) throw new Error(`not taken: ${status} ${JSON.stringify(body)}`);
    if (this.socket) await this.waitFor((shown) => shown.id === id, `its own words "${JSON.stringify(activity)}"`);
    return id;
  }

  /** Says it and waits until the chat shows it; what the bot answers comes with it, in one frame. Answers the bot's answers. */
  async say(text: string): Promise<string[]> {
    const id = await this.sent({ text });
    return this.after(id).map((activity) => activity.text);
  }

  /** Presses the newest button with this label or choice. */
  async press(label: string): Promise<string[]> {
    const action = this.actions.findLast(({ title, value }) => title === label || value.choice === label);
    if (!action) throw new Error(`no button "${label}": ${JSON.stringify(this.actions.map(({ title }) => title))}`);
    const id = await this.sent({ text: action.title, value: action.value });
    return this.after(id).map((activity) => activity.text);
  }

  /** Fills in the newest card's form, as a client of Adaptive Cards sends it: a value without words. */
  async fill(inputs: Record<string, string>): Promise<string[]> {
    const actions = this.shown.flatMap(({ attachments = [] }) => attachments.flatMap(submitsOf));
    const submit = actions.findLast(({ data }) => data.choice === "form");
    if (!submit) throw new Error(`no form:\n${this.transcript()}`);
    const id = await this.sent({ value: { ...submit.data, ...inputs } });
    return this.after(id).map((activity) => activity.text);
  }

  get actions(): Action[] {
    return this.shown.flatMap((activity) => activity.suggestedActions?.actions ?? []);
  }

  /** What was shown after the activity with this id. */
  after(id: string): Activity[] {
    return this.shown.slice(this.shown.findIndex((activity) => activity.id === id) + 1);
  }

  get texts(): string[] {
    return this.shown.map(({ text }) => text);
  }

  /** The sequence numbers shown so far. */
  get seqs(): number[] {
    return this.shown.map(({ id }) => Number(id.split("|")[1]));
  }

  async waitFor(what: ((activity: Activity) => boolean) | RegExp, said = String(what)): Promise<Activity> {
    const fits = what instanceof RegExp ? ({ text }: Activity): boolean => what.test(text) : what;
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.shown.find(fits);
      if (found) return found;
      if (performance.now() > until) throw new Error(`never shown: ${said}\n${this.transcript()}`);
      await sleep(10);
    }
  }

  /** As a customer reads it. */
  transcript(): string {
    return this.shown
      .map(({ from, text, timestamp, suggestedActions }) => {
        const buttons = suggestedActions ? `\n      [${suggestedActions.actions.map(({ title }) => title).join("] [")}]` : "";
        const who = from.role === "user" ? "CUSTOMER" : (from.name ?? from.id);
        return `${timestamp.slice(5, 16)} ${who}: ${text.replaceAll("\n", "\n      ")}${buttons}`;
      })
      .join("\n");
  }

  leave(): void {
    this.disconnect();
  }
}
