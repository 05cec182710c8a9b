// What the builds of the browser's code have in common: compressing, weighing, and writing a whole folder at once.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export const KB = 1024;
export const inKb = (bytes) => (bytes / KB).toFixed(1);

const smallest = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

export async function compressed({ name, bytes }) {
  // The server fills in the page: it is sent as it is.
  if (name === "index.html") return { name, bytes, gz: null, br: null };
  const [gz, br] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), promisify(brotliCompress)(bytes, smallest)]);
  return { name, bytes, gz, br };
}

export const gzipBytes = (files, names) =>
  files.filter(({ name }) => names.includes(name)).reduce((sum, { gz }) => sum + gz.length, 0);

/** The files that come with these entries at once: what they import, and what that imports, but not what comes later by import(). */
export function loadedWith(outputs, entries) {
  const needed = new Set();
  const visit = (path) => {
    if (needed.has(path)) return;
    needed.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") visit(next);
  };
  entries.forEach(visit);
  return [...needed].map((path) => basename(path));
}

/** Whole or not at all: a server that starts meanwhile never reads half of it. */
export function writeAll(target, files, manifest) {
  const fresh = `${target}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const { name, bytes, gz, br } of files) {
    writeFileSync(join(fresh, name), bytes);
    if (gz !== null) writeFileSync(join(fresh, `${name}.gz`), gz);
    if (br !== null) writeFileSync(join(fresh, `${name}.br`), br);
  }
  writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const replace = () => {
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  };
  try {
    replace();
  } catch {
    // Another build was as far at the same moment.
    replace();
  }
}
