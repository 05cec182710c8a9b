import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf, eventually, HURRIED, isRoot, leave, query, serversBelow, workshop, type Launcher } from "./launcher.js";

const { folder, launch, close } = workshop();
const dataDir = join(folder, "data");
const cluster = join(dataDir, "pg18");

const start = async (): Promise<{ launcher: Launcher; url: string }> => {
  const launcher = launch({ dataDir, settings: HURRIED });
  const { url, message } = await launcher.outcome;
  if (!url) throw new Error(message);
  return { launcher, url };
};
const kept = (url: string) => query(url, "select text from notes").then((rows) => rows.length);

beforeAll(async () => {
  const { launcher, url } = await start();
  await query(url, "create table notes (text text); insert into notes values ('kept')");
  await launcher.stop();
});
afterAll(close);

test("kill -9 of the desk leaves its server, which the next start replaces without losing a row", async () => {
  const { launcher, url } = await start();
  await query(url, "insert into notes values ('last')");
  const [orphan] = serversBelow(folder);
  await launcher.kill("SIGKILL");
  expect(serversBelow(folder)).toEqual([orphan]);

  const next = await start();
  expect(next.launcher.told).toEqual([expect.stringContaining(`${orphan}`)]);
  expect(serversBelow(folder)).toHaveLength(1);
  expect(serversBelow(folder)).not.toEqual([orphan]);
  expect(await kept(next.url)).toBe(2);
  await query(next.url, "delete from notes where text = 'last'");
  await next.launcher.stop();
});

test("kill -9 of the desk and its server at once, in the middle of writes, loses nothing that was acknowledged", async () => {
  const { launcher, url } = await start();
  await query(url, "create table acknowledged (n int)");
  let acknowledged = 0;
  const writing = (async () => {
    for (let n = 1; ; n++) {
      await query(url, `insert into acknowledged values (${n})`);
      acknowledged = n;
    }
  })().catch(() => undefined);
  await eventually("some rows are written", () => acknowledged > 20);
  const gone = launcher.kill("SIGKILL");
  for (const pid of serversBelow(folder)) process.kill(pid, "SIGKILL");
  await Promise.all([gone, writing]);

  const next = await start();
  const [row] = await query<{ most: number }>(next.url, "select max(n) as most from acknowledged");
  expect(row?.most).toBeGreaterThanOrEqual(acknowledged);
  await next.launcher.stop();
});

test("a killed server comes back by itself, at the same address, again and again", async () => {
  const { launcher, url } = await start();
  for (let round = 0; round < 3; round++) {
    for (const pid of serversBelow(folder)) process.kill(pid, "SIGKILL");
    await eventually("the server is back", () => kept(url).then((count) => count === 1));
  }
  await query(url, "insert into notes values ('after')");
  await query(url, "delete from notes where text = 'after'");
  await eventually("it is told", () => launcher.told.filter((line) => line.includes("runs again")).length === 3);
  await launcher.stop();
  expect(serversBelow(folder)).toEqual([]);
});

test("memory that a straggler of the dead server still holds is waited for, by the running desk and by a new start", async () => {
  const { launcher, url } = await start();
  const log = () => readFileSync(join(dataDir, "postgres.log"), "utf8").split("pre-existing shared memory block").length - 1;
  const freeze = () => {
    const [server = 0] = serversBelow(folder);
    const straggler = childrenOf(server)[0] ?? 0;
    process.kill(straggler, "SIGSTOP");
    process.kill(server, "SIGKILL");
    return straggler;
  };
  const before = log();
  const first = freeze();
  await eventually("the memory is found in use", () => log() > before);
  process.kill(first, "SIGCONT");
  await eventually("the server is back", () => kept(url).then((count) => count === 1));

  const gone = launcher.kill("SIGKILL");
  const second = freeze();
  await gone;
  const [seen, next] = [log(), start()];
  await eventually("the memory is found in use", () => log() > seen);
  process.kill(second, "SIGCONT");
  const { launcher: again, url: same } = await next;
  expect(await kept(same)).toBe(1);
  await again.stop();
});

test("a stop in the middle of a restart is a stop", async () => {
  const { launcher } = await start();
  for (const pid of serversBelow(folder)) process.kill(pid, "SIGKILL");
  await eventually("the restart is under way", () => launcher.told.some((line) => line.includes("unexpectedly")));
  await launcher.stop();
  await sleep(300);
  expect(serversBelow(folder)).toEqual([]);
});

