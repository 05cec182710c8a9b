import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationView, MessageView } from "../../src/application/desk-views.js";
import { dice } from "../support/dice.js";
import { createDatabase, type TestDatabase } from "../support/postgres.js";
import { Instance, makeFolder, run, type Env } from "../support/processes.js";
import { apiClient, until, type ApiClient } from "../support/product.js";
import type { SlackPerson } from "../support/slack/client/person.js";
import type { Channel } from "../support/slack/shapes.js";
import { startSlack, type SlackStandIn } from "../support/slack/slack.js";
import { configWith } from "../support/slack-config.js";

jest.setTimeout(180_000);

const KILLS = 4;
const PEOPLE = 10;
const EACH = 10;
/** So many of them have a demand first, whose card stands in the agents' channel. */
const DEMANDS = 3;
const ALL = PEOPLE * EACH + DEMANDS * 2;
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

async function demands({ person, slack }: { person: SlackPerson; slack: SlackStandIn }): Promise<void> {
  const told = (what: RegExp) =>
    until(
      () => slack.messages(person.dm).some(({ bot_id, text }) => bot_id !== undefined && what.test(text)),
      String(what),
      60_000,
    );
  await person.says(person.dm, "系统宕机了客户下不了单,电话 138 0013 8000");
  await told(/对吗/);
  await person.says(person.dm, "对");
  await told(/T-\d{6}/);
}

/** Says thanks again and again; each once only, since Slack is who repeats. */
async function talk(person: SlackPerson, roll: () => number): Promise<void> {
  for (let n = 1; n <= EACH; n++) {
    await person.says(person.dm, "谢谢");
    await sleep(300 + 900 * roll());
  }
}

/** One card a demand, and in its thread each of its customer's words once. */
async function judgeCards(slack: SlackStandIn, triage: Channel): Promise<void> {
  const shown = slack.messages(triage);
  const cards = shown.filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts);
  expect(cards).toHaveLength(DEMANDS);
  const ids = shown.map(({ metadata }) => metadata?.event_payload.id as string);
  expect(new Set(ids).size).toBe(ids.length);
  for (const card of cards) {
    const lines = () =>
      slack
        .messages(triage)
        .filter(({ thread_ts, ts }) => thread_ts === card.ts && ts !== card.ts)
        .flatMap(({ blocks }) => (blocks ?? []).map((block) => String(block.text?.text ?? "")))
        .join("\n")
        .split("\n");
    const thanks = () => lines().filter((line) => line === "谢谢").length;
    await until(() => thanks() >= EACH, `all thanks beside ${card.text}: ${thanks()}`, 60_000);
    expect([thanks(), lines().filter((line) => line === "对").length]).toEqual([EACH, 1]);
  }
}

async function judge(slack: SlackStandIn, { people, admin }: { people: SlackPerson[]; admin: ApiClient }): Promise<void> {
  const { items } = (await admin.get("/conversations?limit=200")).body as { items: ConversationView[] };
  for (const [n, { dm }] of people.entries()) {
    const ours = items.filter(({ channelConversationId }) => channelConversationId?.endsWith(`/${dm.id}`));
    expect(ours).toHaveLength(1);
    const log = await until(async () => {
      const all = (await admin.get(`/conversations/${ours[0]!.id}/messages?limit=200`)).body.items as MessageView[];
      return all.every(({ from, delivery }) => from === "customer" || delivery?.state === "sent") ? all : null;
    }, `all said in ${dm.id}`, 60_000); // prettier-ignore
    const said = log.filter(({ from }) => from !== "customer");
    // All of it is stored once, and each thanks has its one answer.
    expect(log.length - said.length).toBe(EACH + (n < DEMANDS ? 2 : 0));
    expect(said.filter(({ say }) => say === "thanks.reply")).toHaveLength(EACH);
    const shown = slack.messages(dm).filter(({ bot_id }) => bot_id !== undefined);
    expect(shown.map(({ metadata }) => metadata?.event_payload.id as string)).toEqual(said.map(({ delivery }) => delivery!.id));
  }
}

test.each(["http", "socket"] as const)(
  `over %s: ${ALL} messages, killed up to ${KILLS} times: what was acknowledged is stored once, what was answered stands there once, cards too`,
  async (transport) => {
    // KILL_SEED=n repeats the moments.
    const seed = Number(process.env["KILL_SEED"] ?? randomInt(2 ** 31));
    process.stdout.write(`KILL_SEED=${seed}\n`);
    const roll = dice(seed);
    const folder = await makeFolder();
    const database: TestDatabase = await createDatabase();
    const slack = await startSlack({ transport, retryAfter: RETRIES });
    const triage = slack.channel({ name: "triage", private: true });
    const env: Env = {
      DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      DATA_KEY: randomBytes(32).toString("base64"),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: "warn",
      ...(await configWith(folder.path, { triage: [triage.id] })),
      ...(transport === "http" ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
    };
    const product = new Phoenix(env, folder.path);
    try {
      const base = await product.rise("0");
      slack.requestUrl = `${base}/slack/events`;
      const token = (await run(["cli.js", "token", "--role", "administrator"], { env, cwd: folder.path })).out.trim();
      const people = Array.from({ length: PEOPLE }, () => slack.person({ name: "王芳", locale: "zh-CN" }));
      const talks = people.map(async (person, n) => {
        if (n < DEMANDS) await demands({ person, slack });
        await talk(person, roll);
      });
      for (let kills = 0; kills < KILLS; kills++) {
        const enough = Math.min(heardOf(slack).length + 2 + roll() * KILL_GAP_MOST, ALL);
        await until(() => heardOf(slack).length >= enough, `${enough} heard`, 60_000);
        await sleep(roll() * 100);
        await product.die();
        await product.rise(new URL(base).port);
      }
      await Promise.all(talks);
      await until(() => slack.deliveries.every(({ done }) => done), "Slack has told everything", 60_000);
      expect(heardOf(slack)).toHaveLength(ALL);
      // The killing hit something: else this holds nothing.
      expect(heardOf(slack).filter(({ attempts }) => attempts.length > 1).length).toBeGreaterThan(3);
      await judge(slack, { people, admin: apiClient(() => base, token) });
      await judgeCards(slack, triage);
    } finally {
      await product.die();
      await slack.stop();
      await database.drop();
      await folder.remove();
    }
  },
);
