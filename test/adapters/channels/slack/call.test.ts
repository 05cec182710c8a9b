import { makeCall } from "../../../../src/adapters/channels/slack/api/call.js";
import { startSlack, type SlackStandIn } from "../../../support/slack/slack.js";

let slack: SlackStandIn;
beforeEach(async () => (slack = await startSlack()));
afterEach(async () => {
  jest.restoreAllMocks();
  await slack.stop();
});

const SHUT_FOR_MS = 30_000;

test("while the app is not let in Slack is asked once in 30 s; the operator is told of the end and of the beginning, once each", async () => {
  const told: string[] = [];
  const warn = (facts: object): void => void told.push((facts as { event: string }).event);
  const { call } = makeCall({ apiUrl: slack.apiUrl, token: slack.botToken, warn });
  const now = jest.spyOn(performance, "now");
  const from = performance.now();
  const asked = (): number => slack.callsOf("auth.test").length;
  const refused = { kind: "shut", error: "token_revoked" };

  slack.events.spoilToken("token_revoked");
  for (let n = 0; n < 5; n++) await expect(call("auth.test")).rejects.toMatchObject(refused);
  expect([asked(), told]).toEqual([1, ["slack_shut"]]);
  now.mockImplementation(() => from + SHUT_FOR_MS * 2);
  for (let n = 0; n < 5; n++) await expect(call("auth.test")).rejects.toMatchObject(refused);
  expect([asked(), told]).toEqual([2, ["slack_shut"]]);

  slack.events.reinstalled();
  await expect(call("auth.test")).rejects.toMatchObject(refused);
  now.mockImplementation(() => from + SHUT_FOR_MS * 4);
  await expect(call("auth.test")).resolves.toMatchObject({ ok: true });
  await call("auth.test");
  expect([asked(), told]).toEqual([4, ["slack_shut", "slack_open"]]);
});
