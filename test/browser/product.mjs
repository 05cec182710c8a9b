// The built product on a free port with its own data, for the browser journeys.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS = 120_000;

/** `start` and `stop` may be called again: the data stays until `remove`. `settings` are more of its environment. */
export async function makeProduct(settings = {}) {
  const directory = await mkdtemp(join(tmpdir(), "frontdoor-browser-"));
  // The embedded database may run as another user, who has to reach its folder.
  await chmod(directory, 0o755);
  const dataDirectory = join(directory, "data");
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let running = null;
  let log = "";

  async function start() {
    const env = {
      ...process.env,
      DATA_DIR: dataDirectory,
      PORT: String(port),
      HOST: "127.0.0.1",
      TRUSTED_PROXY: "127.0.0.1",
    };
    for (const name of ["DATABASE_URL", "PUBLIC_URL", "ALLOWED_ORIGINS", "FRONTDOOR_CLOCK"]) delete env[name];
    Object.assign(env, settings);
    running = spawn(process.execPath, ["dist/main.js"], { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [running.stdout, running.stderr]) stream.on("data", (data) => (log += data));
    const ended = once(running, "exit").then(() => "ended");
    for (const until = Date.now() + START_MS; Date.now() < until;) {
      const state = await Promise.race([ended, ready()]);
      if (state === "ready") return;
      if (state === "ended") break;
    }
    throw new Error(`the product did not start:\n${log}`);
  }
  async function ready() {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return fetch(`${base}/readyz`).then(
      ({ ok }) => (ok ? "ready" : "waiting"),
      () => "waiting",
    );
  }
  async function stop(signal = "SIGTERM") {
    if (running === null || running.exitCode !== null) return;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
    running = null;
  }
  return {
    base,
    dataDirectory,
    start,
    stop,
    log: () => log,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
