import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationView, MessageView } from "../../src/application/desk-views.js";
import { dice } from "../support/dice.js";
import { createDatabase, type TestDatabase } from "../support/postgres.js";
import { Instance, makeFolder, run, type Env } from "../support/processes.js";
import { apiClient, until, type ApiClient } from "../support/product.js";
import type { SlackPerson } from "../support/slack/client/person.js";
import { startSlack, type SlackStandIn } from "../support/slack/slack.js";

jest.setTimeout(180_000);

const KILLS = 4;
const PEOPLE = 10;
const EACH = 10;
/** Heard between two kills, at most. */
const KILL_GAP_MOST = 15;
/** Slack's own tries, closer together and more of them: on a machine that takes seconds to start a process the last come in time too. */
const RETRIES = [100, 500, 1_000, 2_000, ...Array.from({ length: 10 }, () => 4_000)];

/** The product, and another in its place whenever it is killed. */
class Phoenix {
  private instance!: Instance;
  private readonly env: Env;
  private readonly cwd: string;

  constructor(env: Env, cwd: string) {
    [this.env, this.cwd] = [env, cwd];
  }

  /** On a machine that is busy the database may be late: then once more. */
  async rise(port: string): Promise<string> {
    const start = (): Promise<Instance> => Instance.start({ ...this.env, PORT: port }, this.cwd);
    this.instance = await start().catch(start);
    return this.instance.base;
  }

  die = (): Promise<number | null> => this.instance.end("SIGKILL");
}

/** What people said, as far as it was acknowledged. */
const heardOf = (slack: SlackStandIn) =>
  slack.deliveries.filter(
    ({ payload, attempts }) =>
      payload.event?.type === "message" &&
      !payload.event.bot_id &&
      attempts.some(({ status }) => status === 200 || status === "acked"),
  );

/** Says thanks again and again; each once only, since Slack is who repeats. */
async function talk(person: SlackPerson, roll: () => number): Promise<void> {
  for (let n = 1; n <= EACH; n++) {
    await person.says(person.dm, "谢谢");
    await sleep(300 + 900 * roll());
  }
}

async function judge(slack: SlackStandIn, { people, admin }: { people: SlackPerson[]; admin: ApiClient }): Promise<void> {
  const { items } = (await admin.get("/conversations?limit=200")).body as { items: ConversationView[] };
  for (const { dm } of people) {
    const ours = items.filter(({ channelConversationId }) => channelConversationId?.endsWith(`/${dm.id}`));
    expect(ours).toHaveLength(1);
    const log = await until(async () => {
      const all = (await admin.get(`/conversations/${ours[0]!.id}/messages?limit=200`)).body.items as MessageView[];
      return all.every(({ from, delivery }) => from === "customer" || delivery?.state === "sent") ? all : null;
    }, `all said in ${dm.id}`, 60_000); // prettier-ignore
    const said = log.filter(({ from }) => from !== "customer");
    // Each thanks is stored once, and has its one answer.
    expect(log.length - said.length).toBe(EACH);
    expect(said.filter(({ say }) => say === "thanks.reply")).toHaveLength(EACH);
    const shown = slack.messages(dm).filter(({ bot_id }) => bot_id !== undefined);
    expect(shown.map(({ metadata }) => metadata?.event_payload.id as string)).toEqual(said.map(({ delivery }) => delivery!.id));
  }
}

test.each(["http", "socket"] as const)(
  `over %s: ${PEOPLE * EACH} messages, killed up to ${KILLS} times: what was acknowledged is stored once, what was answered stands there once`,
  async (transport) => {
    // KILL_SEED=n repeats the moments.
    const seed = Number(process.env["KILL_SEED"] ?? randomInt(2 ** 31));
    process.stdout.write(`KILL_SEED=${seed}\n`);
    const roll = dice(seed);
    const folder = await makeFolder();
    const database: TestDatabase = await createDatabase();
    const slack = await startSlack({ transport, retryAfter: RETRIES });
    const env: Env = {
      DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      DATA_KEY: randomBytes(32).toString("base64"),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: "warn",
      ...(transport === "http" ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
    };
    const product = new Phoenix(env, folder.path);
    try {
      const base = await product.rise("0");
      slack.requestUrl = `${base}/slack/events`;
      const token = (await run(["cli.js", "token", "--role", "administrator"], { env, cwd: folder.path })).out.trim();
      const people = Array.from({ length: PEOPLE }, () => slack.person({ name: "王芳", locale: "zh-CN" }));
      const talks = people.map((person) => talk(person, roll));
      for (let kills = 0; kills < KILLS; kills++) {
        const enough = Math.min(heardOf(slack).length + 2 + roll() * KILL_GAP_MOST, PEOPLE * EACH);
        await until(() => heardOf(slack).length >= enough, `${enough} heard`, 60_000);
        await sleep(roll() * 100);
        await product.die();
        await product.rise(new URL(base).port);
      }
      await Promise.all(talks);
      await until(() => slack.deliveries.every(({ done }) => done), "Slack has told everything", 60_000);
      expect(heardOf(slack)).toHaveLength(PEOPLE * EACH);
      // The killing hit something: else this holds nothing.
      expect(heardOf(slack).filter(({ attempts }) => attempts.length > 1).length).toBeGreaterThan(3);
      await judge(slack, { people, admin: apiClient(() => base, token) });
    } finally {
      await product.die();
      await slack.stop();
      await database.drop();
      await folder.remove();
    }
  },
);
