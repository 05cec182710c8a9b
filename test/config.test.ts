import { tmpdir } from "node:os";
import { readConfig } from "../src/config.js";

const before = process.env["IDENTITY_SECRET"];
afterEach(() => {
  if (before === undefined) delete process.env["IDENTITY_SECRET"];
  else process.env["IDENTITY_SECRET"] = before;
});
const read = (secret: string) => {
  process.env["IDENTITY_SECRET"] = secret;
  return readConfig(tmpdir(), tmpdir());
};

test("a secret that is too short to sign identities stops the start with its remedy; none is none", () => {
  expect(() => read("x".repeat(31))).toThrow(
    /^- IDENTITY_SECRET is too short .* at least 32 characters.*openssl rand -base64 32/,
  );
  expect(read("x".repeat(32)).identitySecret).toBe("x".repeat(32));
  expect(read("").identitySecret).toBeNull();
});

describe("the bot of Azure Bot Service", () => {
  const NAMES = ["MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID", "MICROSOFT_APP_TYPE"] as const;
  const kept = NAMES.map((name) => [name, process.env[name]] as const);
  afterEach(() => {
    for (const [name, value] of kept)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
  const ID = "6a1f5d0e-7a53-4f33-9a3e-0d1c7f6f2b11";
  const bot = (...values: string[]) => {
    for (const [i, name] of NAMES.entries()) process.env[name] = values[i] ?? "";
    return readConfig(tmpdir(), tmpdir()).microsoft;
  };

  test("is none without an app id; its type follows from what is given", () => {
    expect(bot("", "", "")).toBeNull();
    expect(bot(ID, "secret", "")).toEqual({ appId: ID, password: "secret", tenantId: null, type: "MultiTenant" });
    expect(bot(ID, "secret", "t")).toMatchObject({ type: "SingleTenant", tenantId: "t" });
    expect(bot(ID, "", "t", "UserAssignedMSI")).toMatchObject({ type: "UserAssignedMSI", password: null });
  });

  test.each([
    [["", "secret", "", ""], /MICROSOFT_APP_PASSWORD is set without MICROSOFT_APP_ID/],
    [["my-bot", "secret", "", ""], /MICROSOFT_APP_ID is no app id: give the GUID/],
    [[ID, "", "", ""], /MICROSOFT_APP_PASSWORD is missing/],
    [[ID, "secret", "", "SingleTenant"], /MICROSOFT_APP_TENANT_ID is missing/],
    [[ID, "secret", "t", "UserAssignedMSI"], /MICROSOFT_APP_PASSWORD is set, which a bot with a managed identity has not/],
    [[ID, "secret", "", "Azure"], /MICROSOFT_APP_TYPE is no type: give MultiTenant, SingleTenant or UserAssignedMSI/],
  ])("%j stops the start with its remedy", (values, told) => {
    expect(() => bot(...values)).toThrow(told);
  });
});

describe("the app in Slack", () => {
  const NAMES = ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL"] as const;
  const kept = NAMES.map((name) => [name, process.env[name]] as const);
  afterEach(() => {
    for (const [name, value] of kept)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
  const app = (...values: string[]) => {
    for (const [i, name] of NAMES.entries()) process.env[name] = values[i] ?? "";
    return readConfig(tmpdir(), tmpdir()).slack;
  };

  test("is none without a bot token; over HTTP with a signing secret, over Socket Mode with an app token", () => {
    expect(app()).toBeNull();
    const apiUrl = "https://slack.com/api/";
    expect(app("xoxb-1", "s3cret")).toEqual({ botToken: "xoxb-1", signingSecret: "s3cret", appToken: null, apiUrl });
    expect(app("xoxb-1", "", "xapp-1")).toEqual({ botToken: "xoxb-1", signingSecret: null, appToken: "xapp-1", apiUrl });
    expect(app("xoxb-1", "s", "", "http://127.0.0.1:3985/api")).toMatchObject({ apiUrl: "http://127.0.0.1:3985/api/" });
  });

  test.each([
    [["xoxb-1", ""], /SLACK_SIGNING_SECRET is missing/],
    [["xoxb-1", " "], /SLACK_SIGNING_SECRET is no signing secret/],
    [["", "s3cret"], /SLACK_SIGNING_SECRET is set without SLACK_BOT_TOKEN/],
    [["", "", "xapp-1"], /SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN/],
    [["xoxp-1", "s3cret"], /SLACK_BOT_TOKEN is no bot token/],
    [["xoxb-1", "s3cret", "xoxb-1"], /SLACK_APP_TOKEN is no app token/],
    [["xoxb-1", "s3cret", "", "http://slack.example/api/"], /SLACK_API_URL is not encrypted/],
  ])("%j stops the start with its remedy", (values, told) => {
    expect(() => app(...values)).toThrow(told);
  });
});
