import { randomUUID } from "node:crypto";
import { standIn, type StandIn } from "../support/botframework/stand-in.js";
import type { ConversationView, MessageView, TicketView } from "../../src/application/desk-views.js";
import { TestDesk, until, type ApiClient } from "../support/product.js";

let azure: StandIn;
let desk: TestDesk;
let li: ApiClient;
beforeAll(async () => {
  azure = await standIn();
  desk = await TestDesk.open({ config: { microsoft: azure.app } });
  li = await desk.agent("李工");
});
afterAll(async () => {
  await desk.close();
  await azure.close();
});
afterEach(() => {
  azure.answers.length = 0;
});

const conversations = async () => (await li.get("/conversations?limit=200")).body.items as ConversationView[];
const conversationOf = async (id: string) =>
  (await conversations()).find(({ channelConversationId }) => channelConversationId === `msteams/${id}`)!;
const messagesOf = async (id: string) =>
  (await li.get(`/conversations/${(await conversationOf(id)).id}/messages`)).body.items as MessageView[];

/** Somebody in Teams, in a personal chat of their own. */
function aPerson() {
  const [id, user] = [`a:${randomUUID()}`, `29:${randomUUID()}`];
  const of = { conversation: { id, conversationType: "personal", tenantId: "t-1" }, from: { id: user, name: "王芳" } };
  const heard = () => azure.posts.filter(({ conversation }) => conversation === id).map(({ activity }) => activity);
  const words = () =>
    heard()
      .filter(({ type }) => type === "message")
      .map(({ text }) => text!);
  const tell = async (activity: object) => (await azure.tell(desk.base(), { ...activity, ...of })).status;
  const say = (text: string, more: object = {}) => tell(azure.says(text, more));
  const answered = (pattern: RegExp) =>
    until(() => words().some((text) => pattern.test(text)), `${pattern} in ${words().join(" | ")}`);
  return { id, of, heard, words, tell, say, answered };
}

