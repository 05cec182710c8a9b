import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TicketView } from "../../src/application/desk-views.js";
import type { Config } from "../../src/config.js";
import { TestDesk, until, type ApiClient } from "./product.js";
import { appOf, HURRIED, installed } from "./slack-desk.js";
import type { SlackPerson } from "./slack/client/person.js";
import type { Channel, Ephemeral, Message, View } from "./slack/shapes.js";
import { startSlack, type SlackStandIn } from "./slack/slack.js";
import type { Visitor } from "./direct-line.js";

export const OUTAGE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";

interface Open {
  clock?: string;
  /** Lines of `slack` in config/channels.yaml, given the channels' ids; and of digests. */
  channels?: (ids: { triage: string; leads: string }) => string;
  config?: Partial<Config>;
}

/** A desk whose agents work in a stand-in Slack: #triage shows every ticket, #leads is a room of managers. */
export class TriageDesk {
  readonly slack: SlackStandIn;
  desk!: TestDesk;
  readonly triage: Channel;
  readonly leads: Channel;
  readonly li: SlackPerson;
  readonly zhao: SlackPerson;
  readonly stranger: SlackPerson;
  /** 李工's and 赵工's tokens of the API: the same agents as in Slack. */
  onDesk!: { li: ApiClient; zhao: ApiClient };
  configDir = "";

  private constructor(slack: SlackStandIn) {
    this.slack = slack;
    this.li = slack.person({ name: "李工", locale: "zh-CN", email: "li@chengchuan.example" });
    this.zhao = slack.person({ name: "Zhao", locale: "en-US", email: "zhao@chengchuan.example" });
    this.stranger = slack.person({ name: "实习生", locale: "zh-CN", email: "intern@chengchuan.example" });
    const members = [this.li, this.zhao, this.stranger];
    this.triage = slack.channel({ name: "triage", members });
    this.leads = slack.channel({ name: "leads", members });
  }

  static async open({ clock, channels = standard, config = {} }: Open = {}): Promise<TriageDesk> {
    const at = new TriageDesk(await startSlack({ ...installed(), transport: "http" }));
    await at.writeConfig(channels({ triage: at.triage.id, leads: at.leads.id }));
    const given = { slack: appOf(at.slack, HURRIED), configDir: at.configDir, ...(await address()), ...config };
    at.desk = await TestDesk.open({ ...(clock === undefined ? {} : { clock }), config: given });
    at.slack.requestUrl = `${at.desk.base()}/slack/events`;
    const admin = await at.desk.admin();
    await admin.do("/agents", { name: "李工", role: "supervisor", team: "technical", slack: at.li.id });
    await admin.do("/agents", { name: "赵工", role: "agent", team: "technical", email: at.zhao.data.email });
    at.onDesk = { li: await at.desk.agent("李工", "supervisor"), zhao: await at.desk.agent("赵工") };
    return at;
  }

  /** `config/` with other words in place of its digests, robots and all behind them. */
  async writeConfig(slack: string): Promise<void> {
    this.configDir = await mkdtemp(join(tmpdir(), "frontdoor-triage-"));
    await cp(join(__dirname, "../../config"), this.configDir, { recursive: true });
    const path = join(this.configDir, "channels.yaml");
    const text = await readFile(path, "utf8");
    await writeFile(path, `${text.slice(0, text.indexOf("robots:"))}${slack}\n`);
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.slack.stop();
    await rm(this.configDir, { recursive: true, force: true });
  }

  /** A customer on the web whose outage is registered; their ticket, its card. */
  async outage(): Promise<{ wang: Visitor; ticket: TicketView; card: Message }> {
    const wang = await this.desk.visitor({ locale: "zh-CN" });
    await wang.say(OUTAGE);
    await wang.press("submit");
    const ticket = await until(() => this.desk.ticketOf(wang), "the ticket");
    return { wang, ticket, card: await this.cardOf(ticket) };
  }

  cardOf = ({ number }: Pick<TicketView, "number">, channel = this.triage): Promise<Message> =>
    this.slack.waitForMessage(channel, (one) => one.thread_ts === undefined && JSON.stringify(one.blocks ?? "").includes(number));

  thread = (card: Message): Message[] => this.slack.thread(this.triage, card.ts).filter(({ ts }) => ts !== card.ts);

  inThread = (card: Message, what: RegExp): Promise<Message> =>
    until(
      () => this.thread(card).find((one) => what.test(JSON.stringify(one))),
      `${what} in ${this.thread(card)
        .map((one) => JSON.stringify(one.blocks))
        .join("\n")}`,
    );

  whispered = (to: SlackPerson, what: RegExp): Promise<Ephemeral> =>
    this.slack.waitFor(
      () => this.slack.ephemerals.findLast((one) => one.user === to.id && what.test(JSON.stringify(one))),
      `${what} to ${to.data.name} in ${JSON.stringify(this.slack.ephemerals)}`,
    );

  async opened(person: SlackPerson, by: () => Promise<unknown>): Promise<View> {
    const before = person.views.at(-1);
    await by();
    return this.slack.waitFor(() => (person.views.at(-1) === before ? null : person.views.at(-1)), "a form");
  }

  /** Presses what opens a form, and waits for it. */
  async form(person: SlackPerson, card: Message, act: string): Promise<View> {
    const inMenu = ["update", "resolution", "evidence", "survey"].includes(act);
    const value = inMenu ? optionOf(card, act) : undefined;
    return this.opened(person, () =>
      person.presses(card, inMenu ? "desk:more" : `desk:${act}`, value === undefined ? {} : { value }),
    );
  }
}

/** Where the desk is reached has to be known before it is: links lead there, and so do the sockets of the web chat. */
async function address(): Promise<Pick<Config, "port" | "publicUrl">> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { port, publicUrl: `http://127.0.0.1:${port}` };
}

/** The menu's option of an act on this card. */
export function optionOf(card: Message, act: string): string {
  const found = new RegExp(`"value":"(${act}:[0-9a-f-]+)"`).exec(JSON.stringify(card.blocks));
  if (!found) throw new Error(`no ${act} on ${JSON.stringify(card.blocks)}`);
  return found[1]!;
}

const standard = ({ triage, leads }: { triage: string; leads: string }): string => `
robots: []
slack:
  triage:
    - { channel: ${triage} }
  rooms:
    - { id: leads, channel: ${leads}, locale: zh-CN }
alerts: { to: [leads] }
digests:
  - { name: weekly, figures: weekly, cron: "0 9 * * 1", to: [desk, leads] }
`;
