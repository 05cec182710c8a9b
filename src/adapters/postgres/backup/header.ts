import { ArchiveFault, readArchive, type BackupHeader, type Frame } from "./archive.js";

/** What a backup says about itself, such as the migrations that a database needs before the restore. Throws ArchiveFault. */
export async function readBackupHeader(file: string): Promise<BackupHeader> {
  const frames = readArchive(file);
  try {
    return headerOf(await frames.next());
  } finally {
    await frames.return();
  }
}

export function headerOf(first: IteratorResult<Frame, void>): BackupHeader {
  const json = first.done || first.value.type !== "H" ? null : (first.value.json as Partial<BackupHeader> | null);
  const isText = (value: unknown) => typeof value === "string";
  const all = (list: unknown, isSound: (item: never) => boolean) =>
    Array.isArray(list) && list.every(isSound as (item: unknown) => boolean);
  const isTable = (table?: { name?: unknown; columns?: unknown }) => isText(table?.name) && all(table?.columns, isText);
  const isSequence = (sequence?: { name?: unknown; next?: unknown }) =>
    isText(sequence?.name) && /^-?\d{1,19}$/.test(String(sequence?.next));
  const sound =
    isText(json?.madeAt) &&
    isText(json.postgres) &&
    all(json.migrations, isText) &&
    all(json.tables, isTable) &&
    all(json.sequences, isSequence);
  if (!sound) throw new ArchiveFault("damaged", "its header cannot be read");
  return json as BackupHeader;
}
