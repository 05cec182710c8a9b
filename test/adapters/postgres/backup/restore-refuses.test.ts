import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { backup } from "../../../../src/adapters/postgres/backup/backup.js";
import { restore } from "../../../../src/adapters/postgres/backup/restore.js";
import type { TestDatabase } from "../../../support/postgres.js";
import { contents, FILL, idle, migrated, query } from "./desk-to-keep.js";

let folder: string;
let full: TestDatabase;
let file: string;
let empty: TestDatabase;
let before: unknown;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frontdoor-backup-"));
  file = join(folder, "desk.backup");
  full = await migrated();
  await query(full.url, FILL);
  await backup(full.url, file);
  empty = await migrated();
  before = await contents(empty.url);
});
afterAll(() => rm(folder, { recursive: true }));

const mangled = async (name: string, bytes: Buffer) => {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
};

describe("a restore is refused and changes nothing", () => {
  afterEach(async () => expect(await contents(empty.url)).toEqual(before));

  test("while the desk runs", async () => {
    expect(await restore(empty.url, file, { ...idle, isRunning: () => true })).toMatchObject({ refused: "running" });
  });

  test("over data, also over rows beside the seeded ones", async () => {
    expect(await restore(full.url, file, idle)).toMatchObject({ refused: "holds-data" });
    expect(await restore(empty.url, file, { isRunning: () => false })).toMatchObject({ refused: "holds-data" });
  });

  test("files that are missing, foreign, or of a later format", async () => {
    expect(await restore(empty.url, join(folder, "none"), idle)).toMatchObject({ refused: "no-such-file" });
    for (const bytes of [Buffer.alloc(0), Buffer.from("PGDMP"), Buffer.from("\0".repeat(99))])
      expect(await restore(empty.url, await mangled("foreign", bytes), idle)).toMatchObject({ refused: "not-a-backup" });
    for (const text of ["", "hello", "frontdoor backup\n", '{"format":1}'.repeat(10)])
      expect(await restore(empty.url, await mangled("zipped", gzipSync(text)), idle)).toMatchObject({ refused: "not-a-backup" });
    const later = gzipSync(Buffer.concat([Buffer.from("frontdoor backup 2\n"), Buffer.alloc(50)]));
    expect(await restore(empty.url, await mangled("later", later), idle)).toMatchObject({ refused: "newer-format" });
  });

  test("files cut off anywhere, or with a flipped bit", async () => {
    const bytes = await readFile(file);
    for (const part of [0.01, 0.3, 0.7, 0.99, 1 - 1 / bytes.length]) {
      const cut = await mangled("cut-off", bytes.subarray(0, Math.floor(bytes.length * part)));
      expect(await restore(empty.url, cut, idle)).toMatchObject({ refused: "damaged" });
    }
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 6]! ^= 1; // In gzip's checksum: found only at the very end, when all rows are already loaded.
    expect(await restore(empty.url, await mangled("flipped", flipped), idle)).toMatchObject({ refused: "damaged" });
    const plain = gunzipSync(bytes);
    for (const part of [0.3, 0.9]) {
      const cut = await mangled("re-zipped", gzipSync(plain.subarray(0, Math.floor(plain.length * part))));
      expect(await restore(empty.url, cut, idle)).toMatchObject({ refused: "damaged" });
    }
  });

  test("files whole by their checksum that lack their end or a piece", async () => {
    const plain = gunzipSync(await readFile(file));
    const end = plain.lastIndexOf("Z\0\0\0");
    const piece = plain.indexOf("D\0\0\0", plain.indexOf('{"name":"teams"}'));
    const after = piece + 5 + plain.readUInt32BE(piece + 1);
    const parts = [plain.subarray(0, end), Buffer.concat([plain.subarray(0, piece), plain.subarray(after)])];
    for (const part of parts)
      expect(await restore(empty.url, await mangled("part", gzipSync(part)), idle)).toMatchObject({ refused: "damaged" });
  });

  test("a backup of another release", async () => {
    const newer = await migrated();
    await query(newer.url, `insert into migrations ("timestamp", name) values (3, 'Later3')`);
    expect(await restore(newer.url, file, idle)).toMatchObject({
      refused: "other-migrations",
      message: expect.stringContaining("-Later3"),
    });
    const other = await migrated();
    await query(other.url, "alter table agents add column nickname text");
    expect(await restore(other.url, file, idle)).toMatchObject({
      refused: "other-migrations",
      message: expect.stringContaining("agents"),
    });
  });
});
