import { App, HTTPReceiver } from "@slack/bolt";
import type { AddressInfo } from "node:net";
import type { SlackOptions } from "../shapes.js";
import { startSlack, type SlackStandIn } from "../slack.js";
import { QUIET } from "./quiet.js";

export interface BoltApp {
  slack: SlackStandIn;
  app: App;
  receiver: HTTPReceiver;
}

/** A real Bolt app over HTTP, its address known to a stand-in of its own. */
export async function startBoltApp(options: SlackOptions = {}): Promise<BoltApp> {
  const slack = await startSlack(options);
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: QUIET, unhandledRequestTimeoutMillis: 400 });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: QUIET });
  const server = (await app.start(0)) as unknown as { address: () => AddressInfo };
  slack.requestUrl = `http://127.0.0.1:${server.address().port}/slack/events`;
  return { slack, app, receiver };
}
