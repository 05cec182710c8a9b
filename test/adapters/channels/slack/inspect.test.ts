import { inspectSlack } from "../../../../src/adapters/channels/slack/setup/inspect.js";
import { BOT_SCOPES } from "../../../../src/adapters/channels/slack/setup/scopes.js";
import { startSlack, type SlackStandIn } from "../../../support/slack/slack.js";

let slack: SlackStandIn;
const begin = async (options: Parameters<typeof startSlack>[0] = {}) => {
  slack = await startSlack({ scopes: Object.keys(BOT_SCOPES), team: { id: "T0123DESK0", name: "Chengchuan" }, ...options });
};
afterEach(() => slack.stop());

const app = (change: { botToken?: string; appToken?: string | null; apiUrl?: string } = {}) => ({
  botToken: slack.botToken,
  signingSecret: "secret",
  appToken: null,
  apiUrl: slack.apiUrl,
  ...change,
});
const ask = (change: Parameters<typeof app>[0] = {}, ids: string[] = []) =>
  inspectSlack({ app: app(change), channels: ids.map((id, n) => ({ id, where: `channels.yaml:${n + 1}` })) });

test("an app with all it needs has no fault, whatever its channel is called", async () => {
  await begin();
  const { id } = slack.channel({ name: "triage-技术" });
  const { faults, facts } = await ask({ appToken: slack.appToken }, [id]);
  expect(faults).toEqual([]);
  expect(facts).toEqual([expect.stringContaining("Chengchuan (T0123DESK0)"), "channels.yaml:1: #triage-技术."]);
});

test("each missing scope is told by its name, with what does not work and what to do; one too many is told too", async () => {
  await begin({ scopes: [...Object.keys(BOT_SCOPES).filter((scope) => !/^(im:history|files:write)$/.test(scope)), "team:read"] });
  const { faults, facts } = await ask();
  expect(faults).toEqual([
    expect.stringMatching(/^The scope files:write is missing: files of agents .* install the app again\.$/),
    expect.stringMatching(/^The scope im:history is missing: direct messages are not heard\. Add it under OAuth/),
  ]);
  expect(facts.join()).toMatch(/take out team:read/);
});

test.each([
  ["token_revoked", /good no more \(token_revoked\).*Install it/],
  ["account_inactive", /good no more \(account_inactive\)/],
  ["token_expired", /token rotation/],
])("a bot token that is %s is told by its name, and nothing else is asked", async (error, words) => {
  await begin();
  const { id } = slack.channel({ name: "triage" });
  slack.fault({ method: "auth.test", kind: "error", code: error });
  const { faults } = await ask({}, [id]);
  expect(faults).toEqual([expect.stringMatching(words)]);
  expect(slack.callsOf("conversations.info")).toEqual([]);
});

test("a wrong bot token and a wrong app token are each told by their names", async () => {
  await begin();
  const { faults } = await ask({ botToken: "xoxb-of-another", appToken: "xapp-of-another" });
  expect(faults).toEqual([
    expect.stringMatching(/SLACK_BOT_TOKEN \(invalid_auth\)\. Copy/),
    expect.stringMatching(/SLACK_APP_TOKEN \(invalid_auth\)\. Copy/),
  ]);
  expect(faults.join()).not.toMatch(/of-another/);
});

test("an app token without connections:write, and Socket Mode that is off", async () => {
  await begin({ appScopes: ["authorizations:read"] });
  expect((await ask({ appToken: slack.appToken })).faults).toEqual([expect.stringMatching(/lacks the scope connections:write/)]);
  slack.fault({ method: "apps.connections.open", kind: "error", code: "socket_mode_not_enabled" });
  expect((await ask({ appToken: slack.appToken })).faults).toEqual([expect.stringMatching(/Turn it on/)]);
});

test("a channel that is archived, left, unknown, or read by other companies is told by its line", async () => {
  await begin();
  const archived = slack.channel({ name: "old", archived: true });
  const left = slack.channel({ name: "left", bot: false });
  const shared = slack.channel({ name: "with-partners", shared: true });
  const hidden = slack.channel({ name: "hidden", private: true, bot: false });
  const { faults } = await ask({}, [archived.id, left.id, shared.id, hidden.id, "C0NOWHERE0"]);
  expect(faults).toEqual([
    expect.stringMatching(/^channels\.yaml:1: #old is archived/),
    expect.stringMatching(/^channels\.yaml:2: the app is not in #left\. Write \/invite/),
    expect.stringMatching(/^channels\.yaml:3: people of other companies read #with-partners/),
    expect.stringMatching(/^channels\.yaml:4: \w+ is no channel that the app sees \(channel_not_found\)/),
    expect.stringMatching(/^channels\.yaml:5: C0NOWHERE0 is no channel/),
  ]);
});

test("while Slack is away that is a fact and no fault", async () => {
  await begin();
  const nobody = await ask({ apiUrl: "http://127.0.0.1:3990/api/", appToken: slack.appToken }, ["C0123ABCD4"]);
  expect(nobody.faults).toEqual([]);
  expect(nobody.facts.join()).toMatch(/could not be asked \(auth\.test: /);
  slack.fault({ method: "auth.test", kind: "http_500", status: 502 });
  expect(await ask()).toMatchObject({ faults: [], facts: [expect.stringContaining("http_502")] });
});
