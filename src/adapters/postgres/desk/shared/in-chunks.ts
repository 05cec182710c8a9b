/** Pieces of any size as chunks of `bytes`, the last one shorter; none where there is nothing. */
export async function* inChunks(pieces: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Buffer, void, void> {
  let chunk = Buffer.allocUnsafe(bytes);
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      const taken = Math.min(piece.length - at, bytes - filled);
      chunk.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < bytes) continue;
      yield chunk;
      chunk = Buffer.allocUnsafe(bytes);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
