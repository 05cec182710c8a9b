import type { CommitmentView, TicketView } from "../../src/application/desk-views.js";
import { TriageDesk } from "../support/slack-triage.js";

let at: TriageDesk;
beforeAll(async () => {
  at = await TriageDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const shownOn = (card: { blocks?: unknown }): string => JSON.stringify(card.blocks);
const ticketNow = async ({ id }: Pick<TicketView, "id">) => (await at.onDesk.li.get(`/tickets/${id}`)).body as TicketView;

describe("a ticket's card in the triage channel", () => {
  test("says number, masked customer, demand, category, priority with its reasons and what is due; kept up to date in place", async () => {
    const { ticket, card } = await at.outage();
    const shown = shownOn(card);
    for (const part of [
      ticket.number,
      "王**",
      "C-0000",
      "系统宕机",
      "售后",
      "P1",
      "首次响应",
      "宕机",
      "接手",
      "转派",
      "优先级",
      "回复",
      "在工作台打开",
    ])
      expect(shown).toContain(part);
    expect(shown).toContain(`${at.desk.base()}/desk/tickets/${ticket.number}`);
    expect(shown).not.toMatch(/王芳|138 ?0013 ?8000/);

    await at.onDesk.li.do(`/conversations/${ticket.conversationId}/takeover`);
    await at.slack.waitFor(() => /李工/.test(shownOn(card)), "the holder on the card");
    const { items } = (await at.onDesk.li.get(`/agents`)).body as { items: { id: string; name: string }[] };
    await at.onDesk.li.do(`/tickets/${ticket.id}/assign`, {
      owner: items.find(({ name }) => name === "赵工")!.id,
      reason: "他熟",
    });
    await at.slack.waitFor(() => /赵工/.test(shownOn(card)), "the owner on the card");
    await at.onDesk.li.do(`/tickets/${ticket.id}/cancel`, { reason: "by_agent" });
    await at.slack.waitFor(() => !/desk:takeover/.test(shownOn(card)), "no act on what has ended");
    const cards = at.slack
      .messages(at.triage)
      .filter((one) => one.thread_ts === undefined && shownOn(one).includes(ticket.number));
    expect(cards).toHaveLength(1);
  });

  test("its thread mirrors the conversation in order, each message once, contacts masked", async () => {
    const { wang, card, ticket } = await at.outage();
    await wang.say("订单页面全是 500，打 138 0013 8000 找我");
    await at.inThread(card, /500/);
    await at.onDesk.li.do(`/conversations/${ticket.conversationId}/messages`, { text: "在看日志" });
    await at.inThread(card, /在看日志/);
    const all = at.thread(card).map(shownOn).join("\n");
    expect(all.indexOf("500")).toBeLessThan(all.indexOf("在看日志"));
    expect(all.match(/在看日志/g)).toHaveLength(1);
    expect(all).not.toMatch(/0013 ?8000/);
  });
});

describe("a reply from Slack", () => {
  test("shows to whom it goes, is held for five seconds, and is marked sent, then delivered", async () => {
    const { wang, ticket, card } = await at.outage();
    const form = await at.form(at.li, card, "reply");
    const shown = JSON.stringify(form.view);
    for (const part of ["王芳", ticket.number, "网页", "李工", "系统宕机"]) expect(shown).toContain(part);
    expect(await at.li.submits(form, { text: "我们在查 <数据库> & 网络" })).toMatchObject({ ok: true });
    const post = await at.inThread(card, /我们在查/);
    expect(shownOn(post)).toMatch(/5 秒后/);
    expect(JSON.stringify(wang.shown)).not.toContain("我们在查");
    await wang.waitFor(/我们在查 <数据库> & 网络|我们在查 \\<数据库/);
    await at.slack.waitFor(() => /已送达/.test(shownOn(post)), "delivered");
    expect(shownOn(post)).not.toContain("desk:undo");
    expect(post.earlier.map(shownOn).join()).toMatch(/秒后/);
    // What stands there as a reply is not mirrored once more.
    expect(at.thread(card).filter((one) => shownOn(one).includes("我们在查"))).toHaveLength(1);
    const { commitments } = await ticketNow(ticket);
    expect(commitments.find(({ kind }: CommitmentView) => kind === "first_response")!.state).toBe("met");
  });

  test("taken back within five seconds the customer never sees it; only its author can", async () => {
    const { wang, card, ticket } = await at.outage();
    await at.li.submits(await at.form(at.li, card, "reply"), { text: "这句说错了" });
    const post = await at.inThread(card, /这句说错了/);
    await at.stranger.presses(post, "desk:undo");
    await at.whispered(at.stranger, /只有客服/);
    await at.li.presses(post, "desk:undo");
    await at.whispered(at.li, /已撤回/);
    await at.slack.waitFor(() => /已撤回/.test(shownOn(post)), "marked");
    await at.onDesk.li.do(`/conversations/${ticket.conversationId}/messages`, { text: "后来的话" });
    await wang.waitFor(/后来的话/);
    expect(JSON.stringify(wang.shown)).not.toContain("这句说错了");
  });

  test("by /frontdoor reply in the channel, with the words and the customer shown, and Undo", async () => {
    const { wang, ticket } = await at.outage();
    const answer = await at.li.command("/frontdoor", `reply ${ticket.number} 马上恢复`, at.triage);
    expect(JSON.stringify(answer.body)).toMatch(/王芳.*马上恢复.*desk:undo/);
    await wang.waitFor(/马上恢复/);
    expect(JSON.stringify((await at.li.command("/frontdoor", "reply T-999999 在吗", at.triage)).body)).toContain("没有这个工单");
  });

  test("by the shortcut on a message of the thread, prefilled", async () => {
    const { wang, card } = await at.outage();
    const talk = await at.li.says(at.triage, "磁盘满了 & 在清 <50%", { thread: card });
    const form = await at.opened(at.li, () => at.li.shortcut("reply_to_customer", talk));
    expect(JSON.stringify(form.view)).toContain("磁盘满了 & 在清 <50%");
    await at.li.submits(form, { text: "磁盘清理中，十分钟后恢复" });
    await wang.waitFor(/十分钟后恢复/);
    expect(JSON.stringify(wang.shown)).not.toContain("在清");
    const elsewhere = await at.li.says(at.triage, "随便说说");
    await at.li.shortcut("reply_to_customer", elsewhere);
    await at.whispered(at.li, /消息列/);
  });

  test("while a colleague holds the conversation it is refused in words: who, and since when; the words stay in the box", async () => {
    const { card, ticket } = await at.outage();
    const form = await at.form(at.li, card, "reply");
    await at.onDesk.zhao.do(`/conversations/${ticket.conversationId}/takeover`);
    const refused = await at.li.submits(form, { text: "我来说" });
    expect(refused.errors).toEqual({ text: expect.stringMatching(/赵工 从 2026-11-23 \d\d:\d\d 起/) });
    expect(refused.view).toBe(form);
  });
});

describe("what agents do by buttons and forms is what the API does", () => {
  test("Slack and the desk press Take over in the same instant: one owner, the other told who and when", async () => {
    const { ticket, card } = await at.outage();
    const path = `/conversations/${ticket.conversationId}`;
    for (let race = 0; race < 4; race++) {
      at.slack.ephemerals.length = 0;
      const [, onDesk] = await Promise.all([at.li.presses(card, "desk:takeover"), at.onDesk.zhao.post(`${path}/takeover`)]);
      const told = await at.whispered(at.li, /接手|请找对方交还/);
      const { agentName } = (await at.onDesk.li.get(path)).body as { agentName: string };
      expect(onDesk.status).toBe(agentName === "赵工" ? 200 : 409);
      expect(told.text).toMatch(agentName === "赵工" ? /赵工 从 \d{4}-/ : /由您接手/);
      await (agentName === "赵工" ? at.onDesk.zhao : at.onDesk.li).do(`${path}/handback`);
    }
  });
});

describe("what is written in a thread stays inside, by every path", () => {
  const SECRETS = ["绝密一", "绝密二", "绝密三", "绝密四", "绝密五", "绝密六", "绝密七"];

  test("nothing of it is ever seen by customers on the web or in Slack", async () => {
    const { wang, card } = await at.outage();
    const sun = at.slack.person({ name: "孙女士", locale: "zh-CN", email: "sun@yuanhang.example" });
    await sun.says(sun.dm, "系统宕机了客户下不了单");
    await at.slack.waitForMessage(sun.dm, /对吗|联系/);
    const [plain, broadcast, edited, mention, file, deleted, top] = SECRETS as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const one = await at.li.says(at.triage, plain, { thread: card });
    await at.li.says(at.triage, broadcast, { thread: card, broadcast: true });
    await at.li.edits(one, edited);
    await at.li.mentions(at.triage, mention, { thread: card });
    await at.whispered(at.li, /只有团队能看到/);
    await at.li.uploads(at.triage, [{ name: `${file}.txt`, content: file }], { thread: card, text: file });
    const gone = await at.li.says(at.triage, deleted, { thread: card });
    await at.li.deletes(gone);
    await at.li.reacts(one, "eyes");
    await at.li.mentions(at.triage, top);
    await at.slack.settled();
    // What comes after all of it shows that it would have been there by now.
    const form = await at.form(at.li, card, "reply");
    await at.li.submits(form, { text: "之后的话" });
    await wang.waitFor(/之后的话/);
    await wang.poll();
    const seen = [JSON.stringify(wang.shown), ...sun.everythingSeen()].join("\n");
    for (const secret of SECRETS) expect(seen).not.toContain(secret);
    const { items } = (await at.onDesk.li.get("/conversations?limit=200")).body as { items: { channelConversationId: string }[] };
    expect(items.filter(({ channelConversationId }) => channelConversationId.includes(at.triage.id))).toEqual([]);
    for (const secret of SECRETS)
      expect(await at.desk.query(`select 1 from messages where text like '%' || $1 || '%'`, [secret])).toEqual([]);
  });
});
