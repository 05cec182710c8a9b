import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BOT_SCOPES } from "../../src/adapters/channels/slack/setup/scopes.js";
import { createDatabase } from "../support/postgres.js";
import { makeFolder, run, type Env } from "../support/processes.js";
import { until } from "../support/product.js";
import { configWith } from "../support/slack-config.js";
import { startSlack, type SlackStandIn } from "../support/slack/slack.js";

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makeFolder>>;
let slack: SlackStandIn;
beforeAll(async () => {
  folder = await makeFolder();
  slack = await startSlack({ scopes: Object.keys(BOT_SCOPES) });
});
afterAll(async () => {
  await slack.stop();
  await folder.remove();
});

const app = (): Env => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
});
const check = (env: Env) => run(["cli.js", "check"], { env, cwd: folder.path });

test("an empty signing secret stops the start and the check, and the remedy is named", async () => {
  const env = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "" };
  const [start, checked] = await Promise.all([
    run(["main.js"], { env: { PORT: "0", DATA_DIR: folder.path, ...env }, cwd: folder.path }),
    check(env),
  ]);
  for (const { code, err, out } of [start, checked]) {
    expect([code, err]).toEqual([1, expect.stringMatching(/SLACK_SIGNING_SECRET is missing.*App Credentials.*SLACK_APP_TOKEN/)]);
    expect(err + out).not.toMatch(/\n\s+at /);
  }
});

test("check: all is well, and it says where Slack comes to", async () => {
  const channel = slack.channel({ name: "triage" });
  const env = { ...app(), ...(await configWith(folder.path, { triage: [channel.id] })), PUBLIC_URL: "https://desk.example.com" };
  const { code, out, err } = await check(env);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/No fault in/);
  expect(out).toContain("https://desk.example.com/slack/events");
  expect(out).toMatch(/channels\.yaml:\d+ slack\.triage\.0\.channel: #triage\./);
  const socket = await check({ ...app(), SLACK_APP_TOKEN: slack.appToken });
  expect([socket.code, socket.out]).toEqual([0, expect.stringMatching(/over Socket Mode[^]*No triage channel is named/)]);
});

test("check: what Slack knows to be wrong is told by name, with the line and the remedy, and nothing secret", async () => {
  const archived = slack.channel({ name: "old", archived: true });
  const left = slack.channel({ name: "left", bot: false });
  slack.scopes.delete("files:write");
  const { code, out, err } = await check({
    ...app(),
    ...(await configWith(folder.path, { triage: [archived.id, left.id], rooms: [left.id] })),
  });
  slack.scopes.add("files:write");
  expect(code).toBe(1);
  expect(out).toMatch(/No fault in/);
  expect(err.trim().split("\n")).toEqual([
    expect.stringMatching(/^- The scope files:write is missing: .*install the app again\.$/),
    expect.stringMatching(/^- .*channels\.yaml:\d+ slack\.triage\.0\.channel: #old is archived\./),
    expect.stringMatching(/^- .*channels\.yaml:\d+ slack\.triage\.1\.channel: the app is not in #left\./),
  ]);
  const other = await check({ ...app(), SLACK_BOT_TOKEN: "xoxb-of-another" });
  expect([other.code, other.err]).toEqual([1, expect.stringMatching(/SLACK_BOT_TOKEN \(invalid_auth\)/)]);
  expect(out + err + other.out + other.err).not.toMatch(new RegExp(`${slack.botToken}|${slack.signingSecret}|of-another`));
});

test("check: offline it says so, and the files are checked all the same", async () => {
  const away = { ...app(), SLACK_API_URL: "http://127.0.0.1:9/api/" };
  const { code, out } = await check(away);
  expect([code, out]).toEqual([0, expect.stringMatching(/No fault in[^]*Slack could not be asked/)]);
  const config = await configWith(folder.path, { triage: ["C0123ABCD4", "triage"] });
  const bad = await check({ ...away, ...config });
  expect([bad.code, bad.err]).toEqual([
    1,
    expect.stringMatching(/channels\.yaml:\d+ slack\.triage\.1\.channel: "triage" is no id/),
  ]);
});

test("check: channels that are named without an app are told by their line", async () => {
  const { code, err } = await check(await configWith(folder.path, { triage: ["C0123ABCD5"] }));
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/channels\.yaml:\d+ slack\.triage\.0\.channel: SLACK_BOT_TOKEN is not set/),
  ]);
});

describe.each(["http", "socket"] as const)("a stop over %s", (transport) => {
  test("leaves no handle, no socket, and nobody who asks for another", async () => {
    const database = await createDatabase();
    const env: Env = {
      ...app(),
      ...(transport === "socket" ? { SLACK_APP_TOKEN: slack.appToken } : {}),
      ...{ DATABASE_URL: database.url, DATA_KEY: randomBytes(32).toString("base64"), DATA_DIR: folder.path, PORT: "0" },
    };
    const child = spawn(process.execPath, [join(__dirname, "../support/stops-by-itself.mjs")], {
      cwd: folder.path,
      env: { PATH: process.env["PATH"] ?? "", TZ: "UTC", ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    try {
      const port = await until(() => /^up (\d+)/m.exec(out)?.[1], "the start", 30_000);
      slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
      if (transport === "socket") await slack.sockets.opened();
      const person = slack.person({ name: "王芳", locale: "zh-CN" });
      await person.says(person.dm, "你好");
      await slack.waitForMessage(person.dm, (one) => one.bot_id !== undefined);
      child.kill("SIGUSR2");
      expect([await ended, out.replace(/^up.*\n/, "")]).toEqual([0, "stopped\n"]);
      const asked = slack.callsOf("apps.connections.open").length;
      await sleep(1_500);
      expect([slack.sockets.open, slack.callsOf("apps.connections.open").length - asked]).toEqual([0, 0]);
    } finally {
      child.kill("SIGKILL");
      await database.drop();
    }
  });
});
