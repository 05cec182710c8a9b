import { LOCALES } from "../../domain/words.js";
import { readContent } from "./content.js";
import type { Content, RawContent } from "./content.js";
import type { Fault, Problem } from "./fault.js";
import { CALENDAR, FILES, lexiconFile, pathOf, type Folders } from "./files.js";
import { readYaml } from "./yaml-file.js";
import type { YamlFile } from "./yaml-file.js";

/** A fault as the parser of another adapter names it; the path is within the one file it was given. */
export interface PartFault {
  readonly path: string | readonly (string | number)[];
  readonly message?: string;
  /** The calendar's word for the message. */
  readonly fault?: string;
  readonly remedy: string;
}

/** What another adapter makes of a file that is its own; only its faults matter here. */
export type PartParser = (
  raw: unknown,
) => { readonly faults: readonly PartFault[] } | { readonly [part: string]: unknown; readonly faults?: undefined };

export interface PartParsers {
  /** Gets what stands in config/calendar.yaml. */
  calendar: PartParser;
  /** Gets what stands in dialogs/lexicon/<locale>.yaml, one file after the other. */
  lexicon: PartParser;
}

export interface LoadFiles extends Folders {
  parsers: PartParsers;
}

/** Reads and checks everything under `config/` and `dialogs/`: the content, or every fault at once with file, line and remedy. */
export async function loadFiles(from: LoadFiles): Promise<{ ok: Content } | { faults: Fault[] }> {
  const read = await Promise.all(
    FILES.map(async (file) => ({ file, outcome: await readYaml(pathOf(file, from), pathOf(file, from)) })),
  );
  const faults: Fault[] = [];
  const files = new Map<string, YamlFile>();
  for (const { file, outcome } of read) {
    if ("file" in outcome) files.set(file, outcome.file);
    else faults.push(...outcome.faults);
  }
  const content = readContent(rawOf(files));
  for (const problem of [...content.problems, ...partProblems(files, from.parsers)])
    faults.push(located(problem, { files, from }));
  if (faults.length > 0 || !content.value) return { faults: faults.sort(inOrder) };
  return { ok: content.value };
}

/** What was refused stays undefined, so that it is not checked again. */
function rawOf(files: Map<string, YamlFile>): RawContent {
  const raw = (file: string) => files.get(file)?.raw;
  return {
    policy: {
      desk: raw("config/desk.yaml"),
      sla: raw("config/sla.yaml"),
      routing: raw("config/routing.yaml"),
      channels: raw("config/channels.yaml"),
      calendar: raw(CALENDAR),
    },
    dialogs: {
      scripts: { "zh-CN": raw("dialogs/scripts/zh-CN.yaml"), en: raw("dialogs/scripts/en.yaml") },
      flows: raw("dialogs/flows.yaml"),
      forbidden: raw("dialogs/forbidden.yaml"),
      phrases: raw("dialogs/phrases.yaml"),
      lexicon: { "zh-CN": raw(lexiconFile("zh-CN")), en: raw(lexiconFile("en")) },
    },
  };
}

function partProblems(files: Map<string, YamlFile>, parsers: PartParsers): Problem[] {
  const parts = [
    { file: CALENDAR, parse: parsers.calendar },
    ...LOCALES.map((locale) => ({ file: lexiconFile(locale), parse: parsers.lexicon })),
  ];
  return parts.flatMap(({ file, parse }) => {
    const read = files.get(file);
    const faults = read ? (parse(read.raw).faults ?? []) : [];
    return faults.map((fault): Problem => {
      const path = typeof fault.path === "string" ? fault.path.split(".").filter(Boolean) : fault.path;
      return { file, path, message: fault.message ?? fault.fault ?? `"${path.join(".")}" does not fit`, remedy: fault.remedy };
    });
  });
}

interface Located {
  files: Map<string, YamlFile>;
  from: LoadFiles;
}

const located = ({ file, path, message, remedy }: Problem, { files, from }: Located): Fault => ({
  file: pathOf(file, from),
  line: files.get(file)?.lineOf(path) ?? 1,
  path: path.join("."),
  message,
  remedy,
});

const inOrder = (a: Fault, b: Fault): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
