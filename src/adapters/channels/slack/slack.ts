import { App } from "@slack/bolt";
import type { PublicMessage } from "../../../application/ports.js";
import type { ChannelAdapter, ChannelDeps } from "../channel.js";
import { quiet } from "./api/quiet.js";
import { makeSlackApi, type SlackApi } from "./api/slack-api.js";
import type { SlackApp } from "./app.js";
import { registerCustomers } from "./customers/customers.js";
import { makePeople } from "./customers/people.js";
import type { MakeSlackDesk, SlackDesk } from "./desk-part.js";
import { eventsRoute } from "./receive/http.js";
import { type DeskReceiver, makeReceiver } from "./receive/receiver.js";
import { makeSocketMode, type SocketModeDeps } from "./receive/socket-mode.js";
import { makeSpeaker } from "./speaker/speaker.js";

export interface SlackDeps extends ChannelDeps {
  app: SlackApp;
  /** The message of the log; null: there is none. */
  messageAt: (conversationId: string, seq: number) => Promise<PublicMessage | null>;
  /** The part for agents and managers; absent: Slack is a channel for customers only. */
  desk?: MakeSlackDesk;
  /** Machine time, milliseconds. */
  now: () => number;
  /** Of a socket, where a test has no patience. */
  times?: SocketModeDeps["times"];
}

/**
 * Slack on both sides of the desk: what comes in is verified by us, heard through Bolt, and acknowledged once it is stored; what goes out
 * goes by the outbox. Throws where the app is given neither a signing secret nor an app token: whoever likes could speak as anybody.
 */
export function makeSlack(deps: SlackDeps): ChannelAdapter {
  const { app, warn, failed, now } = deps;
  if (!app.signingSecret?.trim() && !app.appToken)
    throw new Error("Slack has no signing secret: set SLACK_SIGNING_SECRET to what Basic Information > App Credentials shows.");
  const api = makeSlackApi(app, warn);
  const receiver = makeReceiver({ warn, failed });
  const team = makeTeam(api);
  const desk = deps.desk?.({ api, team }) ?? null;
  const bolt = boltOf(receiver, app);
  const people = makePeople({ api, now });
  registerCustomers(bolt, { ...deps, api, people, team, internal: (channelId) => desk?.internal(channelId) ?? false });
  registerApp(bolt, api);
  desk?.register(bolt);
  const speaker = makeSpeaker({ ...deps, api, desk, ...(app.paceMs === undefined ? {} : { paceMs: app.paceMs }) });
  return { speaker, ...transportOf(deps, { api, receiver, desk }) };
}

interface Inside {
  api: SlackApi;
  receiver: DeskReceiver;
  desk: SlackDesk | null;
}

function transportOf(deps: SlackDeps, { api, receiver, desk }: Inside): Omit<ChannelAdapter, "speaker"> {
  const { app, now } = deps;
  const { times, ...rest } = deps;
  const sockets =
    app.appToken === null ? null : makeSocketMode({ ...rest, ...(times ? { times } : {}), address: api.openSocket, receiver });
  return {
    routes: sockets === null ? [eventsRoute({ receiver, signingSecret: app.signingSecret!, now })] : [],
    start: async () => {
      await desk?.start?.();
      sockets?.start();
    },
    stop: async () => {
      await (sockets ?? receiver).stop();
      await desk?.stop?.();
    },
  };
}

/** One workspace, one token: nobody is asked whose event it is. */
function boltOf(receiver: DeskReceiver, { botToken, apiUrl }: SlackApp): App {
  const bolt = new App({
    receiver,
    logger: quiet,
    // Bolt leaves out the bot's own events by these; they stand in every event, so that Slack is not asked for them.
    authorize: (_, body) => {
      const [authorized] = (body as { authorizations?: { user_id?: string }[] } | undefined)?.authorizations ?? [];
      return Promise.resolve({ botToken, ...(authorized?.user_id ? { botUserId: authorized.user_id } : {}) });
    },
    convoStore: false,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, allowAbsoluteUrls: false },
  });
  bolt.error((error) => Promise.reject((error as { original?: Error }).original ?? error));
  return bolt;
}

/** Slack tells that the app was taken off, or its tokens: nothing is sent any more. */
function registerApp(bolt: App, api: SlackApi): void {
  bolt.event("app_uninstalled", () => Promise.resolve(api.shut("app_uninstalled")));
  bolt.event("tokens_revoked", ({ event }) => {
    const { tokens } = event as { tokens?: { bot?: string[] } };
    if ((tokens?.bot ?? []).length > 0) api.shut("token_revoked");
    return Promise.resolve();
  });
}

/** Asked once; while Slack cannot be asked, again with the next. */
function makeTeam(api: Pick<SlackApi, "authTest">): () => Promise<string> {
  let known: Promise<string> | null = null;
  return () => {
    known ??= api.authTest().then(
      ({ team_id }) => team_id,
      (error: unknown) => {
        known = null;
        throw error;
      },
    );
    return known;
  };
}
