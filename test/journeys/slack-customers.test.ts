import type { TicketView } from "../../src/application/desk-views.js";
import { binary } from "../adapters/files/a-file.js";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open();
});
afterAll(() => at.close());
afterEach(() => at.slack.heal());

const wang = (more: object = {}) =>
  at.slack.person({ name: "王芳", locale: "zh-CN", email: "wang.fang@yuanhang.example", ...more });
const ticketsOf = async (conversationId: string) =>
  (await at.li.get(`/tickets?conversationId=${conversationId}`)).body.items as TicketView[];

describe("a customer in direct messages", () => {
  test("from greeting to survey by buttons and forms; never asked for what the profile holds", async () => {
    const person = wang();
    await person.opensHome("messages");
    await at.slack.waitForMessage(person.dm, /王芳/);
    await person.says(person.dm, "系统宕机了客户下不了单");
    await at.press(person, person.dm, /提交/);
    const receipt = await at.slack.waitForMessage(person.dm, /T-\d{6}/);
    const { id, channel, locale } = (await at.conversationOf(person.dm))!;
    expect({ channel, locale }).toEqual({ channel: "slack", locale: "zh-CN" });
    const [ticket] = await ticketsOf(id);
    expect(receipt.text).toContain(ticket!.number);
    expect((await at.logOf(person.dm)).map(({ say }) => say).join(" ")).not.toMatch(/intake\.(name|contact)|contact_after/);

    await at.li.do(`/conversations/${id}/takeover`);
    await at.li.do(`/conversations/${id}/messages`, { text: "我是李工,正在看 <!channel>。" });
    const reply = await at.slack.waitForMessage(person.dm, /正在看/);
    expect(reply.text).toBe("*李工*\n我是李工,正在看 &lt;!channel&gt;。");
    await at.li.do(`/tickets/${ticket!.id}/resolution`, { summary: "订单库扩容了", outcome: "恢复", prevention: "加了告警" });
    await at.press(person, person.dm, /^已解决/);
    await at.desk.advance({ advance: "P1D" });
    const { message, actionId } = await at.buttonAt(person.dm, /评分/);
    expect(await person.presses(message, actionId)).toMatchObject({ ok: true });
    const view = await at.slack.waitFor(() => person.views.at(-1));
    const marks = { speed: "5", resolution: "5", attitude: "4", overall: "5" };
    expect(await person.submits(view, { ...marks, comment: "快 & 好" })).toMatchObject({ ok: true });
    const { items: surveys } = (await at.li.get(`/surveys?ticketId=${ticket!.id}`)).body as { items: object[] };
    expect(surveys).toMatchObject([{ scores: [5, 5, 4, 5], comment: "快 & 好" }]);
    // In the order of the log, each once, and none of it calls anybody.
    const log = await at.settled(person.dm);
    expect(at.shown(person.dm)).toHaveLength(log.filter(({ from }) => from !== "customer").length);
    expect(JSON.stringify(at.shown(person.dm))).not.toMatch(/<!|<@/);
  });
});
