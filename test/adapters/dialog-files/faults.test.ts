import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultLine } from "../../../src/adapters/dialog-files/fault.js";
import { loadFiles } from "../../../src/adapters/dialog-files/load-files.js";
import { parseYaml } from "../../../src/adapters/dialog-files/yaml-file.js";
import { CONFIG_CASES } from "./cases-config.js";
import { DIALOG_CASES } from "./cases-dialogs.js";
import { faultsOf, parsers } from "./support.js";

const SLA = "config/sla.yaml";
const DESK = "config/desk.yaml";
const ZH = "dialogs/scripts/zh-CN.yaml";
const EN = "dialogs/scripts/en.yaml";
const FLOWS = "dialogs/flows.yaml";

test.each([...CONFIG_CASES, ...DIALOG_CASES])(
  "%s is found in %s with its line",
  async (...[, file, find, put, message, remedy]) => {
    const { faults, line } = await faultsOf([{ file, find, put }]);
    const fault = faults.find((each) => each.message.includes(message));
    expect(faults.map(faultLine).join("\n")).toContain(message);
    expect(fault).toMatchObject({ file });
    expect(fault!.remedy).toContain(remedy);
    // The edit may hold its fault on a later line of its own; a missing key is told where its mapping begins.
    expect(Math.abs(fault!.line - line)).toBeLessThanOrEqual(put === "" ? 6 : put.split("\n").length);
  },
);

test.each([
  ["an unknown key", SLA, "silence: 30 min", "silence: 30 min\n  noise: 1 h", 1],
  ["a bad duration", SLA, "silence: 30 min", "silence: 30", 0],
  ["a key twice", DESK, "region: CN", "region: CN\nregion: CN", 1],
  ["a vague word", ZH, "好的，我们从头来", "好的，我们尽快从头来", 0],
  ["a missing placeholder", EN, "Did this help with {number}?", "Did this help?", 0],
  [
    "an unknown choice in a list",
    FLOWS,
    "choices: [choice.yes, choice.no]",
    "choices:\n      - choice.yes\n      - choice.nein",
    2,
  ],
])("%s is on the very line", async (...[, file, find, put, below]) => {
  const { faults, line } = await faultsOf([{ file, find, put }]);
  expect(faults.map((fault) => fault.line)).toEqual([line + below]);
});

test("all faults come at once, by file and line", async () => {
  const { faults } = await faultsOf([
    { file: EN, find: "choice.skip: Skip", put: "choice.skipp: Skip" },
    { file: SLA, find: "holdAt: 0.9", put: "holdAt: 2" },
    { file: SLA, find: "silence: 30 min", put: "silence: long" },
    { file: DESK, find: "region: CN", put: "\tregion: CN" },
    { file: FLOWS, find: "slot: stopped", put: "slot: stop" },
  ]);
  expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual([
    "config/desk.yaml ",
    "config/sla.yaml tell.holdAt",
    "config/sla.yaml takeover.silence",
    "dialogs/flows.yaml intake.3.slot",
    "dialogs/scripts/en.yaml words.choice.skip",
    "dialogs/scripts/en.yaml words.choice.skipp",
  ]);
});

test("missing directories are faults, not errors", async () => {
  const dir = await mkdtemp(join(tmpdir(), "frontdoor-none-"));
  const read = await loadFiles({ configDir: dir, dialogsDir: join(dir, "none"), parsers });
  await rm(dir, { recursive: true });
  if (!("faults" in read)) throw new Error("no fault found");
  expect(read.faults).toHaveLength(12);
  expect(read.faults.every(({ message, line }) => message.startsWith("the file is missing") && line === 1)).toBe(true);
});

test("an empty file and bytes that are no text", async () => {
  const dir = await mkdtemp(join(tmpdir(), "frontdoor-odd-"));
  await writeFile(join(dir, "desk.yaml"), "# nothing\n");
  await writeFile(join(dir, "sla.yaml"), Buffer.from([0xff, 0xfe, 0x00]));
  await mkdir(join(dir, "routing.yaml"));
  const read = await loadFiles({ configDir: dir, dialogsDir: dir, parsers });
  await rm(dir, { recursive: true });
  if (!("faults" in read)) throw new Error("no fault found");
  const messages = Object.fromEntries(read.faults.map(({ file, message }) => [file.slice(dir.length + 1), message]));
  expect(messages).toMatchObject({
    "desk.yaml": "the file is empty",
    "sla.yaml": "the file is not UTF-8",
    "routing.yaml": expect.stringContaining("cannot be read: EISDIR"),
  });
});

test("an alias without its anchor, or one that unfolds without end", () => {
  expect(parseYaml("a: *nowhere\n", "x.yaml")).toMatchObject({ faults: [{ file: "x.yaml" }] });
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [at, from] of ["ba", "cb", "dc", "ed"]) bomb.push(`${at}: &${at} [${Array(9).fill(`*${from}`).join(", ")}]`);
  expect(parseYaml(bomb.join("\n"), "x.yaml")).toMatchObject({
    faults: [{ remedy: "Write the value out instead of using an alias." }],
  });
});

test("the faults of other adapters' parts get file and line", async () => {
  const { faults, line } = await faultsOf([{ file: "config/calendar.yaml", find: "night:", put: "night:" }], {
    calendar: () => ({ faults: [{ path: ["night", "from"], message: "too dark", remedy: "Light a lamp." }] }),
    lexicon: () => ({ faults: [{ path: "concepts.0.name", remedy: "rename it" }] }),
  });
  expect(faults[0]).toMatchObject({ file: "config/calendar.yaml", path: "night.from", message: "too dark" });
  expect(Math.abs(faults[0]!.line - line)).toBeLessThanOrEqual(1);
  expect(faults.slice(1).map(({ file, remedy }) => `${file}: ${remedy}`)).toEqual([
    "dialogs/lexicon/en.yaml: rename it",
    "dialogs/lexicon/zh-CN.yaml: rename it",
  ]);
});
