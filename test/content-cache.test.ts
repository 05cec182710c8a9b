import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFilesOnce } from "../src/content.js";

let folder: string;
let config: { configDir: string; dialogsDir: string; dataDir: string };
const cache = () => join(config.dataDir, "content.cache");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdoor-content-"));
  config = { configDir: join(folder, "config"), dialogsDir: join(folder, "dialogs"), dataDir: join(folder, "data") };
  await cp("config", config.configDir, { recursive: true });
  await cp("dialogs", config.dialogsDir, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function kept() {
  const read = await readFilesOnce(config);
  await read.keep();
  return read.files;
}

test("what was kept is what was read, for its owner only", async () => {
  const files = await kept();
  expect((await stat(cache())).mode & 0o777).toBe(0o600);
  const again = (await readFilesOnce(config)).files;
  expect(again).toEqual(files);
  expect(again.dialogs.lexicon).toBe(again.raw.dialogs.lexicon);
  expect(again.calendar).toBe(again.raw.policy.calendar);
});

test("a file that changed is read and checked again", async () => {
  await kept();
  const before = await readFile(cache(), "utf8");
  const file = join(config.configDir, "desk.yaml");
  await writeFile(file, `${await readFile(file, "utf8")}\nsurprise: 1\n`);
  await expect(readFilesOnce(config)).rejects.toThrow(/desk\.yaml.*surprise/);
  await expect(readFile(cache(), "utf8")).resolves.toBe(before);
});

test.each([
  ["cut short", (text: string) => text.slice(0, -10)],
  ["changed", (text: string) => text.replace("Front", "Back") + " "],
  ["empty", () => ""],
])("a kept text that is %s counts for nothing", async (_, spoil) => {
  const files = await kept();
  await writeFile(cache(), spoil(await readFile(cache(), "utf8")));
  const again = await readFilesOnce(config);
  expect(again.files).toEqual(files);
  await again.keep();
  await expect(readFile(cache(), "utf8")).resolves.toContain(files.policy.version);
});

test("where it cannot be kept, a start goes on", async () => {
  await writeFile(config.dataDir, "a file, not a folder");
  await expect(kept()).resolves.toHaveProperty("policy");
});
