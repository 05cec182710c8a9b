import { TestDesk, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open({ clock: "real" });
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

const ODD: Record<string, [sent: string, stored: string]> = {
  "NUL in the middle": ["a\0b", "ab"],
  "half a surrogate pair": ["a\ud800b", "a\ufffdb"],
  "the other half": ["\udc00", "\ufffd"],
  "a ZWJ family": ["👨‍👩‍👧‍👦🏳️‍🌈", "👨‍👩‍👧‍👦🏳️‍🌈"],
  "right-to-left override": ["\u202egnp.exe", "\u202egnp.exe"],
  "a BOM": ["\ufeff系统坏了", "\ufeff系统坏了"],
  "1,000 combining marks": [`e${"\u0301".repeat(1_000)}`, `e${"\u0301".repeat(1_000)}`],
  "CJK extension B": ["𠮷野家𡃁", "𠮷野家𡃁"],
  "markup and templates": ["<script>alert(1)</script> {name} ${x} `'\"\\ %s", "<script>alert(1)</script> {name} ${x} `'\"\\ %s"],
  "control characters": ["a\u0001\u001b[31m\u007f", "a\u0001\u001b[31m\u007f"],
  "Arabic and Thai": ["مرحبا ที่นี่", "مرحبا ที่นี่"],
  "line ends": ["一\r\n二\u2028三", "一\r\n二\u2028三"],
};

test.each(Object.entries(ODD))("%s goes in and comes out as it is kept, both ways", async (_name, [sent, stored]) => {
  const odd = await desk.visitor({ locale: "zh-CN" });
  expect((await odd.post({ text: sent })).status).toBe(200);
  await odd.waitFor((activity) => activity.from.role === "user");
  expect(odd.shown.find(({ from }) => from.role === "user")!.text).toBe(stored);
  const [kept] = (await desk.messagesOf(odd)).filter(({ from }) => from === "customer");
  expect(kept!.text).toBe(stored);

  const answered = await li.post(`/conversations/${odd.conversationId}/messages`, { text: sent });
  expect(answered.status).toBe(201);
  expect(answered.body.text).toBe(stored);
  await odd.waitFor((activity) => activity.from.id === "agent");
  expect(odd.shown.find(({ from }) => from.id === "agent")!.text).toBe(stored);
});

test("nothing but spaces is told kindly to be unreadable, and a button's odd value does no harm", async () => {
  const odd = await desk.visitor({ locale: "zh-CN" });
  for (const text of ["", "   ", "\u3000\n", "\0"]) expect(await odd.say(text)).toEqual([expect.stringMatching(/空的|读不出/)]);
  const values: unknown[] = [
    { askId: "nobody", choice: "submit" },
    { askId: 7 },
    "x",
    12,
    [1],
    { __proto__: null, constructor: 1 },
    null,
  ];
  for (const value of values) expect((await odd.post({ text: "?", value })).status).toBe(200);
});

test("300,000 characters are taken, one more is refused by its name, and neither harms the next message", async () => {
  const odd = await desk.visitor({ locale: "zh-CN" });
  expect((await odd.post({ text: "长".repeat(300_000) })).status).toBe(200);
  expect(await odd.post({ text: "长".repeat(300_001) })).toMatchObject({
    status: 413,
    body: { error: { code: "MessageSizeTooBig" } },
  });
  await odd.say("谢谢");
  expect((await desk.messagesOf(odd)).filter(({ from }) => from === "customer").map(({ text }) => text.length)).toEqual([
    300_000, 2,
  ]);
});

test("bodies that are no activity are refused with a code, never a fault", async () => {
  const odd = await desk.visitor({ locale: "zh-CN" });
  const path = `/v3/directline/conversations/${odd.conversationId}/activities`;
  for (const body of [
    "",
    "{",
    "[]",
    "null",
    '{"type":"message"}',
    '{"type":7}',
    '{"type":"message","text":{}}',
    '{"type":"nonsense"}',
    '"\\ud800"',
  ])
    expect((await odd.call("POST", path, body)).status).toBe(400);
  for (const watermark of ["x", "-1", "1e3", "%00", "99999999999999999999999"])
    expect((await odd.call("GET", `${path}?watermark=${watermark}`)).status).toBe(400);
  expect((await odd.call("GET", `${path}?watermark=99999999`)).body.activities).toEqual([]);
  expect(desk.lines.filter((line) => line.includes("a request failed"))).toEqual([]);
});
