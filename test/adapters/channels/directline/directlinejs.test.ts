import type * as DirectLineJs from "botframework-directlinejs";
import { WebSocket } from "ws";
import { served, type Served, until } from "./served.js";
import { XhrOverFetch } from "./xhr-over-fetch.js";

Object.assign(globalThis, { WebSocket, XMLHttpRequest: XhrOverFetch });
// After the globals, which the library looks for when it is loaded.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { DirectLine, ConnectionStatus } = require("botframework-directlinejs") as typeof DirectLineJs;

type Activity = DirectLineJs.Activity;

/** The unmodified client library, with what its page would see of it. */
function client(server: Served, options: object) {
  const shown: Activity[] = [];
  const statuses: number[] = [];
  const line = new DirectLine({
    domain: `${server.base}/v3/directline`,
    pollingInterval: 200,
    random: () => 0,
    timeout: 2_000,
    ...options,
  });
  line.connectionStatus$.subscribe((status) => statuses.push(status));
  // "conversation ended" comes as an error.
  line.activity$.subscribe({ next: (activity) => shown.push(activity), error: () => undefined });
  return {
    line,
    shown,
    statuses,
    texts: () => shown.map((activity) => (activity.type === "message" ? activity.text : activity.type)),
    post: (activity: object) =>
      new Promise<string>((resolve, reject) =>
        line.postActivity(activity as Activity).subscribe({ next: resolve, error: reject }),
      ),
  };
}

describe.each([
  ["WebSocket", true],
  ["polling", false],
])("the stock directlinejs over %s", (_name, webSocket) => {
  let server: Served;
  const open: ReturnType<typeof client>[] = [];
  const join = (options: object) => {
    const joined = client(server, { webSocket, ...options });
    open.push(joined);
    return joined;
  };
  const token = async (): Promise<{ token: string; conversationId: string; userId: string }> =>
    (await server.call("POST", "/chat/token", { body: {} })).json;
  const message = (text: string, key: string) => ({
    type: "message",
    text,
    from: { id: "anyone" },
    channelData: { clientActivityID: key },
  });

  beforeAll(async () => (server = await served()));
  afterAll(async () => {
    for (const { line } of open) line.end();
    await server.close();
  });

  test("greets, echoes with the sender's key, and shows what is said later", async () => {
    const minted = await token();
    const chat = join({ token: minted.token, conversationStartProperties: { locale: "en-US" } });
    await until(() => chat.shown.length === 1, "greeting");
    expect(server.desk.opened.at(-1)).toMatchObject({ locale: "en", conversationId: minted.conversationId });
    const id = await chat.post(message("在吗", "k-1"));
    expect(id).toBe(`${minted.conversationId}|0000002`);
    await until(() => chat.shown.length === 3, "echo and answer");
    expect(chat.shown[1]).toMatchObject({ id, from: { id: minted.userId }, channelData: { clientActivityID: "k-1" } });
    server.desk.say(minted.conversationId, "进展：已修好。");
    await until(() => chat.texts().at(-1) === "进展：已修好。", "proactive");
    expect(chat.texts()).toEqual(["您好，我是**小川**。", "在吗", "收到：在吗", "进展：已修好。"]);
    expect(chat.statuses).toEqual([ConnectionStatus.Uninitialized, ConnectionStatus.Connecting, ConnectionStatus.Online]);
  });

  test("a message that met an absent database comes back as retry; sent again under its key it is stored once", async () => {
    const { token: minted } = await token();
    const chat = join({ token: minted });
    await until(() => chat.shown.length === 1, "greeting");
    server.desk.away = true;
    expect(await chat.post(message("重要", "k-2"))).toBe("retry");
    await new Promise((resolve) => setTimeout(resolve, 500));
    server.desk.away = false;
    const id = await chat.post(message("重要", "k-2"));
    expect(await chat.post(message("重要", "k-2"))).toBe(id);
    await until(() => chat.texts().at(-1) === "收到：重要", "answer");
    expect(chat.texts().filter((text) => text === "重要")).toHaveLength(1);
  });

  test("an expired token says so, and a message is kept for a retry", async () => {
    const { token: minted } = await token();
    const chat = join({ token: minted });
    await until(() => chat.shown.length === 1, "greeting");
    server.clock.ms += 1_800_000;
    expect(await chat.post(message("x", "k-3"))).toBe("retry");
    expect(chat.statuses).toContain(ConnectionStatus.ExpiredToken);
  });

  test("a start that meets an absent database is tried again, not given up", async () => {
    const { token: minted } = await token();
    server.desk.away = true;
    const chat = join({ token: minted });
    await new Promise((resolve) => setTimeout(resolve, 300));
    server.desk.away = false;
    await until(() => chat.shown.length === 1, "greeting", 8_000);
    expect(chat.statuses).not.toContain(ConnectionStatus.FailedToConnect);
  });

  test("a page that comes back with conversation and watermark gets only the rest", async () => {
    const minted = await token();
    const chat = join({ token: minted.token });
    await until(() => chat.shown.length === 1, "greeting");
    chat.line.end();
    server.desk.say(minted.conversationId, "二", "三");
    const back = join({ token: minted.token, conversationId: minted.conversationId, watermark: "1" });
    await until(() => back.shown.length === 2, "the rest");
    expect(back.texts()).toEqual(["二", "三"]);
  });
});

test("the stock directlinejs reconnects after a stop of the server and misses nothing, nothing twice", async () => {
  const first = await served();
  const minted = (await first.call("POST", "/chat/token", { body: {} })).json;
  const chat = client(first, { token: minted.token });
  await until(() => chat.shown.length === 1, "greeting");
  first.desk.say(minted.conversationId, "二");
  await until(() => chat.shown.length === 2, "live");
  await first.close();
  first.desk.say(minted.conversationId, "三");
  const second = await served({}, first);
  await until(() => chat.shown.length === 3, "missed message", 15_000);
  second.desk.say(minted.conversationId, "四");
  await until(() => chat.shown.length === 4, "live again");
  expect(chat.texts().slice(1)).toEqual(["二", "三", "四"]);
  chat.line.end();
  await second.close();
});
