import { show, TestDesk, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  li = await desk.agent("李工");
});
afterAll(() => desk.close());

const MARKS = { speed: "5", resolution: "5", attitude: "4", overall: "5" };

test.each([
  ["zh-CN", { demand: "打印机卡纸了，今天就要用，能修吗", name: "王芳", contact: "138 0013 8000", shown: "王芳，138 0013 8000" }],
  [
    "en",
    {
      demand: "The printer is broken and we need it today. Can you repair it?",
      name: "Anna Schmidt",
      contact: "anna@contoso.example",
      shown: "Anna Schmidt, anna@contoso.example",
    },
  ],
])(
  "in %s from hello to survey by cards alone: four presses after the demand",
  async (locale, { demand, name, contact, shown }) => {
    const visitor = await desk.visitor({ locale });
    await visitor.say(demand);
    for (let asked = 0; asked < 2 && !/form/.test(JSON.stringify(visitor.shown.at(-1)?.attachments ?? [])); asked += 1)
      await visitor.press(visitor.shown.at(-1)!.suggestedActions!.actions[0]!.value.choice);
    await visitor.fill({ name, contact });
    expect(visitor.texts).toContain(shown);
    const confirm = visitor.shown.at(-1)!;
    expect(confirm.channelData).toMatchObject({ card: "choices" });
    await visitor.press("submit");
    const ticket = await desk.ticketOf(visitor);
    const receipt = visitor.shown.find(({ channelData }) => channelData?.["ticket"])!;
    expect(receipt.channelData).toMatchObject({
      ticketNumber: ticket.number,
      ticket: { number: ticket.number, status: "open", stage: 1 },
    });
    expect(visitor.shown.flatMap(({ channelData }) => (channelData?.["closed"] ?? []) as string[])).toContain(
      confirm.channelData!["askId"],
    );
    const owed = () =>
      visitor.shown.findLast(({ channelData }) => channelData?.["owed"] !== undefined)?.channelData?.["owed"] as object;
    expect(owed()).toMatchObject({
      number: ticket.number,
      kind: "first_response",
      by: (await desk.owedTo(visitor, "first_response"))!.dueAt,
    });

    await li.do(`/tickets/${ticket.id}/resolution`, { summary: "换了进纸轮", outcome: "打印正常", prevention: "每季度保养" });
    await visitor.waitFor(
      ({ channelData }) => channelData?.["card"] === "choices" && channelData["askId"] !== confirm.channelData!["askId"],
    );
    expect(owed()).toMatchObject({ kind: "acceptance" });
    await visitor.press("accept");
    await desk.advance({ advance: "P1D" });
    await visitor.waitFor(({ channelData }) => channelData?.["card"] === "survey");
    await visitor.fill({ ...MARKS, comment: "快" });
    const { items } = (await li.get(`/surveys?ticketId=${ticket.id}`)).body as { items: { scores: number[]; comment: string }[] };
    expect(items).toMatchObject([{ scores: [5, 5, 4, 5], comment: "快" }]);
    expect((await desk.saidTo(visitor)).at(-1)).toBe("survey.thanks");
    show(`cards, ${locale}`, visitor);
  },
);

test("a card's button that comes without words is shown as what stood on it; pressed again it changes nothing", async () => {
  const visitor = await desk.visitor({ locale: "zh-CN" });
  await visitor.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
  const { value } = visitor.actions.findLast(({ value: { choice } }) => choice === "submit")!;
  await visitor.post({ value });
  await visitor.waitFor(({ from, text }) => from.role === "user" && text === "对，提交");
  const before = await desk.ticketsOf(visitor);
  await visitor.post({ value });
  await visitor.waitFor(/已经/);
  expect(await desk.ticketsOf(visitor)).toHaveLength(before.length);
});

test("what a form says is masked where it is stored in clear, and no field but its own has any effect", async () => {
  const visitor = await desk.visitor({ locale: "zh-CN" });
  await visitor.say("打印机卡纸了，今天就要用，能修吗");
  await visitor.press("no");
  await visitor.fill({ name: "王芳 ".repeat(100), contact: "13800138000", priority: "P1", owner: "me", __proto__: "x" });
  expect((await desk.messagesOf(visitor)).findLast(({ from }) => from === "customer")!.text).not.toContain("P1");
  const [stored] = await desk.query(
    "select text from messages where conversation_id = $1 and sender = 'customer' order by seq desc",
    [visitor.conversationId],
  );
  expect(stored!["text"]).not.toContain("13800138000");
});
