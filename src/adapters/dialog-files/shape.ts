import { z } from "zod";
import type { Checked, Problem } from "./fault.js";
import { didYouMean } from "./suggest.js";

/** What a schema makes of a file's content, or its problems, each with its remedy. */
export function shaped<T>(schema: z.ZodType<T>, file: string, raw: unknown): Checked<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { problems: parsed.error.issues.flatMap((issue) => toProblems({ schema, file, raw }, issue)) };
}

interface Source {
  schema: z.ZodType;
  file: string;
  raw: unknown;
}

function toProblems({ schema, file, raw }: Source, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    const given = Object.keys(Object(valueAt(raw, path)) as object);
    const free = known.filter((key) => !given.includes(key));
    return issue.keys.map((key) => ({
      file,
      path: [...path, key],
      message: `unknown key "${key}"`,
      remedy: didYouMean(key, free.length > 0 ? free : known),
    }));
  }
  const value = valueAt(raw, path);
  const name = String(path.at(-1) ?? "the file");
  if (value === undefined || (value === null && path.length === 0)) {
    const message = path.length === 0 ? "the file is empty" : `"${name}" is missing`;
    return [{ file, path, message, remedy: path.length === 0 ? "Fill it in." : `Add ${name}${expected(issue)}.` }];
  }
  if (issue.code === "custom") {
    const remedy = typeof issue.params?.remedy === "string" ? issue.params.remedy : "Correct the value.";
    return [{ file, path, message: issue.message, remedy }];
  }
  if (issue.code === "invalid_value" && typeof value === "string") {
    const message = `"${value}" is not a value of "${name}"`;
    return [{ file, path, message, remedy: didYouMean(value, issue.values.map(String)).replace(/^Take it out, or use/, "Use") }];
  }
  return [{ file, path, message: `"${name}" does not fit: ${issue.message}`, remedy: `Correct the value${expected(issue)}.` }];
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `, ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value") return `: one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_small") return `: ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
  if (issue.code === "too_big") return `: ${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`;
  return "";
}

const EXPECTED: Record<string, string> = {
  object: "with keys under it",
  record: "with keys under it",
  array: "a list",
  string: "a text (in quotes if it looks like a number)",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
};

export function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.hasOwn(value, part) ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }
  return value;
}

/** The keys a schema knows at a path, for "did you mean". */
function keysAt(schema: unknown, path: readonly (string | number)[]): string[] {
  let at = schema;
  for (const part of path) {
    if (at instanceof z.ZodOptional) at = at.unwrap();
    if (at instanceof z.ZodObject) at = (at.shape as Record<string, unknown>)[part];
    else if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodRecord) at = at.valueType;
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}
