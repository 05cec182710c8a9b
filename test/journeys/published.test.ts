import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TestDesk } from "../support/product.js";

let desk: TestDesk;
let folder: string;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.instance();
  folder = await mkdtemp(join(tmpdir(), "frontdoor-dialogs-"));
  await cp(desk.config.dialogsDir, folder, { recursive: true });
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const REPLY = "不客气，这一句是刚刚发布的。";

test("a published sentence is said by all instances without a restart; a running conversation keeps its own", async () => {
  const running = await desk.visitor({ locale: "zh-CN" });
  await running.say("谢谢");
  const file = join(folder, "scripts/zh-CN.yaml");
  const before = await readFile(file, "utf8");
  const after = before.replace(/^(\s*thanks\.reply:).*$/m, `$1 ${REPLY}`);
  expect(after).not.toBe(before);
  await writeFile(file, after);
  await desk.publish({ dialogsDir: folder });

  for (const nth of [0, 1]) {
    let said: string[] = [];
    for (let tries = 0; tries < 30 && !said.includes(REPLY); tries += 1) {
      const visitor = await desk.visitor({ locale: "zh-CN", base: desk.base(nth) });
      said = await visitor.say("谢谢");
      if (!said.includes(REPLY)) await sleep(200);
    }
    expect(said).toEqual([REPLY]);
  }
  expect(await running.say("谢谢")).not.toContain(REPLY);

  // An old instance that restarts turns nothing back.
  await desk.instance();
  const visitor = await desk.visitor({ locale: "zh-CN", base: desk.base(2) });
  expect(await visitor.say("谢谢")).toEqual([REPLY]);
});

test("files with a fault are not published, and every fault is named with file and line", async () => {
  await writeFile(join(folder, "scripts/en.yaml"), "sentences:\n  thanks.reply: {oops}\n");
  await expect(desk.publish({ dialogsDir: folder })).rejects.toThrow(/en\.yaml:\d+/);
  const visitor = await desk.visitor({ locale: "en" });
  expect((await visitor.say("thanks")).join()).toMatch(/welcome/i);
});
