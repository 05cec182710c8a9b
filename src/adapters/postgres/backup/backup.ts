import { createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { DATA_BYTES, frame, jsonFrame, magicLine, type BackupHeader } from "./archive.js";
import { onConnection } from "./connection.js";
import { fileFault } from "./file-fault.js";
import { inPublic, migrationsOf, quoted, sequencesOf, tablesOf } from "./schema.js";

export type BackupOutcome =
  { tables: number; rows: number; bytes: number } | { refused: "file-exists" | "cannot-write"; message: string };

interface Counted {
  rows: number;
}

/**
 * Copies all tables of schema public, as they are at one moment, into one gzip file (0600) that has its name only once it is whole.
 * DATA_KEY and DIRECTLINE_SECRET are not in the database and so not in it. Throws what Postgres says when it fails.
 */
export async function backup(pgUrl: string, file: string): Promise<BackupOutcome> {
  if (await stat(file).catch(() => null))
    return { refused: "file-exists", message: `${file} exists already: name another file, or remove it first.` };
  const draft = `${file}.${process.pid}.part`;
  try {
    const copied = await onConnection(pgUrl, (client) => copyAll(client, draft));
    const { size: bytes } = await stat(draft);
    await rename(draft, file);
    if (process.platform !== "win32") await sync(dirname(file), "r");
    return { ...copied, bytes };
  } catch (error) {
    const fault = fileFault(error);
    if (fault === undefined) throw error;
    return { refused: "cannot-write", message: `${file} cannot be written (${fault}): name a file on a disk with room for it.` };
  } finally {
    await rm(draft, { force: true });
  }
}

async function copyAll(client: Client, draft: string): Promise<{ tables: number; rows: number }> {
  await client.query("begin isolation level repeatable read read only");
  const tables = await tablesOf(client); // The first query takes the snapshot.
  const header: BackupHeader = {
    madeAt: new Date().toISOString(),
    postgres: (await client.query<{ server_version: string }>("show server_version")).rows[0]?.server_version ?? "",
    migrations: await migrationsOf(client),
    tables,
    sequences: await sequencesOf(client),
  };
  const counted: Counted = { rows: 0 };
  const frames = Readable.from(framesOf(client, header, counted), { objectMode: false });
  await pipeline(frames, createGzip(), createWriteStream(draft, { flags: "wx", mode: 0o600 }));
  await client.query("commit");
  await sync(draft, "r+");
  return { tables: tables.length, rows: counted.rows };
}

async function sync(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  await handle.sync().finally(() => handle.close());
}

async function* framesOf(client: Client, header: BackupHeader, counted: Counted): AsyncGenerator<Buffer, void, void> {
  yield magicLine();
  yield jsonFrame("H", header);
  for (const table of header.tables) {
    yield jsonFrame("T", { name: table.name });
    const rows = yield* rowsOf(client, table);
    yield jsonFrame("E", { rows });
    counted.rows += rows;
  }
  yield jsonFrame("Z", { tables: header.tables.length });
}

/** Returns the number of rows. */
async function* rowsOf(client: Client, { name, columns }: BackupHeader["tables"][number]): AsyncGenerator<Buffer, number, void> {
  const stream = client.query(copyTo(`copy ${inPublic(name)} (${columns.map(quoted).join(", ")}) to stdout`));
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = chunk as Buffer;
    held.push(piece);
    bytes += piece.length;
    if (bytes < DATA_BYTES) continue;
    yield* cut(Buffer.concat(held));
    [held, bytes] = [[], 0];
  }
  yield* cut(Buffer.concat(held));
  return stream.rowCount;
}

/** One row may be longer than a reader wants to hold at once. */
function* cut(data: Buffer): Generator<Buffer, void, void> {
  for (let at = 0; at < data.length; at += DATA_BYTES) yield frame("D", data.subarray(at, at + DATA_BYTES));
}
