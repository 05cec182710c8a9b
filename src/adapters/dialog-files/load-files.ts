import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { LOCALES } from "../../domain/words.js";
import { readContent } from "./content.js";
import type { Content, RawContent } from "./content.js";
import type { Fault, Problem } from "./fault.js";
import { placeOf } from "./stored-content.js";
import { readYaml } from "./yaml-file.js";
import type { YamlFile } from "./yaml-file.js";

/** What another adapter makes of the parts that are its own; only its faults matter here. `path` starts at what it was given. */
export type PartParser = (raw: unknown) => { value: unknown } | { faults: readonly PartFault[] };

export interface PartFault {
  path: readonly (string | number)[];
  message: string;
  remedy: string;
}

export interface PartParsers {
  /** Gets what stands in config/calendar.yaml. */
  calendar: PartParser;
  /** Gets all files under dialogs/lexicon/ in one record, by their path there without its ending: `zh-CN`, `en`. */
  lexicon: PartParser;
}

export interface LoadFiles {
  configDir: string;
  dialogsDir: string;
  parsers: PartParsers;
}

/** Reads and checks everything under `config/` and `dialogs/`: the content, or every fault at once with file, line and remedy. */
export async function loadFiles({ configDir, dialogsDir, parsers }: LoadFiles): Promise<{ ok: Content } | { faults: Fault[] }> {
  const pathOf = (file: string) => file.replace(/^config(?=\/)/, configDir).replace(/^dialogs(?=\/)/, dialogsDir);
  const lexicon = await lexiconFiles(dialogsDir);
  const read = await Promise.all(
    [...FILES, ...lexicon].map(async (file) => ({ file, outcome: await readYaml(pathOf(file), pathOf(file)) })),
  );
  const faults: Fault[] = [];
  const files = new Map<string, YamlFile>();
  for (const { file, outcome } of read) {
    if ("file" in outcome) files.set(file, outcome.file);
    else faults.push(...outcome.faults);
  }
  const content = readContent(rawOf(files, lexicon));
  const problems = [...content.problems, ...partProblems(files, { lexicon, parsers })];
  faults.push(...problems.map((problem) => located(problem, { files, pathOf })));
  if (faults.length > 0 || !content.value) return { faults: faults.sort(inOrder) };
  return { ok: content.value };
}

const CALENDAR = "config/calendar.yaml";
const LEXICON = "dialogs/lexicon/";
const FILES = [
  "config/desk.yaml",
  "config/sla.yaml",
  "config/routing.yaml",
  CALENDAR,
  ...LOCALES.map((locale) => `dialogs/scripts/${locale}.yaml`),
  "dialogs/flows.yaml",
  "dialogs/forbidden.yaml",
];

async function lexiconFiles(dialogsDir: string): Promise<string[]> {
  try {
    const names = await readdir(join(dialogsDir, "lexicon"), { recursive: true });
    return names
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => LEXICON + name.replaceAll("\\", "/"))
      .sort();
  } catch {
    return []; // its parser says what it misses
  }
}

/** What was refused stays undefined, so that it is not checked again. */
function rawOf(files: Map<string, YamlFile>, lexicon: string[]): RawContent {
  const raw = (file: string) => files.get(file)?.raw;
  return {
    policy: {
      desk: raw("config/desk.yaml"),
      sla: raw("config/sla.yaml"),
      routing: raw("config/routing.yaml"),
      calendar: raw(CALENDAR),
    },
    dialogs: {
      scripts: { "zh-CN": raw("dialogs/scripts/zh-CN.yaml"), en: raw("dialogs/scripts/en.yaml") },
      flows: raw("dialogs/flows.yaml"),
      forbidden: raw("dialogs/forbidden.yaml"),
      lexicon: Object.fromEntries(lexicon.map((file) => [placeOf(file).at(-1)!, raw(file)])),
    },
  };
}

function partProblems(
  files: Map<string, YamlFile>,
  { lexicon, parsers }: { lexicon: string[]; parsers: PartParsers },
): Problem[] {
  const problems: Problem[] = [];
  const calendar = files.get(CALENDAR);
  if (calendar) problems.push(...faultsOf(parsers.calendar(calendar.raw)).map((fault) => ({ ...fault, file: CALENDAR })));
  const readable = lexicon.filter((file) => files.has(file));
  if (readable.length < lexicon.length) return problems;
  const raw = Object.fromEntries(readable.map((file) => [placeOf(file).at(-1)!, files.get(file)!.raw]));
  for (const { path, ...fault } of faultsOf(parsers.lexicon(raw))) {
    const [stem = LOCALES[0], ...rest] = path;
    problems.push({ ...fault, file: `${LEXICON}${stem}.yaml`, path: rest });
  }
  return problems;
}

const faultsOf = (parsed: ReturnType<PartParser>): readonly PartFault[] => ("faults" in parsed ? parsed.faults : []);

interface Located {
  files: Map<string, YamlFile>;
  pathOf: (file: string) => string;
}

const located = ({ file, path, message, remedy }: Problem, { files, pathOf }: Located): Fault => ({
  file: pathOf(file),
  line: files.get(file)?.lineOf(path) ?? 1,
  path: path.join("."),
  message,
  remedy,
});

const inOrder = (a: Fault, b: Fault): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