test("the address is waited for when somebody else takes it meanwhile", async () => {
  const { launcher, url } = await start();
  const thief = createServer();
  for (const pid of serversBelow(folder)) process.kill(pid, "SIGKILL");
  await eventually(
    "the port is taken",
    () =>
      new Promise<boolean>((resolve) => {
        thief.once("error", () => resolve(false));
        thief.listen(Number(new URL(url).port), "127.0.0.1", () => resolve(true));
      }),
  );
  await sleep(500);
  expect(serversBelow(folder)).toEqual([]);
  await new Promise((resolve) => thief.close(resolve));
  await eventually("the server is back", () => kept(url).then((count) => count === 1));
  await launcher.stop();
});

test("neither an ordinary exit nor a signal that nobody handles leaves a server behind", async () => {
  const first = await start();
  await leave(first.launcher);
  await eventually("the server is gone", () => serversBelow(folder).length === 0);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    const { launcher } = await start();
    await launcher.kill(signal);
    expect(launcher.process.signalCode).toBe(signal);
    expect(serversBelow(folder)).toEqual([]);
  }
});

test("numbers of dead processes that strangers now have stop nobody", async () => {
  const stranger = spawn("sleep", ["60"], isRoot ? { uid: 65_534, gid: 65_534 } : {});
  const lock = `${stranger.pid}\n${cluster}\n1700000000\n54321\n\n127.0.0.1\n  1234567 0\nready   \n`;
  writeFileSync(join(cluster, "postmaster.pid"), lock);
  const [owner = ""] = readdirSync(dataDir).filter((name) => name.startsWith("owner."));
  writeFileSync(join(dataDir, owner), JSON.stringify({ pid: stranger.pid, identity: "another life", released: false }));
  const { launcher, url } = await start();
  expect(await kept(url)).toBe(1);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  await launcher.stop();
  stranger.kill("SIGKILL");
});

test("a first start that was killed half-way is done anew", async () => {
  const fresh = join(folder, "fresh");
  for (const when of ["begins", "writes"]) {
    const cut = launch({ dataDir: fresh });
    await eventually("the preparation is under way", () =>
      readdirSync(fresh).some(
        (name) => name.startsWith("init-") && (when === "begins" || existsSync(join(fresh, name, "pg/PG_VERSION"))),
      ),
    );
    await cut.kill("SIGKILL");
    expect(existsSync(join(fresh, "pg18"))).toBe(false);
  }
  const whole = launch({ dataDir: fresh });
  expect(await query((await whole.outcome).url ?? "", "select 1 as one")).toEqual([{ one: 1 }]);
  await whole.stop();
  expect(readdirSync(fresh).filter((name) => name.startsWith("init-"))).toEqual([]);
});

test("a first start that is ended by Ctrl-C leaves nothing running", async () => {
  const fresh = join(folder, "interrupted");
  const cut = launch({ dataDir: fresh });
  await eventually("the preparation is under way", () => readdirSync(fresh).some((name) => name.startsWith("init-")));
  await cut.kill("SIGINT");
  // The child of initdb sees the end of its input and ends a moment later.
  await eventually("all is gone", () => !execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).includes(fresh));
});

test("the log stays bounded", async () => {
  const log = join(dataDir, "postgres.log");
  writeFileSync(log, "x".repeat(9 * 1024 * 1024));
  const { launcher } = await start();
  expect(statSync(log).size).toBeLessThan(100_000);
  expect(readFileSync(`${log}.1`).length).toBeGreaterThan(9_000_000);
  await launcher.stop();
  rmSync(`${log}.1`);
});

const onSmallDisk = isRoot && process.platform === "linux" ? test : test.skip;
onSmallDisk("a full disk stops the server; freed, it comes back with every acknowledged row", async () => {
  const disk = join(folder, "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=120m,mode=0755", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    return; // A container without the right to mount.
  }
  try {
    const launcher = launch({ dataDir: disk, settings: { wal_recycle: "off" } });
    const { url = "" } = await launcher.outcome;
    await query(url, "create table filler (n int, bytes bytea)");
    let acknowledged = 0;
    const filling = async () => {
      for (let n = 1; ; n++) {
        await query(
          url,
          `insert into filler select ${n}, string_agg(sha256(i::text::bytea), '') from generate_series(1, 60000) i`,
        );
        acknowledged = n;
      }
    };
    await expect(filling()).rejects.toThrow();
    await eventually("the server has gone and cannot come back", () =>
      launcher.told.some((line) => line.includes("unexpectedly")),
    );
    execFileSync("mount", ["-o", "remount,size=600m", disk]);
    const rows = await eventually("it is back", () => query<{ most: number }>(url, "select count(*)::int as most from filler"));
    expect(rows[0]?.most).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(0);
    await launcher.stop();
  } finally {
    for (const pid of serversBelow(disk)) process.kill(pid, "SIGKILL");
    execFileSync("umount", ["-l", disk]);
  }
});
