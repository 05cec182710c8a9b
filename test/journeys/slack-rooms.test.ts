import { until } from "../support/product.js";
import { TriageDesk } from "../support/slack-triage.js";

let at: TriageDesk;
beforeAll(async () => {
  at = await TriageDesk.open();
});
afterAll(() => at.close());

const shownOn = (one: { blocks?: unknown }): string => JSON.stringify(one.blocks ?? "");

test("digests go to a room exactly once over three instances: blocks with a link at each figure, charts as pictures", async () => {
  await until(
    async () => (await at.desk.query(`select from digests where channel = 'leads'`)).length === 1,
    "the digest is owed",
  );
  const { ticket } = await at.outage();
  await at.onDesk.li.do(`/tickets/${ticket.id}/cancel`, { reason: "by_agent" });
  await at.desk.advance({ to: "2026-11-30T01:10:00Z" });
  await Promise.all([at.desk.instance({ port: 0 }), at.desk.instance({ port: 0 })]);
  const digests = () => at.slack.messages(at.leads).filter(({ text }) => /每周服务数据/.test(text));
  await until(() => digests().length > 0, "the digest", 30_000);
  const pictures = () => at.slack.messages(at.leads).filter((one) => /slack_file/.test(shownOn(one)));
  await until(() => pictures().length >= 2, "the charts", 30_000);
  expect(digests()).toHaveLength(1);
  expect(shownOn(digests()[0]!)).toMatch(/新登记: \*<http:\/\/127\.0\.0\.1:\d+\/desk\/reports\?[^|]*\|\d+>\*/);
  for (const picture of pictures()) {
    const [, id] = /"slack_file":\{"id":"(F\w+)"/.exec(shownOn(picture))!;
    expect(at.slack.workspace.files.get(id!)!.content.subarray(1, 4).toString()).toBe("PNG");
  }
  expect(new Set(pictures().map(({ text }) => text)).size).toBe(pictures().length);
}, 90_000);
