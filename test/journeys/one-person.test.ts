import jwt from "jsonwebtoken";
import type { CustomerView, TicketView } from "../../src/application/desk-views.js";
import type { Visitor } from "../support/direct-line.js";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";
import type { SlackPerson } from "../support/slack/client/person.js";

const IDENTITY_SECRET = "with-which-the-site-signs-its-visitors";
const signed = (claims: object): string => jwt.sign(claims, IDENTITY_SECRET, { expiresIn: "1h" });

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open({ config: { identitySecret: IDENTITY_SECRET } });
});
afterAll(() => at.close());

const DIMENSION = /您打几分/;

let people = 0;
/** Somebody whom the site and the workspace know by one e-mail. */
function aPerson(name = "王芳") {
  const email = `Wang.Fang${++people}@yuanhang.example`;
  const arrive = (more: object = {}) =>
    at.desk.visitor({ locale: "zh-CN", identity: signed({ sub: `u-${people}-${email}`, name, email }), ...more });
  const inSlack = (more: object = {}) => at.slack.person({ name, locale: "zh-CN", email: email.toLowerCase(), ...more });
  return { email, arrive, inSlack };
}

const fileOf = async (conversationId: string) => {
  const { customerId } = (await at.li.get(`/conversations/${conversationId}`)).body as { customerId: string };
  return (await at.li.get(`/customers/${customerId}`)).body as CustomerView;
};
const dmOf = (person: SlackPerson) => until(() => at.conversationOf(person.dm), "the direct messages' conversation");
const textsIn = (person: SlackPerson) => at.shown(person.dm).map(({ text }) => text);
const countIn = (person: SlackPerson, words: RegExp) => textsIn(person).filter((text) => words.test(text)).length;
const unseen = async (id: string) => (await at.li.get(`/conversations/${id}`)).body.unseen as number;
const eventsOf = (type: string) => at.desk.query<{ data: unknown }>("select data from events where type = $1", [type]);

/** On the web, with a ticket; then away. */
async function registered(person: ReturnType<typeof aPerson>) {
  const web = await person.arrive();
  await web.say("系统宕机了客户下不了单");
  await web.press("submit");
  const ticket = await at.desk.ticketOf(web);
  // Asks once more with what it has been shown: that is seen.
  await web.poll();
  return { web, ticket };
}
async function inSlackToo(person: ReturnType<typeof aPerson>) {
  const slack = person.inSlack();
  await slack.says(slack.dm, "你好");
  await at.slack.waitForMessage(slack.dm, /直接说/);
  return slack;
}
const gone = (web: Visitor) => web.disconnect();

