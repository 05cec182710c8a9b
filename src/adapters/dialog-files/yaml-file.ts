import { readFile } from "node:fs/promises";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import type { Fault } from "./fault.js";

/** A YAML file as data, with the line of each of its parts. */
export interface YamlFile {
  /** As it is named in faults. */
  name: string;
  raw: unknown;
  /** The line of the deepest part of the path that stands in the file. */
  lineOf(path: readonly (string | number)[]): number;
}

const BYTES_MOST = 4 * 1024 * 1024;
const ALIASES_MOST = 100;

/** Reads one file; a missing or broken one gives faults with their lines, never an error. */
export async function readYaml(path: string, name: string): Promise<{ file: YamlFile } | { faults: Fault[] }> {
  const text = await readText(path);
  if ("message" in text) return { faults: [{ file: name, line: 1, path: "", ...text }] };
  return parseYaml(text.text, name);
}

export function parseYaml(text: string, name: string): { file: YamlFile } | { faults: Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const faults = [...document.errors, ...document.warnings].map(({ code, message, pos }): Fault => {
    const remedy = REMEDIES[code] ?? "Correct the YAML at this line; a text with special characters needs quotes around it.";
    return { file: name, line: lineAt(pos[0]), path: "", message, remedy };
  });
  if (faults.length > 0) return { faults };
  try {
    const raw: unknown = document.toJS({ maxAliasCount: ALIASES_MOST });
    const odd = unstorable(raw, []);
    if (odd) return { faults: [{ file: name, line: lineAt(offsetOf(document, odd)), path: odd.join("."), ...UNSTORABLE }] };
    return { file: { name, raw, lineOf: (path) => lineAt(offsetOf(document, path)) } };
  } catch (error) {
    // The yaml package finds an alias without its anchor, or one that unfolds without end, only here.
    const message = error instanceof Error ? error.message : String(error);
    return { faults: [{ file: name, line: 1, path: "", message, remedy: "Write the value out instead of using an alias." }] };
  }
}

const UNSTORABLE = {
  message: "a NUL or half a surrogate pair stands in the text, which Postgres cannot store",
  remedy: "Take out the escape, such as \\0 or \\ud83d.",
};

/** The path of the first text that no database takes; escapes in quotes can write it. */
function unstorable(raw: unknown, path: string[]): string[] | undefined {
  if (typeof raw === "string") return /\0|\p{Surrogate}/u.test(raw) ? path : undefined;
  if (typeof raw !== "object" || raw === null) return undefined;
  for (const [key, value] of Object.entries(raw)) {
    const found = unstorable(key, [...path, key]) ?? unstorable(value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

const REMEDIES: Record<string, string> = {
  BLOCK_AS_IMPLICIT_KEY: "Put the text in quotes: a colon and a space in it look like another key.",
  TAB_AS_INDENT: "Indent with spaces.",
  DUPLICATE_KEY: "Keep one of the two.",
  MULTIPLE_DOCS: "Keep one document a file: take out the line ---.",
  TAG_RESOLVE_FAILED: "Take out the tag, the word after the exclamation mark.",
};

async function readText(path: string): Promise<{ text: string } | { message: string; remedy: string }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT")
      return {
        message: "the file is missing",
        remedy: "Put it back, or take it from the product's own files.",
      };
    return { message: `the file cannot be read: ${code}`, remedy: "Make it a file that the desk may read." };
  }
  if (bytes.length > BYTES_MOST) {
    return { message: `the file has ${bytes.length} bytes, more than ${BYTES_MOST}`, remedy: "Make it smaller." };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { message: "the file is not UTF-8", remedy: "Save it as UTF-8." };
  }
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
