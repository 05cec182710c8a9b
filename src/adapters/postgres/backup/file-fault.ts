/** Faults of a write, which name no path. */
const DISK = ["ENOSPC", "EDQUOT", "EFBIG", "EIO"];

/** What the file system says against a file; undefined for other faults, such as a lost connection. */
export function fileFault(error: unknown): string | undefined {
  // Not by `instanceof`: jest runs us beside the Error that Node throws.
  if (typeof error !== "object" || error === null || !("message" in error) || !("syscall" in error)) return undefined;
  const isOfDisk = "code" in error && DISK.includes(String(error.code));
  return "path" in error || isOfDisk ? String(error.message) : undefined;
}
