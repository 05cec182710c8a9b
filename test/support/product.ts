import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { migrate } from "../../src/adapters/postgres/migrate.js";
import { createToken, publish } from "../../src/commands/desk.js";
import type { CommitmentView, MessageView, TicketView } from "../../src/application/desk-views.js";
import type { Config } from "../../src/config.js";
import type { CommitmentKind, Role } from "../../src/domain/words.js";
import { makeLog } from "../../src/log.js";
import { startProduct, type Product } from "../../src/product.js";
import { Visitor, type Arrival, type Loose } from "./direct-line.js";
import { createDatabase, templateDatabase, type TestDatabase } from "./postgres.js";

const ROOT = join(__dirname, "../..");
/** Monday, 10:00 in Shanghai. */
export const MONDAY = "2026-11-23T02:00:00Z";

export interface Got {
  status: number;
  body: Loose;
}

/** An agent, or whoever else holds a token of /api/v1. */
export interface ApiClient {
  token: string;
  get(path: string): Promise<Got>;
  post(path: string, body?: unknown, key?: string): Promise<Got>;
  delete(path: string): Promise<Got>;
  patch(path: string, body: unknown): Promise<Got>;
  /** The same, for what must go well. */
  do<T = Loose>(path: string, body?: unknown): Promise<T>;
}

export interface DeskWish {
  /** `real`, or the moment at which a virtual clock begins. */
  clock?: string;
  config?: Partial<Config>;
  logLevel?: string;
  /** Puts something between the product and its database: gets the database's address, answers the one to use. */
  through?: (url: string) => Promise<string>;
}

/** The whole product in this process, on a fresh database of the shared server, with all that a test does around it. */
export class TestDesk {
  readonly database: TestDatabase;
  readonly config: Config;
  /** The log of all instances, line by line. */
  readonly lines: string[] = [];
  private readonly instances: Product[] = [];
  private readonly welcomes: (string | null)[] = [];
  private readonly visitors: Visitor[] = [];
  private connection: pg.Client | null = null;
  private administrator: ApiClient | null = null;

  private constructor(database: TestDatabase, config: Config) {
    this.database = database;
    this.config = config;
  }

  static async open({ clock = MONDAY, config = {}, logLevel = "debug", through }: DeskWish = {}): Promise<TestDesk> {
    const database = await createDatabase(await templateDatabase(async (url) => void (await migrate(url))));
    const dataDir = await mkdtemp(join(tmpdir(), "frontdoor-journey-"));
    const given: Config = {
      port: 0,
      host: "127.0.0.1",
      publicUrl: null,
      trustedProxies: ["127.0.0.1"],
      allowedOrigins: [],
      databaseUrl: through ? await through(database.url) : database.url,
      dataDir,
      dataKey: randomBytes(32).toString("base64"),
      directLineSecret: null,
      identitySecret: null,
      microsoft: null,
      slack: null,
      configDir: join(ROOT, "config"),
      dialogsDir: join(ROOT, "dialogs"),
      clock: clock === "real" ? { mode: "real", at: null } : { mode: "virtual", at: Date.parse(clock) },
      clockGiven: false,
      logLevel,
      isProduction: false,
      ...config,
    };
    const desk = new TestDesk(database, given);
    try {
      await desk.instance();
    } catch (error) {
      await desk.close();
      throw error;
    }
    return desk;
  }

  get log() {
    return makeLog(this.config.logLevel, { write: (line) => void this.lines.push(line) });
  }

  /** One more instance on the same database; answers its address. */
  async instance(config: Partial<Config> = {}): Promise<string> {
    const product = await startProduct({
      config: { ...this.config, ...config },
      root: ROOT,
      log: this.log,
      progress: () => undefined,
    });
    this.instances.push(product);
    this.welcomes.push(await product.welcome());
    return `http://127.0.0.1:${product.port}`;
  }

  /** The secret by which the first administrator signs in, made as an instance started. */
  welcome(nth = 0): string | null {
    return this.welcomes[nth]!;
  }

  base(nth = 0): string {
    return `http://127.0.0.1:${this.instances[nth]!.port}`;
  }

  async visitor(arrival: Arrival & { base?: string } = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(arrival.base ?? this.base(), arrival);
    this.visitors.push(visitor);
    return visitor;
  }

  private around(out: (line: string) => void) {
    return { config: this.config, root: ROOT, log: this.log, out, progress: () => undefined };
  }

