/** What the file system says against a file; undefined for other faults. Not by `instanceof`: jest runs us beside the Error that Node throws. */
export function fileFault(error: unknown): string | undefined {
  const isOne = typeof error === "object" && error !== null && "syscall" in error && "path" in error;
  return isOne && "message" in error ? String(error.message) : undefined;
}