describe("known on both is one customer", () => {
  test("the web's signed visitor who comes in Slack, and the other way round", async () => {
    const [one, two] = [aPerson(), aPerson()];
    const web = await one.arrive();
    const slack = await inSlackToo(one);
    const { id, customerId } = await dmOf(slack);
    const file = await fileOf(web.conversationId);
    expect(file.id).toBe(customerId);
    expect(file.channels.map(({ channel }) => channel)).toEqual(["web", "slack"]);
    expect(file.lastChannel).toBe("slack");
    expect(file.contacts).toHaveLength(1);
    expect((await eventsOf("customer_joined")).map(({ data }) => data)).toContainEqual({
      customerId,
      number: Number(file.number.slice(2)),
      channel: "slack",
    });
    expect((await at.li.get(`/conversations?customerId=${customerId}`)).body.items).toHaveLength(2);
    expect(id).not.toBe(web.conversationId);

    const first = await inSlackToo(two);
    const second = await two.arrive();
    expect((await fileOf(second.conversationId)).id).toBe((await dmOf(first)).customerId);
    await second.say("你好");
    expect((await fileOf(second.conversationId)).lastChannel).toBe("web");
  });

  test("who only typed the address is somebody of their own, on either side, and hears nothing", async () => {
    const person = aPerson();
    const { web, ticket } = await registered(person);
    const foreign = await at.desk.visitor({ locale: "zh-CN" });
    await foreign.say(`我是王芳,系统宕机了客户下不了单,邮箱 ${person.email}`);
    const strangers = [
      at.slack.person({ name: "王芳", locale: "zh-CN", email: person.email.toLowerCase(), teamId: "T0OTHER" }),
      at.slack.person({ name: "王芳", locale: "zh-CN", email: null }),
    ];
    for (const stranger of strangers) {
      await stranger.says(stranger.dm, `我的邮箱 ${person.email}`);
      await until(() => textsIn(stranger).length > 0, "an answer");
    }
    const ids = [web.conversationId, foreign.conversationId, ...(await Promise.all(strangers.map(dmOf))).map(({ id }) => id)];
    const files = await Promise.all(ids.map(fileOf));
    expect(new Set(files.map(({ id }) => id)).size).toBe(4);
    gone(web);
    await at.li.do(`/tickets/${ticket.id}/resolution`, { summary: "秘密的结果", outcome: "恢复", prevention: "加了告警" });
    await until(async () => (await at.desk.messagesOf(web)).some(({ text }) => text.includes("秘密的结果")), "the result");
    await at.desk.advance({ advance: "PT1M" });
    expect(foreign.transcript()).not.toContain("秘密的结果");
    expect(strangers.flatMap((one) => one.everythingSeen()).join()).not.toContain("秘密的结果");
    // Nor does one whose own typed word comes first.
    const [typed, later] = [aPerson(), await at.desk.visitor({ locale: "zh-CN" })];
    await later.say(`系统宕机了客户下不了单,邮箱 ${typed.email.toLowerCase()},我叫王芳`);
    const slack = await inSlackToo(typed);
    expect((await dmOf(slack)).customerId).not.toBe((await fileOf(later.conversationId)).id);
  });

  test("an address that two of the site's people share tells nobody apart", async () => {
    const person = aPerson();
    const [one, two] = await Promise.all(
      ["u-a", "u-b"].map((sub) =>
        at.desk.visitor({ identity: signed({ sub: `${sub}-${person.email}`, name: "王芳", email: person.email }) }),
      ),
    );
    const slack = await inSlackToo(person);
    const ids = await Promise.all([one!.conversationId, two!.conversationId, (await dmOf(slack)).id].map(fileOf));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
  });

  test("two first messages at once, on two channels and two instances, make one customer", async () => {
    const base = await at.desk.instance();
    for (let round = 0; round < 6; round++) {
      const person = aPerson();
      const slack = person.inSlack();
      const [web] = await Promise.all([
        person.arrive(round % 2 === 0 ? { base } : {}),
        slack.says(slack.dm, "你好"),
        slack.opensHome("messages"),
      ]);
      expect((await dmOf(slack)).customerId).toBe((await fileOf(web.conversationId)).id);
    }
    expect(await at.desk.query("select * from parked")).toEqual([]);
  });
});

