import { isBelievable, isConnector, isFileStore } from "../../../../src/adapters/channels/botframework/trust.js";

describe("where our token may go", () => {
  const at = { vouched: null, development: false };
  test.each([
    "https://smba.trafficmanager.net/amer/",
    "https://webchat.botframework.com/",
    "https://directline.botframework.azure.us/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
  ])("%s", (url) => expect(isConnector(url, at)).toBe(true));

  test.each([
    "http://smba.trafficmanager.net/amer/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil-botframework.com/",
    "https://botframework.com@evil.example/",
    "https://user:word@webchat.botframework.com/",
    "https://evil.trafficmanager.net/",
    "ftp://webchat.botframework.com/",
    "https://169.254.169.254/",
    "not an address",
    "",
  ])("not to %j", (url) => expect(isConnector(url, at)).toBe(false));

  test("elsewhere only as the caller's own token vouches, and over https", () => {
    const url = "https://slack.channels.example/";
    expect(isConnector(url, { ...at, vouched: url })).toBe(true);
    expect(isConnector(url, { ...at, vouched: "https://other.example/" })).toBe(false);
    expect(isConnector("http://a.example/", { ...at, vouched: "http://a.example/" })).toBe(false);
  });

  test.each(["http://127.0.0.1:3979/", "http://localhost:50000", "https://[::1]/"])(
    "this machine's %s in development only",
    (url) => {
      expect(isConnector(url, { vouched: url, development: false })).toBe(false);
      expect(isConnector(url, { vouched: null, development: true })).toBe(true);
    },
  );
});

test.each([
  ["https://contoso.sharepoint.com/f.pdf", true],
  ["https://contoso-my.sharepoint.com/personal/f?tempauth=x", true],
  ["http://contoso.sharepoint.com/f.pdf", false],
  ["https://sharepoint.com.evil.example/", false],
  ["https://a:b@contoso.sharepoint.com/", false],
])("a file at %s is fetched without a token: %s", (url, fetched) => expect(isFileStore(url)).toBe(fetched));

describe("whose token is looked at", () => {
  const issuer = "https://api.botframework.com";
  const tokenOf = (payload: object) => `Bearer e30.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.c2ln`;
  const by = (iss: unknown, development = false, channelId = "msteams") =>
    isBelievable({ issuer, development }, { authorization: tokenOf({ iss }), channelId });

  test("of channels, and in development of others too", () => {
    expect([by(issuer), by("https://sts.windows.net/t/"), by("https://sts.windows.net/t/", true)]).toEqual([true, false, true]);
  });

  test("never under the rules of a channel that is checked by no serviceUrl", () => {
    expect([by(issuer, true, "AseChannel"), by(issuer, true, "asechannel")]).toEqual([false, false]);
  });

  test.each([
    "",
    "Bearer",
    "Bearer ",
    "Bearer a.b",
    "bearer e30.e30.c2ln",
    "Bearer e30.!.c2ln",
    "Bearer e30.bnVsbA.c2ln",
    "Basic e30.e30.c2ln",
  ])("%j is none", (authorization) =>
    expect(isBelievable({ issuer, development: true }, { authorization, channelId: "msteams" })).toBe(false),
  );
  test("an issuer that is no text is none", () => expect(by(["https://api.botframework.com"], true)).toBe(false));
});
