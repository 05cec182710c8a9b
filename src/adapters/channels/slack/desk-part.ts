import type { App } from "@slack/bolt";
import type { Destination, OutboundMessage, SendCall, Sent } from "../../../application/deliveries/messenger.js";
import type { SlackApi } from "./api/slack-api.js";

/** What the part for agents and managers is given of the app. */
export interface SlackTools {
  api: SlackApi;
  /** The workspace in which the app is installed, `T…`. Rejects with `SlackFault` while Slack cannot be asked. */
  team(): Promise<string>;
}

/** The part for agents and managers, as `makeSlack` takes it. */
export interface SlackDesk {
  /** Called once, before anything comes in. An event's listener resolves once its effect is stored; what it throws makes Slack send again. */
  register(app: App): void;
  /** Whether only our own people talk in this channel: nothing said there opens or continues a customer's conversation. */
  internal(channelId: string): boolean;
  /** Everything enqueued for channel `slack` that is not a message to a customer: digests, alerts, cards. `repeat`: look it up first. */
  post(to: Destination, message: OutboundMessage, call: SendCall): Promise<Sent>;
  /** Once the doors are open. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

export type MakeSlackDesk = (tools: SlackTools) => SlackDesk;
