import { readFrame } from "../../../../../src/adapters/widget/browser/line/read-frame.js";

const FROM = { id: "agent", name: "李想", role: "bot" };
const read = (more: object) => {
  const activities = [
    { type: "message", id: "c|0000001", timestamp: "2026-11-23T02:00:00.000Z", from: FROM, text: "a", ...more },
  ];
  return readFrame({ activities, watermark: "1" }, "c")!.said[0]!.activity;
};

const TICKET = {
  ...{ number: "T-000001", status: "open", statusWord: "Open", owner: "李想", priority: "P2" },
  ...{ stages: ["1", "2", "3", "4", "5"], stage: 1 },
};
const OWED = { number: "T-000001", kind: "reply", what: "A person answers", by: "2026-11-23T03:00:00.000Z" };

test("what the server sends is kept as it is", () => {
  const sent = {
    textFormat: "plain",
    locale: "en",
    value: { askId: "a", choice: "form", name: "王芳" },
    suggestedActions: { actions: [{ title: "Yes", text: "Yes", value: { askId: "a", choice: "yes" } }] },
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", content: { body: [] } },
      { contentType: "image/png", contentUrl: "https://chat.example/files/1", name: "a.png" },
    ],
    channelData: {
      ...{ clientActivityID: "k", ticketNumber: "T-000001", notice: true, attachmentSizes: [7], card: "choices", askId: "a" },
      ...{ ticket: TICKET, owed: OWED, closed: ["b"] },
    },
  };
  expect(read(sent)).toMatchObject(sent);
  expect(read({ channelData: { owed: null } }).channelData).toEqual({ owed: null });
});

test.each([
  ["a language that is none of ours", { locale: "__proto__" }, { locale: "zh-CN" }],
  ["an answer without a choice", { value: { askId: "a" } }, { value: undefined }],
  [
    "buttons without words or answers",
    { suggestedActions: { actions: [{ title: "x" }, null, 5] } },
    { suggestedActions: undefined },
  ],
  [
    "files and cards that are none",
    { attachments: [{ contentType: "image/png", contentUrl: 5 }, { contentType: "application/vnd.microsoft.card.adaptive" }] },
    { attachments: [] },
  ],
  ["fields we do not know", { entities: [{ type: "x" }], inputHint: "y" }, { entities: undefined, inputHint: undefined }],
])("%s are taken away", (_what, sent, kept) => expect(read(sent)).toEqual({ ...read({}), ...kept }));

test.each([
  ["a number as key", { clientActivityID: 5 }],
  ["a status that is none", { ticket: { ...TICKET, status: "constructor" } }],
  ["stages that are no texts", { ticket: { ...TICKET, stages: "12345" } }],
  ["a stage between two", { ticket: { ...TICKET, stage: "1" } }],
  ["a promise for no moment", { owed: { ...OWED, by: "soon" } }],
  ["an unknown card", { card: "toString" }],
  ["sizes that are no numbers", { attachmentSizes: ["7"] }],
  ["a prototype", JSON.parse('{"__proto__":{"notice":1},"constructor":{"prototype":{}}}') as object],
])("of what belongs to our own clients %s is taken away", (_what, channelData) => {
  expect(read({ channelData }).channelData).toEqual({});
});
