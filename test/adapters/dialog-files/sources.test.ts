import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sourcesOf } from "../../../src/adapters/dialog-files/policy/sources.js";
import { ownContent } from "./support.js";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "frontdoor-sources-"));
  await cp("config", dir, { recursive: true });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const find = (read: Awaited<ReturnType<typeof sourcesOf>>, file: string, path: string) =>
  read.find((each) => each.file === file)?.settings.find((each) => each.path === path);

test("every value in force names the line it stands on; what the file says otherwise by now names none", async () => {
  // As Postgres gives it back: without the order of the files.
  const raw = JSON.parse(JSON.stringify((await ownContent()).raw.policy)) as unknown;
  const from = { configDir: dir, dialogsDir: "dialogs" };
  const read = await sourcesOf(raw, from);
  expect(read.map(({ file }) => file)).toEqual([
    ...["config/desk.yaml", "config/sla.yaml", "config/routing.yaml", "config/channels.yaml", "config/calendar.yaml"],
  ]);
  const text = await readFile(join(dir, "sla.yaml"), "utf8");
  const lineOf = (words: string): number => text.split("\n").findIndex((line) => line.includes(words)) + 1;
  expect(find(read, "config/sla.yaml", "priorities.P1.progressEvery")).toEqual({
    path: "priorities.P1.progressEvery",
    value: "2 h",
    line: lineOf("P1:"),
  });
  for (const { settings } of read) {
    const lines = settings.map(({ line }) => line);
    expect(lines).not.toContain(null);
    expect(lines).toEqual(lines.toSorted((a, b) => a! - b!));
  }
  await writeFile(join(dir, "sla.yaml"), text.replace("warnAt: 0.75", "warnAt: 0.5"));
  await rm(join(dir, "desk.yaml"));
  const later = await sourcesOf(raw, from);
  expect(find(later, "config/sla.yaml", "tell.warnAt")).toMatchObject({ value: 0.75, line: null });
  expect(find(later, "config/sla.yaml", "tell.holdAt")).toMatchObject({ value: 0.9, line: lineOf("holdAt") });
  expect(find(later, "config/desk.yaml", "region")).toEqual({ path: "region", value: "CN", line: null });
});
