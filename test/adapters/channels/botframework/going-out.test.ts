import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { activityOf } from "../../../../src/adapters/channels/botframework/activity-out.js";
import { connectorHttp } from "../../../../src/adapters/channels/botframework/connector-http.js";
import { sentOf } from "../../../../src/adapters/channels/botframework/sent.js";
import type { SaidOutside } from "../../../../src/application/deliveries/speaker.js";

const said = (given: Partial<SaidOutside> = {}): SaidOutside => ({
  id: "1",
  conversationId: "c",
  channelConversationId: "msteams/a:1",
  seq: 1,
  at: 0,
  from: "bot",
  name: "小川",
  text: "**对吗？**",
  locale: "zh-CN",
  buttons: [],
  value: null,
  clientKey: null,
  ticketNumber: null,
  attachments: [],
  display: {},
  ...given,
});
const buttons = [{ askId: "a", choice: "yes", label: "对" }];
const linkTo = (id: string) => `https://desk.example.com/files/${id}`;

describe("a message's activity", () => {
  const actions = (channelId: string) => {
    const made = activityOf(said({ buttons }), { channelId, linkTo: null }) as { suggestedActions?: { actions: unknown[] } };
    return made.suggestedActions?.actions;
  };

  test("the words, as Markdown", () => {
    expect(activityOf(said(), { channelId: "msteams", linkTo })).toEqual({
      type: "message",
      text: "**对吗？**",
      textFormat: "markdown",
      locale: "zh-CN",
    });
  });

  test("buttons as each client can send them back", () => {
    expect(actions("webchat")).toEqual([
      { type: "messageBack", title: "对", text: "对", displayText: "对", value: { askId: "a", choice: "yes" } },
    ]);
    expect(actions("telegram")).toEqual([{ type: "imBack", title: "对", value: "对" }]);
    expect(actions("msteams")).toBeUndefined();
    expect(activityOf(said({ buttons }), { channelId: "msteams", linkTo })).toMatchObject({
      attachments: [{ content: { body: [{ actions: [{ type: "Action.Submit", data: { askId: "a", choice: "yes" } }] }] } }],
    });
  });

  test("a form as a card where cards are drawn, else the words alone", () => {
    const card = { kind: "contact" as const, askId: "a", fields: [], submit: "提交" };
    const of = said({ buttons, display: { card } });
    expect(activityOf(of, { channelId: "emulator", linkTo })).toMatchObject({
      attachments: [{ contentType: "application/vnd.microsoft.card.adaptive" }],
    });
    expect(activityOf(of, { channelId: "telegram", linkTo })).not.toHaveProperty("attachments");
  });

  test("pictures to look at, other files to fetch; where nobody knows our address their names", () => {
    const attachments = [
      { id: "p", name: "屏幕.png", type: "image/png", bytes: 1 },
      { id: "d", name: "说[1].pdf", type: "application/pdf", bytes: 1 },
    ];
    expect(activityOf(said({ attachments }), { channelId: "msteams", linkTo })).toMatchObject({
      text: "**对吗？**\n\n[说\\[1\\].pdf](https://desk.example.com/files/d)",
      attachments: [{ contentType: "image/png", contentUrl: "https://desk.example.com/files/p" }],
    });
    expect(activityOf(said({ attachments }), { channelId: "msteams", linkTo: null })).toMatchObject({
      text: "**对吗？**\n\n屏幕.png\n\n说\\[1\\].pdf",
    });
  });
});

describe("what the connector answers", () => {
  let server: Server;
  let asked = 0;
  let next: { status: number; headers?: Record<string, string> } | "cut" = { status: 201 };
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked++;
      if (next === "cut") return void request.socket.destroy();
      response.writeHead(next.status, next.headers).end(JSON.stringify({ error: { code: "Some Code!" } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const send = async (port = (server.address() as AddressInfo).port) => {
    const request = { url: `http://127.0.0.1:${port}/`, method: "POST", headers: { toJson: () => ({}) }, body: "{}" };
    asked = 0;
    return connectorHttp.sendRequest(request as never).then(() => ({ status: "sent" }), sentOf);
  };

  test.each([
    [{ status: 201 }, { status: "sent" }],
    [
      { status: 429, headers: { "retry-after": "7" } },
      { status: "retry", afterMs: 7_000 },
    ],
    [{ status: 500 }, { status: "retry", afterMs: null }],
    [
      { status: 503, headers: { "retry-after": "Mon, 23 Nov 2026 02:00:00 GMT" } },
      { status: "retry", afterMs: null },
    ],
    [{ status: 401 }, { status: "retry", afterMs: null }],
    [{ status: 403 }, { status: "gone" }],
    [{ status: 404 }, { status: "gone" }],
    [{ status: 408 }, { status: "unknown" }],
    [{ status: 400 }, { status: "refused", reason: "http 400: SomeCode" }],
    [
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      { status: "refused", reason: "http 302: SomeCode" },
    ],
    ["cut" as const, { status: "unknown" }],
  ])("%j is %j, asked once", async (answer, expected) => {
    next = answer;
    expect(await send()).toEqual(expected);
    expect(asked).toBe(1);
  });

  test("nobody there: surely not sent", async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(await send(port)).toEqual({ status: "retry", afterMs: null });
  });

  test("a bug is no answer", () => expect(() => sentOf(new TypeError("x"))).toThrow(TypeError));
});
