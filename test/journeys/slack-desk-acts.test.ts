import type { TicketView } from "../../src/application/desk-views.js";
import { optionOf, TriageDesk } from "../support/slack-triage.js";

let at: TriageDesk;
beforeAll(async () => {
  at = await TriageDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const shownOn = (card: { blocks?: unknown }): string => JSON.stringify(card.blocks);
const ticketNow = async ({ id }: Pick<TicketView, "id">) => (await at.onDesk.li.get(`/tickets/${id}`)).body as TicketView;

describe("who may act", () => {
  test("only agents: others are told so; who has an agent's e-mail confirms it once", async () => {
    const { card, ticket } = await at.outage();
    await at.stranger.presses(card, "desk:takeover");
    const told = await at.whispered(at.stranger, /只有客服能操作/);
    expect(told.text).toContain(`--slack ${at.stranger.id}`);
    expect(JSON.stringify((await at.stranger.command("/frontdoor", `ticket ${ticket.number}`, at.triage)).body)).toMatch(
      /只有客服/,
    );

    await at.zhao.presses(card, "desk:takeover");
    const offer = await at.whispered(at.zhao, /Are you the agent 赵工/);
    await at.stranger.presses({ ...offer, user: at.stranger.id }, "desk:link");
    await at.whispered(at.stranger, /没有确认成功/);
    expect((await at.onDesk.li.get(`/conversations/${ticket.conversationId}`)).body.agent).toBeNull();
    await at.zhao.presses(offer, "desk:link");
    await at.whispered(at.zhao, /Confirmed: you are 赵工/);
    await at.zhao.presses(card, "desk:takeover");
    await at.whispered(at.zhao, /You hold the conversation/);
    expect((await at.onDesk.li.get(`/conversations/${ticket.conversationId}`)).body.agentName).toBe("赵工");
    const audit = (await (await at.desk.admin()).get("/audit?action=agent_changed")).body.items as { detail: object }[];
    expect(audit.map(({ detail }) => detail)).toContainEqual({ slack: at.zhao.id });
  });
});

describe("/frontdoor", () => {
  const answer = async (text: string, who = at.li) => JSON.stringify((await who.command("/frontdoor", text, at.leads)).body);

  test("ticket, owed, digest and help", async () => {
    const { ticket } = await at.outage();
    expect(await answer(`ticket ${ticket.number}`)).toContain("desk:takeover");
    const owed = await answer("owed");
    expect(owed).toMatch(/接下来 4 小时/);
    expect(owed).toContain(ticket.number);
    const digest = await answer("digest weekly");
    expect(digest).toMatch(/每周服务数据/);
    expect(digest).toContain(`<${at.desk.base()}/desk/reports?`);
    expect(await answer("digest monthly")).toMatch(/没有叫 monthly 的简报/);
    for (const text of ["", "help", "nonsense"]) expect(await answer(text)).toContain("/frontdoor reply T-000123");
  });
});

test("a customer in direct messages and an agent in the triage channel: from the card to the answer, marked as delivered", async () => {
  const sun = at.slack.person({ name: "孙女士", locale: "zh-CN", email: "sun@yuanhang.example" });
  await sun.says(sun.dm, "系统宕机了客户下不了单");
  const ask = await at.slack.waitForMessage(sun.dm, /\\"submit\\"/);
  const [, submit] = /"action_id":"(ask:\d+)"(?:(?!"action_id").)*?\\"submit\\"/.exec(JSON.stringify(ask.blocks))!;
  await sun.presses(ask, submit!);
  const receipt = await at.slack.waitForMessage(sun.dm, /T-\d{6}/);
  const card = await at.cardOf({ number: /T-\d{6}/.exec(receipt.text)![0] });
  expect(shownOn(card)).toContain("孙**");
  const form = await at.form(at.li, card, "reply");
  expect(JSON.stringify(form.view)).toMatch(/孙女士.*Slack/);
  await at.li.submits(form, { text: "孙女士您好，正在恢复" });
  const said = await at.slack.waitForMessage(sun.dm, /正在恢复/);
  expect(said.text).toBe("*李工*\n孙女士您好，正在恢复");
  const post = await at.inThread(card, /正在恢复/);
  await at.slack.waitFor(() => /已送达/.test(shownOn(post)), "delivered");
}, 40_000);

describe("what agents do by forms is what the API does", () => {
  test("priority, assign, progress update, evidence, resolution, hand back and marks, each with its form", async () => {
    const { wang, ticket, card } = await at.outage();
    await at.li.presses(card, "desk:takeover");
    await at.slack.waitFor(() => /handback/.test(shownOn(card)), "hand back on the card");
    const priority = await at.form(at.li, card, "priority");
    expect(await at.li.submits(priority, { priority: "P2", reason: "业务已恢复一半" })).toMatchObject({
      ok: true,
      cleared: true,
    });
    expect((await ticketNow(ticket)).priority).toBe("P2");

    const assign = await at.form(at.li, card, "assign");
    const zhao = /"value":"(agent:[0-9a-f-]+)"/.exec(JSON.stringify(assign.view).split("赵工")[1]!)![1]!;
    await at.li.submits(assign, { owner: zhao, reason: "他熟悉数据库" });
    expect((await ticketNow(ticket)).ownerName).toBe("赵工");

    await at.li.submits(await at.form(at.li, card, "update"), { text: "已定位到数据库" });
    await wang.waitFor(/已定位到数据库/);
    await at.inThread(card, /已定位到数据库/);
    await at.li.submits(await at.form(at.li, card, "evidence"), { ask: "报错页面的截图" });
    await wang.waitFor(/报错页面的截图/);
    await at.li.submits(await at.form(at.li, card, "resolution"), {
      summary: "订单库扩容了",
      outcome: "恢复",
      prevention: "加了告警",
      cause: "process_gap.systemic",
    });
    await wang.waitFor(/订单库扩容了/);
    expect((await ticketNow(ticket)).resolution).toMatchObject({ summary: "订单库扩容了", rootCause: "process_gap.systemic" });
    const again = await at.form(at.li, card, "resolution");
    expect((await at.li.submits(again, { summary: "再来一次" })).errors).toEqual({
      summary: expect.stringMatching(/等客户确认/),
    });

    await at.li.presses(card, "desk:more", { value: optionOf(card, "handback") });
    await at.whispered(at.li, /已交还助手/);
    await wang.press("accept");
    await at.desk.advance({ advance: "PT3H" });
    await at.slack.waitFor(() => /survey:/.test(shownOn(card)), "a survey on the card");
    const marks = await at.form(at.li, card, "survey");
    await at.li.submits(marks, { mark0: "5", mark1: "4", mark2: "5", mark3: "4", comment: "电话里说的" });
    await at.slack.waitFor(() => /5 · 4 · 5 · 4/.test(shownOn(card)), "the marks on the card");
  }, 40_000);
});
