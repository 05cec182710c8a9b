// Runs the tests that touch Postgres against a server of Debian's (15), in a temporary cluster on 127.0.0.1, as DATABASE_URL would.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = "/usr/lib/postgresql";
const major = readdirSync(ROOT)
  .filter((name) => /^\d+$/.test(name))
  .sort((a, b) => Number(b) - Number(a))[0];
if (!major) throw new Error(`No Postgres under ${ROOT}: apt-get install postgresql.`);
const bin = join(ROOT, major, "bin");

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

// Postgres refuses to run as root: then it runs as nobody, who needs no home.
const idOf = (flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
const runAs = process.getuid() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};

const folder = mkdtempSync(join(tmpdir(), "frontdoor-pg-"));
chmodSync(folder, 0o755);
if (runAs.uid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
const password = join(folder, "password");
writeFileSync(password, "own-server");
if (runAs.uid !== undefined) chownSync(password, runAs.uid, runAs.gid);
const data = join(folder, "data");
const made = spawnSync(
  join(bin, "initdb"),
  ["-D", data, "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", `--pwfile=${password}`],
  {
    ...runAs,
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  },
);
if (made.status !== 0) throw new Error("initdb failed");

const port = await freePort();
const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "fsync=off"];
const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])], {
  ...runAs,
  cwd: folder,
  stdio: ["ignore", "ignore", "pipe"],
});
await new Promise((resolve, reject) => {
  let said = "";
  server.stderr.on("data", (chunk) => {
    said += chunk;
    if (said.includes("ready to accept connections")) resolve();
  });
  server.on("exit", () => reject(new Error(said)));
});
console.log(`Postgres ${major} on port ${port}`);

const env = { ...process.env, TEST_DATABASE_URL: `postgres://postgres:own-server@127.0.0.1:${port}/postgres` };
const suites = ["test/adapters/postgres", "test/journeys", "test/application"];
const jest = spawn(
  process.execPath,
  ["node_modules/jest/bin/jest.js", ...suites, "--testPathIgnorePatterns", "/embedded/", "/browser/", "/processes/"],
  {
    env,
    stdio: "inherit",
  },
);
const code = await new Promise((resolve) => jest.on("exit", resolve));
server.removeAllListeners("exit");
const gone = new Promise((resolve) => server.on("exit", resolve));
server.kill("SIGINT");
await gone;
rmSync(folder, { recursive: true, force: true });
process.exit(code ?? 1);