describe("somebody in Teams", () => {
  test("is greeted by name, registers a demand, and hears the agent who takes it over; all in order, by the conversation's reference", async () => {
    const wang = aPerson();
    const joined = { ...azure.says(""), type: "conversationUpdate", membersAdded: [{ id: `28:${azure.app.appId}` }] };
    expect(await wang.tell(joined)).toBe(200);
    await wang.answered(/王芳/);
    expect(
      await wang.say("<at>frontdoor</at> 系统宕机了客户下不了单,电话 138 0013 8000", {
        entities: [{ type: "mention", mentioned: { id: `28:${azure.app.appId}` }, text: "<at>frontdoor</at>" }],
      }),
    ).toBe(200);
    await wang.answered(/对吗/);
    const card = wang.heard().findLast(({ attachments }) => attachments)!.attachments![0]!.content;
    const submit = JSON.stringify(card).match(/\{"askId":"([^"]+)","choice":"submit"\}/)!;
    expect(await wang.say("", { text: undefined, value: JSON.parse(submit[0]) })).toBe(200);
    await wang.answered(/T-\d{6}/);
    expect(azure.posts.every(({ authorization }) => authorization === "Bearer token-of-the-bot")).toBe(true);

    const { id, channel, locale } = await conversationOf(wang.id);
    expect({ channel, locale }).toEqual({ channel: "botframework", locale: "zh-CN" });
    await li.do(`/conversations/${id}/takeover`);
    await li.do(`/conversations/${id}/messages`, { text: "我是李工,正在看。" });
    await li.do(`/conversations/${id}/typing`);
    await wang.answered(/正在看/);
    await until(() => wang.heard().some(({ type }) => type === "typing"), "typing");

    const log = await until(async () => {
      const messages = await messagesOf(wang.id);
      return messages.every(({ from, delivery }) => from === "customer" || delivery?.state === "sent") ? messages : null;
    }, "all sent");
    expect(wang.words()).toEqual(log.filter(({ from }) => from !== "customer").map(({ text }) => text));
    expect(log.find(({ from }) => from === "customer")!.text).toBe("系统宕机了客户下不了单,电话 138 0013 8000");
    // Accepted by the channel is seen (architecture 4): the promised first response is kept.
    const [ticket] = (await li.get(`/tickets?conversationId=${id}`)).body.items as TicketView[];
    await until(async () => {
      const { commitments } = (await li.get(`/tickets/${ticket!.id}`)).body as TicketView;
      return commitments.find(({ kind }) => kind === "first_response")!.state === "met";
    }, "first response met");
    expect((await conversationOf(wang.id)).unseen).toBe(0);
  });

  test("an activity that comes again has no second effect", async () => {
    const wang = aPerson();
    const activity = azure.says("你好");
    expect([await wang.tell(activity), await wang.tell(activity)]).toEqual([200, 200]);
    expect((await messagesOf(wang.id)).filter(({ from }) => from === "customer")).toHaveLength(1);
  });

  test("edits and deletions stand beside what was said", async () => {
    const wang = aPerson();
    const said = azure.says("订单 A-1 没到");
    await wang.tell(said);
    const later = { id: said.id, channelData: { eventType: "editMessage" } };
    const edit = { ...azure.says("订单 A-2 没到"), ...later, type: "messageUpdate" };
    expect([await wang.tell(edit), await wang.tell(edit)]).toEqual([200, 200]);
    expect(await wang.tell({ ...azure.says(""), ...later, type: "messageDelete" })).toBe(200);
    const message = (await messagesOf(wang.id)).find(({ from }) => from === "customer")!;
    expect(message).toMatchObject({ text: "订单 A-1 没到", edited: [{ text: "订单 A-2 没到" }] });
    expect(message.deletedAt).not.toBeNull();
  });

  test("sends a file from the connector; another address is never asked, and the sender is told", async () => {
    const wang = aPerson();
    azure.files.set("f1", Buffer.from("%PDF-1.4\n%%EOF\n"));
    const attachments = [
      { contentType: "application/pdf", contentUrl: `${azure.serviceUrl}v3/attachments/f1/views/original`, name: "故障.pdf" },
      { contentType: "image/png", contentUrl: "http://169.254.169.254/latest", name: "本机.png" },
      { contentType: "text/html", content: "<p>见附件</p>" },
    ];
    expect(await wang.say("见附件", { attachments })).toBe(200);
    await wang.answered(/本机.*没能取到/);
    const message = (await messagesOf(wang.id)).find(({ from }) => from === "customer")!;
    expect(message.attachments).toMatchObject([{ name: "故障.pdf", type: "application/pdf" }]);
  });

  test("in a group is asked to write in person, once, and nothing is registered", async () => {
    const group = { conversation: { id: `19:${randomUUID()}@thread.tacv2`, conversationType: "channel", isGroup: true } };
    const heard = () => azure.posts.filter(({ conversation }) => conversation === group.conversation.id);
    for (const text of ["系统宕机了", "在吗"])
      expect((await azure.tell(desk.base(), { ...azure.says(text), ...group })).status).toBe(200);
    await until(() => heard().length > 0, "an answer in the group");
    expect(heard().map(({ activity }) => activity.text)).toEqual([expect.stringContaining("私聊")]);
    expect(await conversationOf(group.conversation.id)).toBeUndefined();
  });

  test("a card's action is an answer too; other invokes are told that there is nothing", async () => {
    const wang = aPerson();
    await wang.say("你好");
    const action = { action: { type: "Action.Execute", data: { askId: "gone", choice: "yes" } } };
    expect(await wang.tell({ ...azure.says(""), type: "invoke", name: "adaptiveCard/action", value: action })).toBe(200);
    await wang.answered(/已经|过了|不在|结束/);
    expect(await wang.tell({ ...azure.says(""), type: "invoke", name: "signin/verifyState", value: {} })).toBe(501);
  });
});

