/** What a person in front of a terminal reads: a refusal in its own words with its remedy; a bug with its stack. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as Error & { code?: unknown };
  if (code === "EADDRINUSE")
    return `The port is taken by another program: set PORT to another number, or end that program.\n(${error.message})`;
  if (code === "EACCES" && error.message.includes("listen"))
    return `This port needs more rights: set PORT to 1024 or above.\n(${error.message})`;
  if (code === "database.away")
    return `The database does not answer: check DATABASE_URL and that Postgres runs.\n(${causeOf(error)})`;
  // Our own refusals are coded `part.what`, and their message holds the remedy.
  return typeof code === "string" && /^[a-z_-]+\.[a-z_-]+$/.test(code) ? error.message : (error.stack ?? error.message);
}

/** The innermost reason, without addresses' passwords: pg names host and port only. */
function causeOf(error: Error): string {
  const { cause } = error;
  if (cause instanceof AggregateError)
    return cause.errors.map((each) => (each instanceof Error ? each.message : String(each))).join("; ");
  return cause instanceof Error ? causeOf(cause) : error.message;
}
