import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";

/*
 * A backup is one gzip file: the magic line, then frames of one letter, a length (32 bits, big end first) and as many bytes.
 *   H  JSON header, once                     E  JSON {rows}, ends the table
 *   T  JSON {name}, begins a table           Z  JSON {tables}, ends the file: without it the file is cut off
 *   D  a piece of the table in COPY's text format, cut anywhere
 * Text and not binary: it reads the same on every Postgres from 15 up, for a backup is also the way to a newer major version.
 */
export type Frame = { type: "H" | "T" | "E" | "Z"; json: unknown } | { type: "D"; data: Buffer };

export interface BackupHeader {
  madeAt: string;
  /** Version of the server it was taken from. */
  postgres: string;
  /** Names of the migrations that had run, oldest first. */
  migrations: readonly string[];
  tables: readonly { name: string; columns: readonly string[] }[];
  /** `next` is the value that the sequence gives next; a bigint, so text. */
  sequences: readonly { name: string; next: string }[];
}

/** Why a file cannot be read as a backup. */
export class ArchiveFault extends Error {
  readonly kind: "not-a-backup" | "newer-format" | "damaged";
  constructor(kind: ArchiveFault["kind"], message: string) {
    super(message);
    this.name = "ArchiveFault";
    this.kind = kind;
  }
}

const FORMAT = 1;
const MAGIC = /^frontdoor backup (\d{1,6})\n/;
const MAGIC_BYTES_MAX = 24;
const HEAD_BYTES = 5;
export const DATA_BYTES = 64 * 1024;
const FRAME_BYTES_MAX = 16 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

export const magicLine = (): Buffer => Buffer.from(`frontdoor backup ${FORMAT}\n`);

export const jsonFrame = (type: "H" | "T" | "E" | "Z", json: unknown): Buffer => frame(type, Buffer.from(JSON.stringify(json)));

export function frame(type: Frame["type"], payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES, type, "latin1");
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** Reads to the very end, so that gzip's own checksum has its say. Throws ArchiveFault, and ENOENT and its like. */
export async function* readArchive(file: string): AsyncGenerator<Frame, void, void> {
  let held: Buffer = Buffer.alloc(0);
  let [begun, ended] = [false, false];
  for await (const chunk of unzipped(file)) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (!begun) {
      if (held.length < MAGIC_BYTES_MAX) continue;
      held = held.subarray(checkMagic(held));
      begun = true;
    }
    for (let next = takeFrame(held); next; next = takeFrame(held)) {
      held = held.subarray(next.bytes);
      ended = next.frame.type === "Z";
      yield next.frame;
    }
  }
  if (!begun) checkMagic(held);
  if (!ended || held.length > 0) throw new ArchiveFault("damaged", "it is cut off before its end");
}

async function* unzipped(file: string): AsyncGenerator<Buffer, void, void> {
  if (!(await isGzip(file))) throw new ArchiveFault("not-a-backup", "it is not a frontdoor backup");
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  const source = createReadStream(file, { highWaterMark: READ_BYTES });
  source.once("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "Z_BUF_ERROR") throw new ArchiveFault("damaged", "it is cut off before its end");
    if (code === "Z_DATA_ERROR") throw new ArchiveFault("damaged", "its bytes are not what was written");
    throw error;
  } finally {
    source.destroy();
  }
}

async function isGzip(file: string): Promise<boolean> {
  const opened = await open(file, "r");
  const { bytesRead, buffer } = await opened.read(Buffer.alloc(2), 0, 2, 0).finally(() => opened.close());
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function checkMagic(held: Buffer): number {
  const found = MAGIC.exec(held.subarray(0, MAGIC_BYTES_MAX).toString("latin1"));
  if (!found?.[1]) throw new ArchiveFault("not-a-backup", "it is not a frontdoor backup");
  if (Number(found[1]) !== FORMAT)
    throw new ArchiveFault("newer-format", `its format is ${found[1]}, this release reads ${FORMAT}`);
  return found[0].length;
}

function takeFrame(held: Buffer): { frame: Frame; bytes: number } | undefined {
  if (held.length < HEAD_BYTES) return undefined;
  const type = held.toString("latin1", 0, 1);
  const length = held.readUInt32BE(1);
  const isKnown = type === "H" || type === "T" || type === "D" || type === "E" || type === "Z";
  if (!isKnown || length > FRAME_BYTES_MAX) throw new ArchiveFault("damaged", "its parts do not follow each other");
  const bytes = HEAD_BYTES + length;
  if (held.length < bytes) return undefined;
  const payload = held.subarray(HEAD_BYTES, bytes);
  if (type === "D") return { frame: { type, data: payload }, bytes };
  try {
    return { frame: { type, json: JSON.parse(payload.toString("utf8")) as unknown }, bytes };
  } catch {
    throw new ArchiveFault("damaged", "one of its parts cannot be read");
  }
}