describe("what falls due later", () => {
  /** Presses what the newest card offers. */
  const press = async (wang: ReturnType<typeof aPerson>, choice: string) => {
    const offered = () => {
      const cards = JSON.stringify(wang.heard().flatMap(({ attachments }) => attachments ?? []));
      return [...cards.matchAll(/\{"askId":"([^"]+)","choice":"(\w+)"\}/g)].findLast(([, , each]) => each === choice);
    };
    const asked = await until(offered, `a card with ${choice}`);
    expect(await wang.say("", { text: undefined, value: { askId: asked[1], choice } })).toBe(200);
  };
  const registered = async () => {
    const wang = aPerson();
    await wang.say("我是王芳,系统宕机了客户下不了单,电话 138 0013 8000");
    await wang.answered(/对吗/);
    await press(wang, "submit");
    await wang.answered(/T-\d{6}/);
    const { id } = await conversationOf(wang.id);
    const [ticket] = (await li.get(`/tickets?conversationId=${id}`)).body.items as TicketView[];
    return { wang, conversationId: id, ticketId: ticket!.id };
  };

  test("the result, its acceptance and the survey are brought to where the person wrote", async () => {
    const { wang, ticketId } = await registered();
    await li.do(`/tickets/${ticketId}/resolution`, { summary: "订单库扩容了", outcome: "恢复", prevention: "加了告警" });
    await wang.answered(/扩容/);
    await press(wang, "accept");
    await wang.answered(/先到这里/);
    await desk.advance({ advance: "PT3H" });
    await until(() => JSON.stringify(wang.heard()).includes("Frontdoor.Stars"), "the survey's card");
    await desk.advance({ advance: "P2D" });
    await wang.answered(/还缺您的分数/);
  });

  test("a word that could not be brought out keeps no promise: a call is owed instead", async () => {
    const { conversationId, ticketId } = await registered();
    azure.answers.push(...Array.from({ length: 60 }, () => ({ status: 404 })));
    await li.do(`/conversations/${conversationId}/messages`, { text: "正在查。" });
    const owed = async (kind: string) =>
      ((await li.get(`/tickets/${ticketId}`)).body as TicketView).commitments.filter((each) => each.kind === kind);
    await until(async () => {
      const { items } = (await li.get(`/conversations/${conversationId}/messages?limit=200`)).body as { items: MessageView[] };
      return items.at(-1)!.delivery?.state === "parked";
    }, "parked");
    expect((await owed("first_response")).map(({ state }) => state)).toEqual(["owed"]);
    await desk.advance({ advance: "PT4H" });
    expect((await owed("call")).map(({ why }) => why)).toContain("unseen");
  });
});

describe("when the connector does not take it", () => {
  const states = async (id: string) =>
    (await messagesOf(id)).filter(({ from }) => from !== "customer").map(({ delivery }) => delivery!.state);

  test("too many, or an outage: tried again, in order, nothing twice", async () => {
    const wang = aPerson();
    azure.answers.push({ status: 429, headers: { "retry-after": "0" } }, { status: 503 });
    await wang.say("你好");
    await until(async () => (await states(wang.id)).every((state) => state === "sent"), "all sent");
    expect(new Set(wang.words()).size).toBe(wang.words().length);
    expect(wang.words()[0]).toMatch(/小川/);
  });

  test("a login that has ended keeps everything until it is renewed, and the operator is told", async () => {
    const wang = aPerson();
    azure.answers.push({ status: 401 });
    await wang.say("你好");
    await until(async () => (await states(wang.id)).every((state) => state === "sent"), "all sent");
    expect(desk.lines.some((line) => line.includes("MICROSOFT_APP_PASSWORD"))).toBe(true);
  });

  test("gone: shown as failed and told to the operator; a resend by hand tries once more", async () => {
    const wang = aPerson();
    azure.answers.push(
      ...Array.from({ length: 8 }, () => ({ status: 403, body: { error: { code: "BotNotInConversationRoster" } } })),
    );
    await wang.say("你好");
    await until(async () => (await states(wang.id)).every((state) => state === "parked"), "parked");
    azure.answers.length = 0;
    const [first] = (await messagesOf(wang.id)).filter(({ from }) => from !== "customer");
    expect(first!.delivery).toMatchObject({ state: "parked", reason: "gone" });
    expect((await conversationOf(wang.id)).unseen).toBeGreaterThan(0);
    expect(desk.lines.some((line) => line.includes("delivery_parked") && line.includes(first!.delivery!.id))).toBe(true);
    await (await desk.admin()).do(`/deliveries/${first!.delivery!.id}/resend`);
    await until(async () => (await states(wang.id))[0] === "sent", "sent after all");
    expect(wang.words()).toEqual([first!.text]);
  });

  test("a refusal of the message itself is tried three times, then parked; what follows goes on", async () => {
    const wang = aPerson();
    azure.answers.push(...Array.from({ length: 3 }, () => ({ status: 400, body: { error: { code: "BadArgument" } } })));
    await wang.say("你好");
    await until(async () => (await states(wang.id)).every((state) => state !== "waiting"), "settled");
    const [first, ...rest] = (await messagesOf(wang.id)).filter(({ from }) => from !== "customer");
    expect(first!.delivery).toMatchObject({ state: "parked", reason: "http 400: BadArgument" });
    expect(rest.every(({ delivery }) => delivery!.state === "sent")).toBe(true);
  }, 30_000);
});
