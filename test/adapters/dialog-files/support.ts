import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Content } from "../../../src/adapters/dialog-files/content.js";
import type { Fault } from "../../../src/adapters/dialog-files/fault.js";
import { faultLine } from "../../../src/adapters/dialog-files/fault.js";
import type { PartParsers } from "../../../src/adapters/dialog-files/load-files.js";
import { loadFiles } from "../../../src/adapters/dialog-files/load-files.js";
import { LOCALES } from "../../../src/domain/words.js";

/** Other adapters' parsers, content with everything. */
export const parsers: PartParsers = { calendar: (value) => ({ value }), lexicon: (value) => ({ value }) };

export const FILES = { configDir: "config", dialogsDir: "dialogs", parsers };

/** The content of the repository's own files. */
export async function ownContent(): Promise<Content> {
  const read = await loadFiles(FILES);
  if ("faults" in read) throw new Error(read.faults.map(faultLine).join("\n"));
  return read.ok;
}

export interface Edit {
  /** `config/sla.yaml` */
  file: string;
  find: string;
  put: string;
}

export interface Edited {
  outcome: { ok: Content } | { faults: Fault[] };
  /** The line on which the first edit begins. */
  line: number;
  dir: string;
}

/** Loads a copy of the repository's files with some text changed. */
export async function loadEdited(edits: Edit[], given: PartParsers = parsers): Promise<Edited> {
  const dir = await mkdtemp(join(tmpdir(), "frontdoor-files-"));
  try {
    await cp("config", join(dir, "config"), { recursive: true });
    await cp("dialogs", join(dir, "dialogs"), { recursive: true, filter: (path) => !path.includes("lexicon") });
    // The lexica are long and another adapter's: stand-ins make the tests quick.
    await mkdir(join(dir, "dialogs/lexicon"));
    for (const locale of LOCALES) await writeFile(join(dir, `dialogs/lexicon/${locale}.yaml`), `locale: ${locale}\n`);
    let line = 0;
    for (const { file, find, put } of edits) {
      const text = await readFile(join(dir, file), "utf8");
      const at = text.indexOf(find);
      if (at < 0) throw new Error(`${file} does not hold ${find}`);
      line ||= text.slice(0, at).split("\n").length;
      await writeFile(join(dir, file), text.slice(0, at) + put + text.slice(at + find.length));
    }
    const outcome = await loadFiles({ configDir: join(dir, "config"), dialogsDir: join(dir, "dialogs"), parsers: given });
    return { outcome, line, dir };
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** The faults of an edited copy, with the files named from the copy's top. */
export async function faultsOf(edits: Edit[], given: PartParsers = parsers): Promise<{ faults: Fault[]; line: number }> {
  const { outcome, line, dir } = await loadEdited(edits, given);
  const faults = "faults" in outcome ? outcome.faults : [];
  return { faults: faults.map((fault) => ({ ...fault, file: fault.file.slice(dir.length + 1) })), line };
}
