import { Visitor } from "../support/direct-line.js";
import { Instance, makeFolder, run, runningIn } from "../support/processes.js";
import { apiClient } from "../support/product.js";

jest.setTimeout(120_000);

test("on a fresh machine: it starts, serves, stops without a trace, and starts again with everything still there", async () => {
  const folder = await makeFolder();
  const env = { DATA_DIR: `${folder.path}/data`, TRUSTED_PROXY: "127.0.0.1", FRONTDOOR_CLOCK: "virtual@2026-11-23T02:00:00Z" };
  let product = await Instance.start(env, folder.path);
  try {
    expect(product.out()).toMatch(/frontdoor token/);
    const page = await fetch(`${product.base}/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
    for (const path of ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"])
      expect([path, (await fetch(`${product.base}${path}`)).status]).toEqual([path, 200]);
    const wang = await Visitor.arrive(product.base, { locale: "zh-CN" });
    await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
    await wang.press("submit");

    // As a user types them, while it runs.
    const token = (await run(["cli.js", "token", "--role", "administrator"], { env, cwd: folder.path })).out;
    expect(token).toMatch(/^\S{20,}\n$/);
    const admin = apiClient(() => product.base, token.trim());
    const [ticket] = (await admin.get("/tickets")).body.items as { number: string; priority: string }[];
    expect(ticket!.priority).toBe("P1");
    const again = await run(["main.js"], { env: { ...env, PORT: "0" }, cwd: folder.path });
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringMatching(new RegExp(`Process ${product.pid} already runs.*stop it first, or set DATA_DIR`)),
    ]);
    const taken = await run(["main.js"], {
      env: { ...env, DATA_DIR: `${folder.path}/other`, PORT: new URL(product.base).port },
      cwd: folder.path,
    });
    expect([taken.code, taken.err]).toEqual([1, expect.stringMatching(/port is taken.*set PORT/)]);
    expect(await runningIn(`${folder.path}/other`)).toEqual([]);

    const kept = await run(["cli.js", "backup", "snapshot"], { env, cwd: folder.path });
    expect([kept.code, kept.out]).toEqual([0, expect.stringMatching(/\d+ rows of \d+ tables in snapshot/)]);
    expect(kept.out + kept.err).toMatch(/data\.key/);
    const refused = await run(["cli.js", "restore", "snapshot"], { env, cwd: folder.path });
    expect(refused.code).toBe(1);

    wang.leave();
    expect(await product.end("SIGTERM")).toBe(0);
    expect(await runningIn(folder.path)).toEqual([]);

    product = await Instance.start({ ...env, FRONTDOOR_CLOCK: "virtual" }, folder.path);
    const back = await Visitor.arrive(product.base, { resume: wang.resume });
    expect(back.texts).toEqual(wang.texts);
    expect((await admin.get("/tickets")).body.items).toMatchObject([{ number: ticket!.number }]);
    back.leave();
    expect(await product.end("SIGINT")).toBe(0);

    const real = await run(["main.js"], { env: { ...env, PORT: "0", FRONTDOOR_CLOCK: "real" }, cwd: folder.path });
    expect([real.code, real.err]).toEqual([1, expect.stringContaining("DATA_DIR")]);
    expect(await runningIn(folder.path)).toEqual([]);
  } finally {
    await product.end("SIGKILL");
    await folder.remove();
  }
});

test("a backup restored into an empty folder, with its key beside it, is the same desk", async () => {
  const folder = await makeFolder();
  const from = { DATA_DIR: `${folder.path}/from`, TRUSTED_PROXY: "127.0.0.1" };
  const to = { DATA_DIR: `${folder.path}/to`, TRUSTED_PROXY: "127.0.0.1" };
  let product = await Instance.start(from, folder.path);
  try {
    const wang = await Visitor.arrive(product.base, { locale: "zh-CN" });
    await wang.say("我是远航贸易的王芳,电话 138 0013 8000,打印机坏了开不了机");
    wang.leave();
    await product.end("SIGTERM");
    expect((await run(["cli.js", "backup", "snapshot"], { env: from, cwd: folder.path })).code).toBe(0);

    const { mkdir, copyFile } = await import("node:fs/promises");
    await mkdir(to.DATA_DIR, { recursive: true });
    await copyFile(`${from.DATA_DIR}/data.key`, `${to.DATA_DIR}/data.key`);
    const restored = await run(["cli.js", "restore", "snapshot"], { env: to, cwd: folder.path });
    expect([restored.code, restored.err, restored.out]).toEqual([0, expect.anything(), expect.stringMatching(/\d+ rows/)]);

    product = await Instance.start(to, folder.path);
    const back = await Visitor.arrive(product.base, { resume: wang.resume });
    expect(back.texts).toEqual(wang.texts);
    expect((await back.say("我的资料")).join()).toContain("8000");
    back.leave();
    await product.end("SIGTERM");
    expect(await runningIn(folder.path)).toEqual([]);
  } finally {
    await product.end("SIGKILL");
    await folder.remove();
  }
});
