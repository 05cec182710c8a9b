import { DatabaseAway } from "../../../../src/application/ports.js";
import type { FileLimits, Files, StoredFile } from "../../../../src/application/files.js";
import { cleanFileName } from "../../../../src/adapters/files/name.js";
import { makeSniffer } from "../../../../src/adapters/files/sniff.js";

export const FILES_ALLOWED: FileLimits = {
  bytesMost: 20_971_520,
  countMost: 5,
  types: ["image/png", "image/gif", "text/plain", "application/zip"],
};

/** Files in memory, told by their content like those of the desk. */
export function memoryFiles(limits: FileLimits = FILES_ALLOWED) {
  const kept = new Map<string, StoredFile>();
  const files = {
    away: false as boolean,
    kept,
    settled: [] as { ids: readonly string[]; said: unknown }[],
    async store(file, content) {
      const given = cleanFileName(file.name, "", (text) => text);
      const pieces: Buffer[] = [];
      let bytes = 0;
      for await (const piece of content) {
        if (files.away) throw new DatabaseAway(new Error("stopped"));
        pieces.push(Buffer.from(piece));
        bytes += piece.length;
        if (bytes > limits.bytesMost) return { refused: "file_too_large", name: given, bytesMost: limits.bytesMost };
      }
      if (bytes === 0) return { refused: "empty_file", name: given };
      const whole = Buffer.concat(pieces);
      const sniffer = makeSniffer();
      sniffer.push(whole);
      const type = sniffer.type();
      if (!limits.types.includes(type)) return { refused: "type_not_allowed", name: given, type };
      const id = `01a20000-0000-7000-8000-${String(kept.size).padStart(12, "0")}`;
      const stored = { id, name: cleanFileName(file.name, type, (text) => text), type, bytes };
      const [conversationId, content_] = [file.conversationId, inPieces(whole)];
      kept.set(id, { ...stored, conversationId, content: content_ });
      return stored;
    },
    open: (id) => Promise.resolve(kept.get(id) ?? null),
    take(ids, conversationId) {
      const found = ids.map((id) => kept.get(id)).filter((file) => file?.conversationId === conversationId);
      const missing = ids.find((id) => kept.get(id)?.conversationId !== conversationId);
      return Promise.resolve(
        missing === undefined
          ? found.map((file) => ({ id: file!.id, name: file!.name, type: file!.type, bytes: file!.bytes }))
          : { refused: "unknown_file", id: missing },
      );
    },
    settle(ids, said) {
      if (ids.length > 0) files.settled.push({ ids, said });
      if (said === null) for (const id of ids) kept.delete(id);
      return Promise.resolve();
    },
  } satisfies Files & { away: boolean; kept: unknown; settled: unknown };
  return files;
}

const PIECE_BYTES = 65_536;

const inPieces = (whole: Buffer): AsyncIterable<Buffer> => ({
  async *[Symbol.asyncIterator]() {
    for (let at = 0; at < whole.length; at += PIECE_BYTES) yield await Promise.resolve(whole.subarray(at, at + PIECE_BYTES));
  },
});
