import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const LOOK_EVERY_MS = 3;
const PATIENCE_MS = 60_000;

export const DATA_KEY = Buffer.alloc(32, 1).toString("base64");
export const DIRECTLINE_SECRET = "a-secret-of-this-bench-alone";

/** The product as `npm start` runs it, its own limits included; `env` says on which database. */
export const startProduct = (env) =>
  startServer(fileOf("../../dist/main.js"), { DIRECTLINE_SECRET, LOG_LEVEL: "warn", ...env, HOST: "127.0.0.1" });

export const startEchoBot = () => startServer(fileOf("./echo-bot.mjs"), {});

/** Starts a server in a process of its own; `startMs` is the time until /readyz was answered. */
export async function startServer(script, env) {
  const port = await freePort();
  const began = performance.now();
  const flags = (process.env.BENCH_NODE_FLAGS ?? "").split(" ").filter(Boolean);
  const child = spawn(process.execPath, [...flags, script], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode} instead of starting.`);
    if (performance.now() - began > PATIENCE_MS) throw new Error(`${script} did not answer /readyz.`);
    await sleep(LOOK_EVERY_MS);
  }
  const startMs = performance.now() - began;
  return {
    port,
    pid: child.pid,
    startMs,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const answers = (port) =>
  new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, path: "/readyz", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("error", () => resolve(false));
    asked.end();
  });

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
