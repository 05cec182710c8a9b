import { copyFile, open, stat, truncate } from "node:fs/promises";

const LOG_BYTES_MAX = 8 * 1024 * 1024;
const TAIL_BYTES_MAX = 8 * 1024;
const TAIL_LINES = 12;

/** Bytes in the log now; what is read from here on is what comes next. */
export const logEnd = (log: string): Promise<number> =>
  stat(log).then(
    ({ size }) => size,
    () => 0,
  );

/** The last lines that were written since `from`. */
export async function logTail(log: string, from: number): Promise<string> {
  const end = await logEnd(log);
  const start = Math.max(Math.min(from, end), end - TAIL_BYTES_MAX);
  if (end === start) return "";
  const file = await open(log, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  } finally {
    await file.close();
  }
}

/** Keeps one older log and starts anew. The server's own handle appends, so it goes on at the new end. */
export async function trimLog(log: string): Promise<void> {
  if ((await logEnd(log)) <= LOG_BYTES_MAX) return;
  await copyFile(log, `${log}.1`);
  await truncate(log, 0);
}
