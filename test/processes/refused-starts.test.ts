import { randomBytes } from "node:crypto";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createDatabase, type TestDatabase } from "../support/postgres.js";
import { Instance, makeFolder, run, type Env } from "../support/processes.js";

jest.setTimeout(90_000);

let folder: Awaited<ReturnType<typeof makeFolder>>;
let database: TestDatabase;
const key = (): string => randomBytes(32).toString("base64");
beforeAll(async () => {
  folder = await makeFolder();
  database = await createDatabase();
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});
const start = (env: Env) => run(["main.js"], { env: { PORT: "0", DATA_DIR: folder.path, ...env }, cwd: folder.path });

test("all faults of the environment are told at once, each with its remedy", async () => {
  const { code, out, err } = await start({
    FRONTDOOR_KLOCK: "virtual",
    PORT: "99999",
    DATABASE_URL: "mysql://x",
    LOG_LEVEL: "loud",
    FRONTDOOR_CLOCK: "sometimes",
    ALLOWED_ORIGINS: "https://a.example/path",
  });
  expect([code, out]).toEqual([1, ""]);
  expect(
    err
      .trim()
      .split("\n")
      .map((line) => line.split(" ").slice(0, 2).join(" "))
      .sort(),
  ).toEqual(["- ALLOWED_ORIGINS", "- DATABASE_URL", "- FRONTDOOR_CLOCK", "- FRONTDOOR_KLOCK", "- LOG_LEVEL", "- PORT"]);
  expect(err).not.toMatch(/\n\s+at /);
});

test("a .env file is read, and a fault in it is told", async () => {
  const { path, remove } = await makeFolder();
  await writeFile(join(path, ".env"), "PORT=abc\n");
  const { code, err } = await run(["main.js"], { env: {}, cwd: path });
  expect([code, err]).toEqual([1, expect.stringContaining("PORT is not a port")]);
  await remove();
});

test.each<[string, Env, RegExp]>([
  [
    "no Postgres there",
    { DATABASE_URL: "postgres://u:secret@127.0.0.1:9/db", DATA_KEY: key() },
    /database does not answer.*check DATABASE_URL/s,
  ],
  [
    "no key for a database of one's own",
    { DATABASE_URL: "postgres://u:secret@127.0.0.1:9/db" },
    /DATA_KEY is missing.*openssl rand/,
  ],
  ["a key that is none", { DATABASE_URL: "postgres://u:secret@127.0.0.1:9/db", DATA_KEY: "short" }, /DATA_KEY/],
  ["virtual in production", { FRONTDOOR_CLOCK: "virtual", NODE_ENV: "production" }, /FRONTDOOR_CLOCK is virtual/],
  ["virtual for the whole network", { FRONTDOOR_CLOCK: "virtual", HOST: "0.0.0.0" }, /HOST=0\.0\.0\.0/],
])("refused, with its reason and no stack: %s", async (_name, env, reason) => {
  const { code, err, out } = await start(env);
  expect([code, err]).toEqual([1, expect.stringMatching(reason)]);
  expect(out + err).not.toMatch(/secret|\n\s+at /);
});

test("a database keeps its key and its clock: another of either is refused and names the remedy", async () => {
  const env = { DATABASE_URL: database.url, DATA_KEY: key(), FRONTDOOR_CLOCK: "virtual@2026-11-23T02:00:00Z" };
  const first = await Instance.start({ ...env, DATA_DIR: folder.path }, folder.path);
  expect(await first.end("SIGTERM")).toBe(0);
  const otherKey = await start({ ...env, DATA_KEY: key() });
  expect([otherKey.code, otherKey.err]).toEqual([1, expect.stringContaining("DATA_KEY")]);
  const otherClock = await start({ ...env, FRONTDOOR_CLOCK: "real" });
  expect([otherClock.code, otherClock.err]).toEqual([1, expect.stringMatching(/DATA_DIR|DATABASE_URL/)]);
  for (const { err } of [otherKey, otherClock]) expect(err).not.toMatch(/\n\s+at /);
});

test("check says what is fine, and every fault with file, line and remedy", async () => {
  const good = await run(["cli.js", "check"], { env: {}, cwd: folder.path });
  expect([good.code, good.out]).toEqual([0, expect.stringContaining("No fault")]);
  const dialogs = join(folder.path, "dialogs");
  await cp(join(__dirname, "../../dialogs"), dialogs, { recursive: true });
  await writeFile(join(dialogs, "scripts/en.yaml"), "sentences:\n  thanks.reply: {oops}\n");
  const bad = await run(["cli.js", "check"], { env: { FRONTDOOR_DIALOGS: dialogs }, cwd: folder.path });
  expect(bad.code).toBe(1);
  expect(bad.err.split("\n").filter((line) => /scripts\/en\.yaml:\d+/.test(line)).length).toBeGreaterThan(1);
  expect(bad.err).not.toMatch(/\n\s+at /);
});

test("classify answers line for line, in order, and a bad line in its place", async () => {
  const lines = ['{"text":"系统宕机了客户下不了单","lang":"zh-CN"}', "nonsense", '{"text":"How much is it?"}'];
  const { code, out } = await run(["cli.js", "classify"], { env: {}, cwd: folder.path, stdin: `${lines.join("\n")}\n` });
  const answers = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(code).toBe(0);
  expect(answers).toMatchObject([
    { priority: "P1", category: "aftersale" },
    { error: expect.any(String) as string },
    { lang: "en" },
  ]);
});

test("a command that is not one, or lacks what it needs, says so", async () => {
  for (const args of [["nonsense"], ["token"], ["token", "--role", "king"], ["backup"]]) {
    const { code, err } = await run(["cli.js", ...args], { env: {}, cwd: folder.path });
    expect([args, code, err]).toEqual([args, 1, expect.stringMatching(/error:/)]);
  }
});