describe("what is pushed goes where they wrote last", () => {
  test("an agent's words and the result come in Slack once, count as seen, and a button pressed there accepts it", async () => {
    const person = aPerson();
    const { web, ticket } = await registered(person);
    gone(web);
    // Said while they were away: it comes along with the next.
    await at.li.do(`/conversations/${web.conversationId}/messages`, { text: "已经在看了。" });
    const slack = await inSlackToo(person);
    expect(countIn(slack, /已经在看了/)).toBe(0);
    await at.li.do(`/tickets/${ticket.id}/resolution`, { summary: "订单库扩容了", outcome: "恢复", prevention: "加了告警" });
    await at.slack.waitForMessage(slack.dm, /扩容/);
    expect(textsIn(slack).findIndex((text) => /已经在看了/.test(text))).toBeLessThan(
      textsIn(slack).findIndex((text) => /扩容/.test(text)),
    );
    await until(async () => (await unseen(web.conversationId)) === 0, "all seen");
    const promised = () => at.desk.owedTo(web, "first_response");
    await until(async () => (await promised())!.state === "met", "first response met");

    await at.press(slack, slack.dm, /^已解决/);
    await until(async () => (await at.desk.ticketOf(web)).status === "closed", "accepted");
    await at.slack.waitForMessage(slack.dm, /先到这里/);
    const own = await at.desk.messagesOf(web);
    expect(own.filter(({ from }) => from === "customer").at(-1)!.text).toMatch(/已解决/);
    await at.desk.advance({ advance: "PT30M" });
    for (const words of [/已经在看了/, /扩容/, /先到这里/]) expect([words, countIn(slack, words)]).toEqual([words, 1]);

    // The survey falls due in the web's conversation, and is answered where it was shown.
    await at.desk.advance({ advance: "P1D" });
    for (let marked = 1; marked <= 4; marked++) {
      await at.press(slack, slack.dm, /非常满意|^5/);
      if (marked < 4) await until(() => countIn(slack, DIMENSION) === marked, `question ${marked + 1}`);
    }
    await until(async () => {
      const { items } = (await at.li.get(`/surveys?ticketId=${ticket.id}`)).body as { items: { scores: number[] | null }[] };
      return items[0]?.scores ?? null;
    }, "marks");
  });

  test("whoever writes on the web again is told there, and nothing more in Slack", async () => {
    const person = aPerson();
    const { web, ticket } = await registered(person);
    const slack = await inSlackToo(person);
    await web.say("还有一件事:发票也没收到");
    await at.li.do(`/tickets/${ticket.id}/updates`, { text: "正在恢复。" });
    await web.waitFor(({ text }) => /正在恢复/.test(text));
    await at.desk.advance({ advance: "PT1M" });
    expect(countIn(slack, /正在恢复/)).toBe(0);
  });

  test("what is said in Slack is shown on the web too where they wrote there last, with buttons that lead back", async () => {
    const person = aPerson();
    const slack = await inSlackToo(person);
    await slack.says(slack.dm, "系统宕机了客户下不了单");
    await at.press(slack, slack.dm, /提交/);
    await at.slack.waitForMessage(slack.dm, /T-\d{6}/);
    const { id } = await dmOf(slack);
    const [ticket] = (await at.li.get(`/tickets?conversationId=${id}`)).body.items as TicketView[];
    const web = await person.arrive();
    await web.say("你好");
    await at.li.do(`/tickets/${ticket!.id}/resolution`, { summary: "订单库扩容了", outcome: "恢复", prevention: "加了告警" });
    await web.waitFor(({ text }) => /扩容/.test(text));
    await at.slack.waitForMessage(slack.dm, /扩容/);
    await web.press("accept");
    await until(async () => ((await at.li.get(`/tickets/${ticket!.id}`)).body as TicketView).status === "closed", "accepted");
    await web.waitFor(({ text }) => /先到这里/.test(text));
    await at.desk.advance({ advance: "PT1M" });
    expect(web.shown.filter(({ text }) => /扩容/.test(text))).toHaveLength(1);
  });

  test("a thread in a shared channel is no place for what was said elsewhere", async () => {
    const person = aPerson();
    const { web, ticket } = await registered(person);
    gone(web);
    const slack = person.inSlack();
    const channel = at.slack.channel({ name: `shared-${people}`, members: [slack] });
    const root = await slack.mentions(channel, "在吗");
    await at.slack.waitForMessage(channel, (one) => one.thread_ts === root.ts);
    expect((await fileOf(web.conversationId)).lastChannel).toBe("web");
    await at.li.do(`/tickets/${ticket.id}/updates`, { text: "不该在群里说的。" });
    await at.desk.advance({ advance: "PT1M" });
    expect(JSON.stringify(at.slack.messages(channel))).not.toContain("不该在群里说的");
  });

  test("a press that names another customer's conversation does nothing there", async () => {
    const [mine, theirs] = [aPerson(), aPerson()];
    const { web, ticket } = await registered(theirs);
    await at.li.do(`/tickets/${ticket.id}/resolution`, { summary: "别人的结果", outcome: "恢复", prevention: "加了告警" });
    await web.waitFor(({ text }) => /别人的结果/.test(text));
    const { value } = web.actions.findLast((action) => action.value.choice === "accept")!;
    const me = await mine.arrive();
    await me.post({ text: "", value: { askId: `${web.conversationId}/${value.askId}`, choice: "accept" } });
    await until(
      async () =>
        (
          await at.desk.query(
            "select 1 from deliveries v join destinations d on d.id = v.destination_id where d.channel = 'desk' and d.address = $1 and v.state = 'sent'",
            [web.conversationId],
          )
        ).length > 0,
      "the forged press",
    );
    expect((await at.desk.ticketOf(web)).status).toBe("resolved");
    expect(me.transcript()).not.toContain("别人的结果");
  });
});

describe("or where they chose", () => {
  test("in words, and set by an agent", async () => {
    const person = aPerson();
    const { web, ticket } = await registered(person);
    const slack = await inSlackToo(person);
    await web.say("以后在 Slack 联系我");
    const file = await fileOf(web.conversationId);
    expect([file.prefers, file.lastChannel]).toEqual(["slack", "web"]);
    await at.li.do(`/tickets/${ticket.id}/updates`, { text: "选了这里。" });
    await at.slack.waitForMessage(slack.dm, /选了这里/);

    const patched = await at.li.patch(`/customers/${file.number}`, { prefers: null });
    expect([patched.status, patched.body.prefers]).toEqual([200, null]);
    expect((await eventsOf("reach_chosen")).at(-1)!.data).toEqual({ customerId: file.id, before: "slack", to: null });
    await at.li.do(`/tickets/${ticket.id}/updates`, { text: "又在网页上。" });
    await web.waitFor(({ text }) => /又在网页上/.test(text));
    await at.desk.advance({ advance: "PT1M" });
    expect(countIn(slack, /又在网页上/)).toBe(0);
    expect((await at.li.patch(`/customers/${file.number}`, { prefers: "phone" })).status).toBe(400);
  });
});
