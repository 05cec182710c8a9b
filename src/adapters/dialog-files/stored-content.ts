import { readContent } from "./content.js";
import type { Content, RawContent } from "./content.js";
import type { Fault, Problem } from "./fault.js";
import { contentHash } from "./hash.js";
import { valueAt } from "./shape.js";

/** What Postgres keeps: the two JSON texts, parsed. */
export interface StoredContent {
  policy: unknown;
  dialogs: unknown;
}

/** `adapted`: what of it did not suit this release, and was left out or taken from `own`; worth a line in the log. */
export type StoredRead = { ok: Content; adapted: Fault[] } | { faults: Fault[] };

const ROUNDS_MOST = 5; // a fault of form hides one of meaning; more than a few layers there are not

/**
 * Makes the content of what Postgres holds. Another release may have stored it: what that one knew and this does not is passed over,
 * and what this one needs beyond it is taken from `own`, the content of this instance's files. The hashes stay those it is stored
 * under.
 */
export function contentFrom(stored: StoredContent, own?: Content): StoredRead {
  const raw = structuredClone(stored) as RawContent;
  const adapted: Problem[] = [];
  for (let round = 0; round < ROUNDS_MOST; round++) {
    const { value, problems } = readContent(raw);
    if (value) return { ok: asStored(value, stored), adapted: adapted.map(storedFault) };
    const mended = problems.filter((problem) => mend(raw, problem, own?.raw));
    if (mended.length < problems.length) return { faults: problems.map(storedFault) };
    adapted.push(...mended);
  }
  return { faults: adapted.map(storedFault) };
}

const asStored = ({ policy, dialogs, calendar }: Content, stored: StoredContent): Content => ({
  policy: { ...policy, version: contentHash(stored.policy) },
  dialogs: { ...dialogs, version: contentHash(stored.dialogs) },
  calendar,
  raw: stored as RawContent,
});

const storedFault = ({ path, ...problem }: Problem): Fault => ({ ...problem, path: path.join("."), line: 0 });

/** Where the data of a file stands in the raw content: `dialogs/scripts/en.yaml` in `dialogs.scripts.en`. */
export function placeOf(file: string): string[] {
  const [, ...parts] = file.replace(/\.yaml$/, "").split("/");
  if (file.startsWith("config/")) return ["policy", ...parts];
  const [first, ...rest] = parts;
  return first === "lexicon" ? ["dialogs", first, rest.join("/")] : ["dialogs", ...parts];
}

/** Puts right what one problem names; false where neither leaving it out nor our own value can help. */
function mend(raw: RawContent, problem: Problem, own?: RawContent): boolean {
  const path = [...placeOf(problem.file), ...problem.path];
  const list = path.findIndex((part) => typeof part === "number");
  if (valueAt(own, path) === undefined) return drop(raw, path);
  // An item of a list means nothing beside those of another list, so a list is taken whole.
  const whole = list < 0 ? path : path.slice(0, list);
  return put(raw, whole, structuredClone(valueAt(own, whole)));
}

function drop(raw: unknown, path: readonly (string | number)[]): boolean {
  const holder = valueAt(raw, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof holder !== "object" || holder === null || key === undefined || !Object.hasOwn(holder, key)) return false;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
  return true;
}

function put(raw: unknown, path: readonly (string | number)[], value: unknown): boolean {
  const holder = valueAt(raw, path.slice(0, -1));
  if (typeof holder !== "object" || holder === null) return false;
  Reflect.set(holder, path.at(-1)!, value);
  return true;
}
