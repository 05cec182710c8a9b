import type { z } from "zod";
import type { Problem } from "./reply.js";

const NAMED_MAX = 5;
const NAMED_LENGTH_MAX = 64;

const PARTS = {
  body: { unknown: "unknown_field", invalid: "invalid_body", one: "field", takes: "This address takes" },
  query: { unknown: "unknown_filter", invalid: "invalid_filter", one: "filter", takes: "The filters here are" },
} as const;

/** What was wrong with a body or a query, all faults at once; never repeats a value, since it may be a secret. */
export function rejected(part: keyof typeof PARTS, issues: readonly z.core.$ZodIssue[], allowed: string[]): Problem {
  const words = PARTS[part];
  const strangers = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => at(issue.path, key)) : [],
  );
  const fields = issues
    .filter((issue) => issue.code !== "unrecognized_keys")
    .slice(0, NAMED_MAX)
    .map((issue) => ({ field: at(issue.path), problem: issue.message }));
  const takes = allowed.length > 0 ? `${words.takes}: ${allowed.join(", ")}.` : `It takes no ${words.one}.`;
  if (strangers.length > 0) {
    const unknown = strangers.slice(0, NAMED_MAX);
    const detail = `Unknown ${words.one} ${unknown.map((key) => `"${key}"`).join(", ")}: leave it out. ${takes}`;
    return { status: 400, code: words.unknown, detail, more: { unknown, allowed, ...(fields.length > 0 ? { fields } : {}) } };
  }
  const detail = `${fields.map(({ field, problem }) => `${field}: ${problem}`).join("; ")}. ${takes}`;
  return { status: 400, code: words.invalid, detail, more: { fields, allowed } };
}

const at = (path: PropertyKey[], key?: string): string =>
  ([...path, ...(key === undefined ? [] : [key])].map(String).join(".") || "body").slice(0, NAMED_LENGTH_MAX);
