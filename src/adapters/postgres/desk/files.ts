import { createHash } from "node:crypto";
import pg from "pg";
import { v7 as newId } from "uuid";
import {
  type FileLimits,
  type FileRefusal,
  type Files,
  type FileVault,
  MEGABYTE,
  type NewFile,
} from "../../../application/files.js";
import { DatabaseAway } from "../../../application/ports.js";
import type { MessageFile } from "../../../domain/conversation/display.js";
import { isContended, type Pool, run } from "../pool.js";
import { addChunk } from "../sql/files/add-chunk.js";
import { beginFile } from "../sql/files/begin-file.js";
import { dropFiles } from "../sql/files/drop-files.js";
import { type FileRow, findFiles } from "../sql/files/find-files.js";
import { finishFile } from "../sql/files/finish-file.js";
import { readChunk } from "../sql/files/read-chunk.js";
import { settleFiles } from "../sql/files/settle-files.js";
import { isUuid } from "./shared/is-uuid.js";
import { inChunks } from "./shared/in-chunks.js";
import type { Statement } from "../statement.js";

export const CHUNK_BYTES = MEGABYTE;

export interface FilesDeps {
  pool: Pool;
  vault: FileVault;
  limits: () => FileLimits;
  /** Tells the type by content, fed in order. */
  sniffer: () => { push(piece: Buffer): void; type(): string };
  /** A safe name that agrees with the type. */
  nameOf: (given: string, type: string) => string;
  /** Told where what was cut off could not be taken away at once: the nightly upkeep does it. */
  failed: (error: unknown) => void;
}

/** Files in Postgres, a megabyte a row, sealed. No transaction is open while a sender sends. */
export function makeFiles(deps: FilesDeps): Files {
  const drop = async (ids: readonly string[]): Promise<void> => {
    if (ids.length > 0) await run(deps.pool, dropFiles, [ids]).catch(deps.failed);
  };
  return {
    store: async (file, content) => {
      const id = newId();
      let outcome: MessageFile | FileRefusal | null = null;
      try {
        outcome = await store(deps, { ...file, id }, content);
        return outcome;
      } finally {
        if (outcome === null || "refused" in outcome) await drop([id]);
      }
    },
    open: async (id) => {
      const [row] = isUuid(id) ? await run<FileRow>(deps.pool, findFiles, [[id]]) : [];
      return row ? { ...fileOf(row), conversationId: row.conversation_id, content: chunksOf(deps, row) } : null;
    },
    take: async (ids, conversationId) => {
      const { countMost } = deps.limits();
      if (ids.length > countMost) return { refused: "too_many_files", countMost };
      const rows = await run<FileRow>(deps.pool, findFiles, [ids.filter(isUuid)]);
      const found = new Map(
        rows.filter((row) => row.conversation_id === conversationId && !row.fading).map((row) => [row.id, row]),
      );
      const missing = ids.find((id) => !found.has(id.toLowerCase()));
      return missing === undefined
        ? ids.map((id) => fileOf(found.get(id.toLowerCase())!))
        : { refused: "unknown_file", id: missing };
    },
    settle: async (ids, said) => {
      if (said === null) return drop(ids);
      if (ids.length > 0) await run(deps.pool, settleFiles, [ids, said.conversationId, said.seq]).catch(deps.failed);
    },
  };
}

const fileOf = ({ id, name, type, bytes }: FileRow): MessageFile => ({ id, name, type, bytes });
const chunkId = (id: string, n: number): string => `${id}/${n}`;

const NO_HASH = Buffer.alloc(0);
const UNTYPED = "application/octet-stream";

async function store(
  deps: FilesDeps,
  file: NewFile & { id: string },
  content: AsyncIterable<Uint8Array>,
): Promise<MessageFile | FileRefusal> {
  const { pool, vault } = deps;
  const { bytesMost, types } = deps.limits();
  const sniffer = deps.sniffer();
  const hash = createHash("sha256");
  const begin = (chunk: Buffer, { name, type, bytes, sha256 }: Omit<MessageFile, "id"> & { sha256: Buffer }) =>
    write(pool, beginFile, [file.id, file.conversationId, name, type, bytes, sha256, file.by, seal(0, chunk)]);
  const seal = (n: number, chunk: Buffer): Buffer => vault.sealBytes(chunkId(file.id, n), chunk);
  const given = deps.nameOf(file.name, UNTYPED);
  let bytes = 0;
  let n = 0;
  let last: Buffer = Buffer.alloc(0);
  // A chunk is written when the next has come: only with the last one is it known what the file is.
  for await (const chunk of inChunks(content, CHUNK_BYTES)) {
    if (last.length > 0) {
      const outcome =
        n === 0
          ? await begin(last, { name: given, type: UNTYPED, bytes: 0, sha256: NO_HASH })
          : await write(pool, addChunk, [file.id, n, seal(n, last)]);
      if (outcome !== null) return outcome;
      n += 1;
    }
    bytes += chunk.length;
    if (bytes > bytesMost) return { refused: "file_too_large", name: given, bytesMost };
    hash.update(chunk);
    sniffer.push(chunk);
    last = chunk;
  }
  if (bytes === 0) return { refused: "empty_file", name: given };
  const type = sniffer.type();
  if (!types.includes(type)) return { refused: "type_not_allowed", name: given, type };
  const whole = { name: deps.nameOf(file.name, type), type, bytes, sha256: hash.digest() };
  const { sha256, ...told } = whole;
  const outcome =
    n === 0
      ? await begin(last, whole)
      : ((await write(pool, addChunk, [file.id, n, seal(n, last)])) ??
        (await write(pool, finishFile, [file.id, told.name, type, bytes, sha256])));
  return outcome ?? { id: file.id, ...told };
}

/** Null: done. A conversation that was never begun has no files, nor has one that went meanwhile. */
async function write(pool: Pool, statement: Statement, values: unknown[]): Promise<FileRefusal | null> {
  try {
    await run(pool, statement, values);
    return null;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "23503") return { refused: "unknown_conversation" };
    // Another turn holds the conversation's row: the sender tries again.
    throw isContended(error) ? new DatabaseAway(error) : error;
  }
}

async function* chunksOf({ pool, vault }: FilesDeps, { id, bytes }: FileRow): AsyncGenerator<Buffer, void, void> {
  for (let n = 0; n * CHUNK_BYTES < bytes; n++) {
    const [row] = await run<{ sealed: Buffer }>(pool, readChunk, [id, n]);
    if (row === undefined) throw new Error(`Chunk ${n} of file ${id} is gone.`);
    yield vault.openBytes(chunkId(id, n), row.sealed);
  }
}
