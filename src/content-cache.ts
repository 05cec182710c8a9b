import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Content } from "./adapters/dialog-files/content.js";
import { FILES, pathOf, type Folders } from "./adapters/dialog-files/files.js";
import type { Lexicon } from "./adapters/understanding/lexicon.js";
import type { Locale } from "./domain/words.js";

/** The content of `config/` and `dialogs/` as it was read and checked. */
export interface Kept {
  files: Content;
  lexicons: Record<Locale, Lexicon>;
}

export interface ContentCache {
  /** Null on any doubt: no file, another key, not what was written. */
  read(): Promise<Kept | null>;
  /** Where it cannot be written, the next start reads the files again. */
  keep(kept: Kept): Promise<void>;
}

const FORMAT = "1";

/** A file in DATA_DIR, `<key> <digest of the rest>` and JSON. Its key is that of all files' bytes and of the code that checks them. */
export function makeContentCache(from: Folders & { dataDir: string }): ContentCache {
  const path = join(from.dataDir, "content.cache");
  let key = "";
  return {
    read: async () => {
      try {
        key = await keyOf(from);
        const text = await readFile(path, "utf8");
        const end = text.indexOf("\n");
        const body = text.slice(end + 1);
        return text.slice(0, end) === headOf(key, body) ? relinked(JSON.parse(body) as Kept) : null;
      } catch {
        return null;
      }
    },
    keep: async (kept) => {
      if (key === "" || key !== (await keyOf(from).catch(() => ""))) return; // changed while they were read
      const body = JSON.stringify(kept);
      const written = `${path}.${randomUUID()}`;
      try {
        await mkdir(from.dataDir, { recursive: true });
        await writeFile(written, `${headOf(key, body)}\n${body}`, { mode: 0o600, flag: "wx" });
        await rename(written, path);
      } catch {
        await rm(written, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Parts that the checked content shares with the raw one are the same objects, as after a reading of the files. */
function relinked({ files, lexicons }: Kept): Kept {
  const { policy, dialogs } = files.raw;
  return { files: { ...files, calendar: policy.calendar, dialogs: { ...files.dialogs, lexicon: dialogs.lexicon } }, lexicons };
}

const headOf = (key: string, body: string): string => `${key} ${createHash("sha256").update(body).digest("hex")}`;

/** What decides how files are read: the checks, the words they know, and the releases of the packages they use. */
const CHECKED_BY = ["../package.json", "./adapters/dialog-files", "./adapters/understanding", "./application", "./domain"];

async function keyOf(from: Folders): Promise<string> {
  const code = CHECKED_BY.map((place) => fileURLToPath(new URL(place, import.meta.url))).map(sourcesIn);
  const paths = [...(await Promise.all(code)).flat(), ...FILES.map((file) => pathOf(file, from))];
  const hash = createHash("sha256").update(FORMAT);
  for (const bytes of await Promise.all(paths.map((path) => readFile(path)))) hash.update(`\n${bytes.length}\n`).update(bytes);
  return hash.digest("hex");
}

async function sourcesIn(path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path];
  const found = await readdir(path, { recursive: true });
  return found
    .filter((name) => /\.[jt]s$/.test(name))
    .map((name) => join(path, name))
    .sort();
}
