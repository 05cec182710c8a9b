import { readDialogs, readPolicy } from "./content.js";
import type { Content, Dialogs, PolicyContent, RawContent } from "./content.js";
import type { Checked, Fault, Problem } from "./fault.js";
import { contentHash } from "./hash.js";
import { valueAt } from "./shape.js";

/**
 * Content made of what Postgres holds. Another release may have stored it: what that one knew and this does not is passed over, and what
 * this one needs beyond it is taken from `own`, the content of this instance's files; `adapted` names both, worth a line in the log.
 * The hash stays the one it is stored under.
 */
export type StoredRead<T> = { ok: T; adapted: Fault[] } | { faults: Fault[] };

export function policyFrom(stored: unknown, own?: RawContent["policy"]): StoredRead<PolicyContent> {
  const read = adapt({ stored: stored as RawContent["policy"], own, folder: "config", read: readPolicy });
  if ("faults" in read) return read;
  return { ...read, ok: { ...read.ok, policy: { ...read.ok.policy, version: contentHash(stored) } } };
}

export function dialogsFrom(stored: unknown, own?: RawContent["dialogs"]): StoredRead<Dialogs> {
  const read = adapt({ stored: stored as RawContent["dialogs"], own, folder: "dialogs", read: readDialogs });
  return "faults" in read ? read : { ...read, ok: { ...read.ok, version: contentHash(stored) } };
}

/** Both at once. */
export function contentFrom(stored: { policy: unknown; dialogs: unknown }, own?: Content): StoredRead<Content> {
  const policy = policyFrom(stored.policy, own?.raw.policy);
  const dialogs = dialogsFrom(stored.dialogs, own?.raw.dialogs);
  if ("faults" in policy || "faults" in dialogs)
    return { faults: [policy, dialogs].flatMap((read) => ("faults" in read ? read.faults : [])) };
  return {
    ok: { ...policy.ok, dialogs: dialogs.ok, raw: stored as RawContent },
    adapted: [...policy.adapted, ...dialogs.adapted],
  };
}

interface Adapting<Raw, T> {
  stored: Raw;
  own: Raw | undefined;
  folder: "config" | "dialogs";
  read: (raw: Raw) => Checked<T>;
}

const ROUNDS_MOST = 5; // a fault of form hides one of meaning; more than a few layers there are not

function adapt<Raw, T>({ stored, own, folder, read }: Adapting<Raw, T>): StoredRead<T> {
  if (typeof stored !== "object" || stored === null) return { faults: [storedFault(notContent(folder))] };
  // A file that the other release did not have is ours.
  const raw = { ...own, ...structuredClone(stored) };
  const adapted: Problem[] = [];
  for (let round = 0; round < ROUNDS_MOST; round++) {
    const { value, problems } = read(raw);
    if (value) return { ok: value, adapted: adapted.map(storedFault) };
    // From the last on, so that what is left out of a list moves no earlier item.
    const mended = problems.toReversed().filter((problem) => mend(raw, problem, own));
    if (problems.length === 0 || mended.length < problems.length)
      return { faults: [...problems, notContent(folder)].map(storedFault) };
    adapted.push(...mended);
  }
  return { faults: adapted.map(storedFault) };
}

const notContent = (folder: string): Problem => ({
  file: folder,
  path: [],
  message: "what Postgres holds cannot be read by this release",
  remedy: "Publish the files of this release: frontdoor publish.",
});

const storedFault = ({ path, ...problem }: Problem): Fault => ({ ...problem, path: path.join("."), line: 0 });

/** Puts right what one problem names; false where neither leaving it out nor our own value can help. */
function mend(raw: unknown, problem: Problem, own: unknown): boolean {
  const [, ...place] = problem.file.replace(/\.yaml$/, "").split("/");
  const path = [...place, ...problem.path];
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
