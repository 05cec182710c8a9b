import { activityOf } from "../../../../src/adapters/channels/directline/activity-out.js";
import type { PublicMessage } from "../../../../src/application/ports.js";

const aMessage = (of: Partial<PublicMessage>): PublicMessage => ({
  id: "m1",
  conversationId: "c1",
  seq: 7,
  at: Date.parse("2026-11-23T02:00:00Z"),
  from: "customer",
  name: null,
  text: "",
  locale: "zh-CN",
  buttons: [],
  value: null,
  clientKey: null,
  ticketNumber: null,
  attachments: [],
  display: {},
  ...of,
});
const reader = { userId: "dl_1", linkTo: (id: string) => `https://chat.example/files/${id}` };

test("a picture is its own thumbnail, without which the stock Web Chat shows the customer a file's name; other files have none", () => {
  const attachments = [
    { id: "a", name: "卡纸.png", type: "image/png", bytes: 70 },
    { id: "b", name: "log.pdf", type: "application/pdf", bytes: 9 },
  ];
  expect(activityOf(aMessage({ attachments }), reader)).toEqual(
    expect.objectContaining({
      attachments: [
        {
          contentType: "image/png",
          name: "卡纸.png",
          contentUrl: "https://chat.example/files/a",
          thumbnailUrl: "https://chat.example/files/a",
        },
        { contentType: "application/pdf", name: "log.pdf", contentUrl: "https://chat.example/files/b" },
      ],
      channelData: { attachmentSizes: [70, 9] },
    }),
  );
});
