import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HURRIED, serversBelow, workshop } from "./launcher.js";

// Containers exist on Linux only, and only there the owner shows that it lives by a socket.
const onLinux = process.platform === "linux" ? test : test.skip;

const { folder, launch, close } = workshop();
// Longer than the path of a socket may be.
const dataDir = join(folder, "long".repeat(30), "data");
mkdirSync(dataDir, { recursive: true });
afterAll(close);

const start = () => launch({ dataDir, settings: HURRIED });

/** What another container sees: the number in the owner's file is that of a process with another start, or of none. */
function seenFromAnotherContainer(): void {
  const [name = ""] = readdirSync(dataDir).filter((each) => /^owner\.\d+\.json$/.test(each));
  const owner = JSON.parse(readFileSync(join(dataDir, name), "utf8")) as object;
  writeFileSync(join(dataDir, name), JSON.stringify({ ...owner, identity: "another/1" }));
}

const sockets = () => readdirSync(dataDir).filter((name) => name.endsWith(".sock"));

onLinux("a second container on the same folder is refused while the first lives, and takes over once it is dead", async () => {
  const first = start();
  expect((await first.outcome).url).toBeDefined();
  const servers = serversBelow(folder);
  seenFromAnotherContainer();

  expect(await start().outcome).toMatchObject({ refused: "already-running", pid: first.pid });
  expect(serversBelow(folder)).toEqual(servers);
  expect(await launch({ dataDir, settings: HURRIED, join: true }).outcome).toMatchObject({ joined: true });

  await first.kill("SIGKILL");
  const next = start();
  expect((await next.outcome).url).toBeDefined();
  expect(serversBelow(folder)).toHaveLength(1);
  expect(sockets()).toHaveLength(1);
  await next.stop();
  expect(sockets()).toEqual([]);
});
