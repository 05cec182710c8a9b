import { parseActivity, readActivity } from "../../../../src/adapters/channels/botframework/activity-in.js";

const activity = (given: object = {}) => ({
  type: "message",
  id: "m1",
  timestamp: "2026-11-23T02:00:00Z",
  channelId: "msteams",
  serviceUrl: "https://smba.trafficmanager.net/amer/",
  from: { id: "29:wang", name: " 王芳\u0000 ", aadObjectId: "aad-1" },
  recipient: { id: "28:bot", name: "frontdoor" },
  conversation: { id: "a:1", conversationType: "personal", tenantId: "t" },
  text: "你好",
  ...given,
});
const read = (given: object = {}) => readActivity(parseActivity(activity(given))!);
const whoIn = (given: object = {}) => {
  const said = read(given);
  if (said.kind !== "message") throw new Error(said.kind);
  return said.who;
};

test("a message: who, where, in which language and zone, and how to speak there; no name in the reference", () => {
  expect(read({ entities: [{ type: "clientInfo", locale: "zh-CN", timezone: "Asia/Shanghai" }] })).toEqual({
    kind: "message",
    key: "m1",
    text: "你好",
    value: null,
    files: [],
    isInvoke: false,
    who: {
      channel: "botframework",
      channelConversationId: "msteams/a:1",
      channelUserId: "msteams/aad-1",
      locale: "zh-CN",
      zone: "Asia/Shanghai",
      profile: { name: "王芳", company: null, email: null, phone: null },
      reference: {
        serviceUrl: "https://smba.trafficmanager.net/amer/",
        channelId: "msteams",
        conversation: { id: "a:1", isGroup: false, conversationType: "personal", tenantId: "t" },
        bot: { id: "28:bot" },
        user: { id: "29:wang" },
      },
    },
  });
});

test("where a page names its visitor as it likes, nobody is known by that name elsewhere, nor greeted by it", () => {
  const from = { id: "wang", name: "王芳" };
  for (const channelId of ["webchat", "directline", "emulator"])
    expect(whoIn({ channelId, from })).toMatchObject({ channelUserId: `${channelId}/a:1/wang`, profile: null });
  expect(whoIn({ channelId: "webchat", from: { id: "dl_4711" } }).channelUserId).toBe("webchat/dl_4711");
});

test("the bot's mention is stripped, another's stays", () => {
  const entities = [
    { type: "mention", mentioned: { id: "28:bot" }, text: "<at>前台</at>" },
    { type: "mention", mentioned: { id: "29:li" }, text: "<at>李工</at>" },
    "nonsense",
  ];
  expect(read({ entities, text: "<at>前台</at> 请找<at>李工</at>" })).toMatchObject({ text: "请找<at>李工</at>" });
});

test("a button's value is copied clean, and no text is none", () => {
  const value = JSON.parse('{"askId":"a","choice":"yes","__proto__":{"x":1}}') as unknown;
  const said = read({ text: undefined, value });
  expect(said).toMatchObject({ kind: "message", text: "", value: { askId: "a", choice: "yes" } });
  expect(read({ value: Array.from({ length: 1_000 }, () => 1) })).toEqual({ kind: "too_long" });
});

test("files by their address, those of Teams by where they are kept; pages and cards are none", () => {
  const attachments = [
    { contentType: "image/png", contentUrl: "https://smba.trafficmanager.net/amer/v3/attachments/1/views/original" },
    {
      contentType: "application/vnd.microsoft.teams.file.download.info",
      name: "a.pdf",
      content: { downloadUrl: "https://c.sharepoint.com/a" },
    },
    { contentType: "text/html", content: "<p>hi</p>" },
    { contentType: "application/vnd.microsoft.card.adaptive", content: {} },
    7,
  ];
  expect(read({ attachments })).toMatchObject({
    files: [
      { name: "file", address: "https://smba.trafficmanager.net/amer/v3/attachments/1/views/original" },
      { name: "a.pdf", address: "https://c.sharepoint.com/a" },
    ],
  });
});

test.each([
  [
    { type: "messageUpdate", text: "改了" },
    { kind: "revised", messageKey: "m1", key: "m1/edited/2026-11-23T02:00:00Z", text: "改了" },
  ],
  [
    { type: "messageDelete", text: undefined },
    { kind: "revised", messageKey: "m1", key: "m1/deleted/2026-11-23T02:00:00Z", text: null },
  ],
  [{ type: "messageDelete", id: null }, { kind: "quiet" }],
  [{ type: "typing" }, { kind: "typing" }],
  [{ type: "messageReaction" }, { kind: "quiet" }],
  [{ type: "endOfConversation" }, { kind: "quiet" }],
  [{ from: { id: "28:bot" } }, { kind: "quiet" }],
  [{ from: { id: "x", role: "bot" } }, { kind: "quiet" }],
  [{ conversation: { id: "19:x", isGroup: true } }, { kind: "group" }],
  [{ conversation: { id: "19:x", conversationType: "groupChat" }, type: "messageUpdate" }, { kind: "quiet" }],
  [{ type: "invoke", name: "task/fetch", value: {} }, { kind: "unknown_invoke" }],
  [
    { type: "invoke", name: "adaptiveCard/action", value: { action: {} } },
    { kind: "message", isInvoke: true, text: "" },
  ],
])("%j is %j", (given, expected) => expect(read(given)).toMatchObject(expected));

describe("somebody comes", () => {
  const added = (membersAdded: object[] | null, more: object = {}) => read({ type: "conversationUpdate", membersAdded, ...more });
  const [bot, wang] = [{ id: "28:bot" }, { id: "29:wang" }];

  test("the person among those added, or in Teams whoever took the bot in", () => {
    expect(added([bot, wang])).toMatchObject({ kind: "arrived", who: { channelUserId: "msteams/29:wang" } });
    expect(added([bot])).toMatchObject({ kind: "arrived", who: { channelUserId: "msteams/aad-1" } });
  });

  test("nobody is greeted where only the bot came, others read along, or somebody left", () => {
    expect(added([bot], { channelId: "webchat" })).toEqual({ kind: "quiet" });
    expect(added([wang], { conversation: { id: "19:x", isGroup: true } })).toEqual({ kind: "quiet" });
    expect([added(null), added([])]).toEqual([{ kind: "quiet" }, { kind: "quiet" }]);
  });
});

test.each([
  { conversation: { id: "" } },
  { conversation: { id: "x".repeat(900) } },
  { channelId: "a/b" },
  { serviceUrl: "" },
  { from: null },
  { type: 7 },
])("%j is no activity", (given) => expect(parseActivity(activity(given))).toBeNull());
