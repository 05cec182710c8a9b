const KB = 1_000;

/** 320 KB, 3.8 MB: as people name sizes, the same in both languages. */
export function sizeOf(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  if (bytes < KB * KB) return `${Math.round(bytes / KB)} KB`;
  return `${(bytes / KB / KB).toFixed(bytes < 10 * KB * KB ? 1 : 0)} MB`;
}
