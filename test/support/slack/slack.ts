import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Interactions } from "./client/interactions.js";
import { SlackPerson } from "./client/person.js";
import { envelopeOf, isTold, LEGACY_TOKEN } from "./envelope.js";
import { Faults, type Fault } from "./faults.js";
import { Outbound, type CraftedRequest, type Delivery } from "./outbound.js";
import type {
  ApiCall,
  Channel,
  ChannelKind,
  Ephemeral,
  FaultOrder,
  Limits,
  Message,
  PersonData,
  SlackOptions,
  View,
} from "./shapes.js";
import type { HttpAnswer, SignedRequest } from "./sign.js";
import { SocketMode } from "./sockets.js";
import { Views } from "./views.js";
import type { Inside } from "./web/method.js";
import { ALL_SCOPES } from "./web/methods.js";
import { startServer, type SlackServer, type Tokens } from "./web/server.js";
import { WorkspaceEvents } from "./workspace-events.js";
import { Workspace } from "./workspace.js";

const PATIENCE_MS = 10_000;

/** A stand-in Slack on 127.0.0.1; README.md says what it holds to. Stop it at the end. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackStandIn> {
  const slack = new SlackStandIn(options);
  await slack.listen();
  return slack;
}

export class SlackStandIn {
  readonly workspace: Workspace;
  readonly views: Views;
  readonly sockets: SocketMode;
  readonly events: WorkspaceEvents;
  /** Every call of the Web API, of uploads, downloads and response addresses, oldest first. */
  readonly calls: ApiCall[] = [];
  readonly signingSecret: string;
  readonly tokens: Tokens;
  /** May be changed at any time. */
  readonly limits: Limits;
  readonly scopes: Set<string>;
  /** Where the app listens for signed requests; may be set when it is known. */
  requestUrl: string | undefined;
  private readonly outbound: Outbound;
  private readonly interactions: Interactions;
  private readonly faults = new Faults();
  private readonly uploads: Inside["uploads"] = new Map();
  private server: SlackServer | null = null;

  constructor(options: SlackOptions) {
    const { ackWithin = 3000, retryAfter = [0, 100, 300], triggerLives = 3000, responseUrlLives = 1_800_000 } = options;
    this.requestUrl = options.requestUrl;
    this.signingSecret = options.signingSecret ?? randomBytes(16).toString("hex");
    this.limits = options.limits ?? {};
    this.scopes = new Set(options.scopes ?? ALL_SCOPES);
    this.workspace = new Workspace(options);
    const { now, bot } = this.workspace;
    const random = (): string => randomBytes(12).toString("hex");
    const appScopes = new Set(options.appScopes ?? ["connections:write"]);
    this.tokens = { bot: `xoxb-stand-in-${random()}`, app: `xapp-1-${bot.appId}-${random()}`, appScopes, spoilt: null };
    this.sockets = new SocketMode({ appId: bot.appId, pingEvery: options.pingEvery ?? 5000 });
    const transport = options.transport ?? "auto";
    const common = { signingSecret: this.signingSecret, now, ackWithin, retryAfter, transport };
    this.outbound = new Outbound({ requestUrl: () => this.requestUrl, sockets: this.sockets, ...common });
    this.views = new Views(this.workspace, triggerLives);
    this.interactions = new Interactions(this.workspace, { views: this.views, urlLives: responseUrlLives });
    this.events = new WorkspaceEvents(this.workspace, { tokens: this.tokens, outbound: this.outbound });
    const has = { scopes: this.scopes, events: options.events ? new Set(options.events) : null, botId: bot.userId };
    this.workspace.emit = async (draft) => {
      if (this.events.installed && isTold(draft, has)) await this.outbound.event(envelopeOf(this.workspace, draft));
    };
  }

  async listen(): Promise<void> {
    const inside: Inside = {
      workspace: this.workspace,
      views: this.views,
      scopes: this.scopes,
      origin: "",
      ticket: () => this.sockets.ticket(),
      uploads: this.uploads,
    };
    this.server = await startServer({
      inside,
      tokens: this.tokens,
      faults: this.faults,
      limits: this.limits,
      calls: this.calls,
      refusing: () => this.sockets.refusing,
      respond: (token, body) => this.interactions.respond(token, body),
      upgrade: (request, stream, head) => this.sockets.upgrade(request, stream, head),
    });
    inside.origin = this.server.origin;
    this.workspace.origin = this.server.origin;
  }

  /** `http://127.0.0.1:<port>`; files lie here too. */
  get origin(): string {
    return this.workspace.origin;
  }

  /** For clientOptions.slackApiUrl. */
  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  get botToken(): string {
    return this.tokens.bot;
  }

  get appToken(): string {
    return this.tokens.app;
  }

  person(given: Partial<PersonData> & { name: string }): SlackPerson {
    const data = this.workspace.personData(given);
    this.workspace.people.set(data.id, data);
    const { workspace, views, outbound, interactions } = this;
    return new SlackPerson(data, { workspace, views, outbound, interactions });
  }

  /** The bot is in it unless `bot` is false. */
  channel(given: {
    name: string;
    private?: boolean;
    shared?: boolean;
    archived?: boolean;
    members?: SlackPerson[];
    bot?: boolean;
  }): Channel {
    const { private: hidden = false, members = [], bot = true, ...rest } = given;
    const kind: ChannelKind = hidden ? "group" : "channel";
    const ids = [...members.map(({ id }) => id), ...(bot ? [this.workspace.bot.userId] : [])];
    return this.workspace.addChannel({ ...rest, kind, members: ids });
  }

  /** What stands in the channel now, oldest first, threads included. */
  messages = (channel: Channel): Message[] => channel.messages.filter(({ deleted }) => !deleted);

  thread = (channel: Channel, ts: string): Message[] => this.workspace.repliesTo(channel, ts);

  get ephemerals(): Ephemeral[] {
    return this.workspace.ephemerals;
  }

  /** What assistant.threads.setStatus showed. */
  get statuses(): Workspace["statuses"] {
    return this.workspace.statuses;
  }

  viewsOf = ({ id }: SlackPerson): View[] => this.views.of(id);

  homeOf = ({ id }: SlackPerson): View | undefined => this.views.home(id);

  callsOf = (method: string): ApiCall[] => this.calls.filter((call) => call.method === method);

  /** Everything sent to the app, with each try. */
  get deliveries(): Delivery[] {
    return this.outbound.deliveries;
  }

  /** The events that told of a message; its changes and deletion included. */
  deliveriesOf = ({ ts, channel }: Message): Delivery[] =>
    this.deliveries.filter(
      ({ payload: { event } }) => event?.channel === channel && [event.ts, event.message?.ts, event.deleted_ts].includes(ts),
    );

  fault = (order: FaultOrder): Fault => this.faults.order(order);

  /** No fault is left, and sockets may be opened. */
  heal(): void {
    this.faults.heal();
    this.sockets.refusing = false;
  }

  /** Events are kept back until they are released, in any order. */
  hold = (): void => this.outbound.hold();

  release = (arrange?: (held: Delivery[]) => Delivery[]): Promise<void> => this.outbound.release(arrange);

  /** The first tries of the next events are lost on their way; their retries come. */
  loseNext = (count?: number): void => this.outbound.loseNext(count);

  /**
   * The same event once more: with a new event id (finding 2 of reliability.md), or as a retry with its headers. No retry of its own.
   */
  redeliver({ payload }: Delivery, { newEventId = false, retryNum = 0, reason = "http_timeout" } = {}): Promise<Delivery> {
    const again = newEventId ? { ...payload, event_id: this.workspace.id("Ev") } : payload;
    return this.outbound.again(again, { num: retryNum, reason: retryNum === 0 ? null : reason });
  }

  /** The very bytes and headers of an earlier try, its old signature included. */
  replay(delivery: Delivery): Promise<HttpAnswer> {
    const request = delivery.attempts.find((attempt) => attempt.request !== null)?.request;
    if (!request) throw new Error("that was never sent over HTTP");
    return this.outbound.repeat(request);
  }

  /** Any request to the app's address, signed as told; change what you like of it before it goes. */
  post(crafted: CraftedRequest, change: (request: SignedRequest) => SignedRequest = (request) => request): Promise<HttpAnswer> {
    const request = this.outbound.request(crafted);
    if (!request) throw new Error("the app has no address yet");
    return this.outbound.repeat(change(request));
  }

  /** What Slack sends when an address is entered: the app must answer the challenge. */
  async verifyUrl(): Promise<boolean> {
    const challenge = randomBytes(20).toString("hex");
    const { status, body } = await this.post({
      body: JSON.stringify({ token: LEGACY_TOKEN, challenge, type: "url_verification" }),
    });
    return status === 200 && body.includes(challenge);
  }

  /** Everything on its way has arrived or been given up, retries included. */
  settled = (): Promise<void> => this.outbound.settled();

  async waitFor<T>(what: () => T | undefined | null | false, said = String(what)): Promise<T> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = what();
      if (found !== undefined && found !== null && found !== false) return found;
      if (performance.now() > until) throw new Error(`Slack never saw: ${said}\n${this.transcript()}`);
      await sleep(10);
    }
  }

  /** A message of the channel whose text or blocks hold this. */
  waitForMessage = (channel: Channel, what: RegExp | ((message: Message) => boolean)): Promise<Message> => {
    const fits =
      what instanceof RegExp ? (one: Message): boolean => what.test(`${one.text}\n${JSON.stringify(one.blocks ?? "")}`) : what;
    return this.waitFor(() => this.messages(channel).find(fits), String(what));
  };

  /** The last calls and messages, for a test that waits in vain. */
  transcript(): string {
    const calls = this.calls
      .slice(-15)
      .map(({ method, status, answer }) => `${method} ${status} ${JSON.stringify(answer)?.slice(0, 200)}`);
    const said = [...this.workspace.channels.values()].flatMap((one) =>
      this.messages(one).map(
        ({ ts, user, text }) => `#${one.name} ${ts} ${this.workspace.people.get(user)?.name ?? user}: ${text}`,
      ),
    );
    return [...said.slice(-30), ...calls].join("\n");
  }

  async stop(): Promise<void> {
    this.outbound.stop();
    await this.sockets.stop();
    await this.server?.stop();
  }
}
