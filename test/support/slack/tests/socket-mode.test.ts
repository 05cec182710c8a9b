import { App, SocketModeReceiver, webApi } from "@slack/bolt";
import { WebSocket } from "ws";
import type { Loose } from "../../direct-line.js";
import type { Dict, SlackOptions } from "../shapes.js";
import { startSlack, type SlackStandIn } from "../slack.js";
import { QUIET } from "./quiet.js";

/** A Bolt app over Socket Mode against the stand-in. */
let slack: SlackStandIn;
const apps: App[] = [];

async function begin(options: SlackOptions = {}): Promise<void> {
  slack = await startSlack({ transport: "socket", ...options });
}

async function connect(clientPingTimeout = 2000): Promise<{ app: App; receiver: SocketModeReceiver; heard: Loose[] }> {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const socket = { clientPingTimeout, serverPingTimeout: 5000 };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: QUIET,
    installerOptions: { clientOptions },
    ...socket,
  });
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: QUIET });
  const heard: Loose[] = [];
  app.message(async ({ message, context, say }) => {
    const { text } = message as Loose;
    heard.push([text, context.retryNum]);
    await say(`echo: ${text}`);
  });
  app.command("/frontdoor", ({ ack }) => ack({ text: "acknowledged" }));
  await app.start();
  apps.push(app);
  return { app, receiver, heard };
}

/** A bare socket with the frames it got. */
async function openSocket(): Promise<{ socket: WebSocket; frames: Dict[] }> {
  const web = new webApi.WebClient(slack.appToken, { slackApiUrl: slack.apiUrl, logger: QUIET });
  const { url } = await web.apps.connections.open();
  const socket = new WebSocket(url!);
  const frames: Dict[] = [];
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString("utf8")) as Dict));
  await new Promise((resolve) => socket.once("open", resolve));
  return { socket, frames };
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  await slack.stop();
});

test("hello, an event, its acknowledgement, and a command with an answer in it", async () => {
  await begin();
  const { heard } = await connect();
  const lin = slack.person({ name: "Lin" });
  await lin.says(lin.dm, "hello");
  await slack.waitForMessage(lin.dm, /echo: hello/);
  expect(heard).toEqual([["hello", 0]]);
  expect(slack.deliveries[0]?.attempts).toMatchObject([{ by: "socket", status: "acked" }]);
  expect(await lin.command("/frontdoor", "x", lin.dm)).toMatchObject({ ok: true, body: { text: "acknowledged" } });
  expect(slack.ephemerals).toMatchObject([{ user: lin.id, text: "acknowledged" }]);
});

test("events without a socket wait for their retries; a refresh and a break bring new sockets", async () => {
  await begin({ retryAfter: [50, 300, 900] });
  const { heard } = await connect(200);
  const lin = slack.person({ name: "Lin" });
  slack.sockets.drop();
  await slack.waitFor(() => slack.sockets.open === 0);
  await lin.says(lin.dm, "in the gap");
  await slack.sockets.opened();
  await slack.settled();
  expect(heard).toEqual([["in the gap", expect.any(Number)]]);
  expect(heard[0][1]).toBeGreaterThan(0);
  slack.sockets.disconnect("refresh_requested");
  await slack.waitFor(() => slack.sockets.open === 0);
  await slack.sockets.opened();
  await lin.says(lin.dm, "after");
  await slack.waitForMessage(lin.dm, /echo: after/);
});

test("a silent socket looks open and carries nothing; the next one works", async () => {
  await begin({ ackWithin: 60, retryAfter: [] });
  const { heard } = await connect();
  const lin = slack.person({ name: "Lin" });
  slack.sockets.silence();
  await lin.says(lin.dm, "into the void");
  expect(slack.deliveries[0]?.attempts).toMatchObject([{ by: "socket", status: "timeout" }]);
  expect(heard).toEqual([]);
  expect(slack.sockets.open).toBe(1);
  const { frames } = await openSocket();
  await slack.waitFor(() => frames.some(({ type }) => type === "hello"));
  for (const text of ["one", "two"]) await lin.says(lin.dm, text);
  expect(frames.filter(({ type }) => type === "events_api")).toHaveLength(1);
});

test("an outage: no address of a socket, until it is healed", async () => {
  await begin();
  slack.sockets.refusing = true;
  await expect(connect()).rejects.toMatchObject({ code: "slack_webapi_http_error" });
  slack.heal();
  await connect();
  expect(slack.sockets.open).toBe(1);
});

test("several sockets take turns; the eleventh is sent away", async () => {
  await begin();
  const [one, other] = [await connect(), await connect()];
  const lin = slack.person({ name: "Lin" });
  for (const text of ["a", "b"]) await lin.says(lin.dm, text);
  await slack.settled();
  // The apps' own answers are events too, so either may have heard either.
  await slack.waitFor(() => one.heard.length + other.heard.length === 2);
  const raw: { socket: WebSocket; frames: Dict[] }[] = [];
  for (let nth = 0; nth < 9; nth++) raw.push(await openSocket());
  const sentAway = await slack.waitFor(() => raw.at(-1)?.frames.find(({ type }) => type === "disconnect"));
  expect(sentAway).toMatchObject({ reason: "too_many_websockets" });
  expect(raw[7]?.frames).toMatchObject([{ type: "hello", num_connections: 10 }]);
  for (const { socket } of raw) socket.terminate();
});

test("a frame of any shape reaches the app", async () => {
  await begin();
  const { receiver } = await connect();
  const seen: Loose[] = [];
  receiver.client.on("ws_message", (data: string) => seen.push(data));
  slack.sockets.frame({ type: "something_new", envelope_id: "e", payload: {} });
  slack.sockets.frame("not json");
  await slack.waitFor(() => seen.length >= 2);
  expect(seen).toContain("not json");
});
