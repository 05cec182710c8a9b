import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./product.js";

const ROOT = join(__dirname, "../..");
export type Env = Record<string, string>;

/** A folder that the database's own user can enter too, gone with all that runs in it. */
export async function makeFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "frontdoor-process-"));
  await chmod(path, 0o755);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Nothing of the surrounding environment but what a program needs to run at all. */
const envOf = (env: Env): Env => ({ PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/", TZ: "UTC", ...env });

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

const RUN_MAX_MS = 60_000;

/** `node dist/NAME …` as somebody types it, in a folder of its own. */
export async function run(args: string[], of: { env: Env; cwd: string; stdin?: string }): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, "dist", args[0]!), ...args.slice(1)], {
    cwd: of.cwd,
    env: envOf(of.env),
    stdio: ["pipe", "pipe", "pipe"],
    timeout: RUN_MAX_MS,
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(of.stdin ?? "");
  const [out, err] = [gather(child.stdout), gather(child.stderr)];
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out: out(), err: err() };
}

function gather(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}

const ADDRESS = /Chat page: (http:\/\/\S+)\//;

/** The product as its own process. */
export class Instance {
  readonly base: string;
  readonly out: () => string;
  readonly err: () => string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, said: { base: string; out: () => string; err: () => string }) {
    this.child = child;
    this.base = said.base;
    this.out = said.out;
    this.err = said.err;
  }

  /** Resolves once its doors are open; rejects with what it said when it ends before. */
  static async start(env: Env, cwd: string): Promise<Instance> {
    const child = spawn(process.execPath, [join(ROOT, "dist/main.js")], {
      cwd,
      env: envOf({ PORT: "0", ...env }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [out, err] = [gather(child.stdout), gather(child.stderr)];
    const base = await until(
      () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${out()}\n${err()}`);
        return ADDRESS.exec(out())?.[1];
      },
      "open doors",
      RUN_MAX_MS,
    );
    return new Instance(child, { base, out, err });
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends the signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.isAlive) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once("exit", resolve));
    this.child.kill(signal);
    return ended;
  }
}

/** Processes whose command line names this folder: the database of a DATA_DIR, and whoever runs it. */
export async function runningIn(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(folder)).map((line) => line.replaceAll("\0", " "));
}
