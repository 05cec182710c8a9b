import type { SettingView } from "../../../application/settings.js";
import { FILES, pathOf, type Folders } from "../files.js";
import { readYaml, type YamlFile } from "../yaml-file.js";

type Scalar = string | number | boolean | null;
type Path = readonly (string | number)[];

const isScalar = (value: unknown): value is Scalar => typeof value !== "object" || value === null;

/** The values in force with the lines they stand on; `raw`: the policy by the names of its files, as Postgres keeps it. */
export async function sourcesOf(raw: unknown, from: Folders): Promise<{ file: string; settings: SettingView[] }[]> {
  const policy = raw as Record<string, unknown>;
  const names = FILES.filter((file) => file.startsWith("config/"));
  return Promise.all(
    names.map(async (file) => {
      const read = await readYaml(pathOf(file, from), file);
      const yaml = "file" in read ? read.file : null;
      const part = policy[file.slice("config/".length, -".yaml".length)];
      const settings = [...leavesOf(part, [])].map(({ path, value }) => ({
        ...{ path: path.join("."), value },
        line: yaml && same(valueAt(yaml.raw, path), value) ? lineOf(yaml, path) : null,
      }));
      // Postgres keeps no order of keys: that of the file is what its reader knows.
      return { file, settings: settings.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0) };
    }),
  );
}

const lineOf = (yaml: YamlFile, path: Path): number => yaml.lineOf(path);

/** Scalars, and lists of nothing but scalars as one value each. */
function* leavesOf(node: unknown, path: Path): Generator<{ path: Path; value: SettingView["value"] }> {
  if (node === undefined) return;
  if (isScalar(node)) yield { path, value: node };
  else if (Array.isArray(node) && node.every(isScalar)) yield { path, value: node };
  else
    for (const [key, value] of Array.isArray(node) ? node.map((each, n) => [n, each] as const) : Object.entries(node))
      yield* leavesOf(value, [...path, key]);
}

function valueAt(raw: unknown, path: Path): unknown {
  let node = raw;
  for (const part of path) {
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string | number, unknown>)[part];
  }
  return node;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
