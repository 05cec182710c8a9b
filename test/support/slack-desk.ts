import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ConversationView, MessageView } from "../../src/application/desk-views.js";
import type { SlackApp } from "../../src/adapters/channels/slack/app.js";
import { TestDesk, until, type ApiClient, type DeskWish } from "./product.js";
import type { SlackPerson } from "./slack/client/person.js";
import type { Channel, Message, SlackOptions } from "./slack/shapes.js";
import { startSlack, type SlackStandIn } from "./slack/slack.js";

/** A desk with its app installed in a stand-in Slack. */
export class SlackDesk {
  readonly slack: SlackStandIn;
  readonly desk: TestDesk;
  readonly li: ApiClient;

  private constructor(slack: SlackStandIn, desk: TestDesk, li: ApiClient) {
    [this.slack, this.desk, this.li] = [slack, desk, li];
  }

  static async open(wish: DeskWish & { slack?: SlackOptions; socketMode?: boolean } = {}): Promise<SlackDesk> {
    const { slack: options = {}, socketMode = false, ...rest } = wish;
    const slack = await startSlack({ ...installed(), ...options, transport: socketMode ? "socket" : "http" });
    const desk = await TestDesk.open({
      ...rest,
      config: { ...rest.config, slack: appOf(slack, { socketMode, ...hurried(options) }) },
    });
    if (!socketMode) slack.requestUrl = `${desk.base()}/slack/events`;
    return new SlackDesk(slack, desk, await desk.agent("李工"));
  }

  async close(): Promise<void> {
    await this.desk.close();
    await this.slack.stop();
  }

  /** Of the direct messages with somebody, or of a thread. */
  async conversationOf(channel: Channel, thread?: Message): Promise<ConversationView | undefined> {
    const name = `${this.slack.workspace.team.id}/${channel.id}${thread === undefined ? "" : `#${thread.ts}`}`;
    const { items } = (await this.li.get("/conversations?limit=200")).body as { items: ConversationView[] };
    return items.find(({ channelConversationId }) => channelConversationId === name);
  }

  async logOf(channel: Channel, thread?: Message): Promise<MessageView[]> {
    const conversation = await this.conversationOf(channel, thread);
    if (!conversation) return [];
    return (await this.li.get(`/conversations/${conversation.id}/messages?limit=200`)).body.items as MessageView[];
  }

  /** What customers said, as it is stored. */
  heard = async (channel: Channel, thread?: Message): Promise<string[]> =>
    (await this.logOf(channel, thread)).filter(({ from }) => from === "customer").map(({ text }) => text);

  /** The bot's posts, oldest first, files' own included. */
  shown = (channel: Channel): Message[] => this.slack.messages(channel).filter(({ bot_id }) => bot_id !== undefined);

  /** Until everything that was to be said has been, one way or the other. */
  settled = (channel: Channel, thread?: Message): Promise<MessageView[]> =>
    until(async () => {
      const log = await this.logOf(channel, thread);
      const isSettled = log.length > 0 && log.every(({ from, delivery }) => from === "customer" || delivery?.state !== "waiting");
      return isSettled ? log : null;
    }, "all settled");

  /** The newest of the bot's messages that has this button. */
  buttonAt(channel: Channel, label: RegExp): Promise<{ message: Message; actionId: string }> {
    return until(() => {
      for (const message of this.shown(channel).reverse())
        for (const block of message.blocks ?? [])
          for (const element of (block.elements ?? []) as { action_id?: string; text?: { text: string } }[])
            if (element.action_id !== undefined && label.test(element.text?.text ?? ""))
              return { message, actionId: element.action_id };
      return null;
    }, `a button ${label} in ${this.slack.transcript()}`);
  }

  async press(person: SlackPerson, channel: Channel, label: RegExp): Promise<Message> {
    const { message, actionId } = await this.buttonAt(channel, label);
    const reply = await person.presses(message, actionId);
    if (!reply.ok) throw new Error(`${label}: ${JSON.stringify(reply)}`);
    return message;
  }
}

/** What docs/slack-manifest.yaml asks for, and nothing more: every journey does with it. */
export function installed(): { scopes: string[]; events: string[] } {
  const manifest = parse(readFileSync(join(__dirname, "../../docs/slack-manifest.yaml"), "utf8")) as {
    oauth_config: { scopes: { bot: string[] } };
    settings: { event_subscriptions: { bot_events: string[] } };
  };
  return { scopes: manifest.oauth_config.scopes.bot, events: manifest.settings.event_subscriptions.bot_events };
}

export const HURRIED = { paceMs: 50 };

/** A Slack that counts no messages is not waited for. */
const hurried = ({ limits }: SlackOptions): Pick<SlackApp, "paceMs"> => (limits?.messages === true ? {} : HURRIED);

/** The app as the stand-in has it. */
export const appOf = (
  slack: SlackStandIn,
  { socketMode = false, ...more }: Pick<SlackApp, "paceMs"> & { socketMode?: boolean },
): SlackApp => ({
  botToken: slack.botToken,
  signingSecret: socketMode ? null : slack.signingSecret,
  appToken: socketMode ? slack.appToken : null,
  apiUrl: slack.apiUrl,
  ...more,
});