  /** What a command of `frontdoor` works with; its lines go to `out`. */
  command(out: (line: string) => void = () => undefined) {
    return this.around(out);
  }

  /** A token as `frontdoor token` makes it. */
  async agent(name: string, role: Role = "agent"): Promise<ApiClient> {
    let token = "";
    await createToken(
      this.around((line) => (token = line)),
      { role, name },
    );
    return apiClient(() => this.base(), token);
  }

  async admin(): Promise<ApiClient> {
    return (this.administrator ??= await this.agent("管理员", "administrator"));
  }

  /** `frontdoor publish` from other folders. */
  publish(config: Partial<Config>): Promise<void> {
    return publish({ ...this.around(() => undefined), config: { ...this.config, ...config } });
  }

  async now(): Promise<number> {
    return Date.parse((await (await this.admin()).get("/clock")).body.now);
  }

  /** Moves the virtual clock; answers how much fell due on the way. */
  async advance(wish: { advance: string } | { to: string }): Promise<number> {
    return (await (await this.admin()).do<{ fired: number }>("/clock", wish)).fired;
  }

  async query<Row extends pg.QueryResultRow = Record<string, Loose>>(text: string, values: unknown[] = []): Promise<Row[]> {
    if (!this.connection) {
      this.connection = new pg.Client({ connectionString: this.database.url });
      this.connection.on("error", () => (this.connection = null));
      await this.connection.connect();
    }
    return (await this.connection.query<Row>(text, values)).rows;
  }

  /** The newest ticket of a visitor, as the API shows it. */
  async ticketOf(visitor: Visitor): Promise<TicketView> {
    return (await this.ticketsOf(visitor))[0]!;
  }

  async ticketsOf(visitor: Visitor): Promise<TicketView[]> {
    const { body } = await (await this.admin()).get(`/tickets?conversationId=${visitor.conversationId}`);
    return body.items as TicketView[];
  }

  /** What was said in a visitor's conversation, in order: the key of the bot's sentences, else who spoke. */
  async saidTo(visitor: Visitor): Promise<string[]> {
    return (await this.messagesOf(visitor)).map((message) => message.say ?? message.from);
  }

  async messagesOf(visitor: Visitor): Promise<MessageView[]> {
    const { body } = await (await this.admin()).get(`/conversations/${visitor.conversationId}/messages?limit=200`);
    return body.items as MessageView[];
  }

  /** The newest commitment of this kind on the visitor's newest ticket. */
  async owedTo(visitor: Visitor, kind: CommitmentKind): Promise<CommitmentView | undefined> {
    return (await this.ticketOf(visitor)).commitments
      .filter((commitment) => commitment.kind === kind)
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id.localeCompare(b.id))
      .at(-1);
  }

  async stopInstances(): Promise<void> {
    for (const visitor of this.visitors) visitor.leave();
    await Promise.all(this.instances.splice(0).map((product) => product.stop()));
  }

  async close(): Promise<void> {
    await this.stopInstances();
    await this.connection?.end();
    await this.database.drop();
    await rm(this.config.dataDir, { recursive: true, force: true });
  }
}

export function apiClient(base: () => string, token: string): ApiClient {
  const call = async (
    method: string,
    path: string,
    { body, key }: { body?: unknown; key?: string | undefined } = {},
  ): Promise<Got> => {
    const answer = await fetch(`${base()}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
  const post = (path: string, body: unknown = {}, key?: string) => call("POST", path, { body, key });
  return {
    token,
    get: (path) => call("GET", path),
    delete: (path) => call("DELETE", path),
    patch: (path, body) => call("PATCH", path, { body }),
    post,
    do: async (path, body) => {
      const got = await post(path, body);
      if (got.status >= 300) throw new Error(`POST ${path}: ${got.status} ${JSON.stringify(got.body)}`);
      return got.body as never;
    },
  };
}

/** Waits until `check` answers something truthy, and answers that. */
export async function until<T>(check: () => Promise<T> | T, what: string, patienceMs = 15_000): Promise<NonNullable<T>> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await sleep(20);
  }
}

/** For whoever wants to read the journeys aloud: SHOW=1 npx jest test/journeys. */
export function show(title: string, visitor: Visitor): void {
  if (process.env["SHOW"]) process.stdout.write(`\n===== ${title}\n${visitor.transcript()}\n`);
}
