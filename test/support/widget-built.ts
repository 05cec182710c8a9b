import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

export const BUILT = {
  "widget.js": "the loader",
  "panel-AAAA1111.js": "the panel",
  "chunk-BBBB2222.js": "a chunk",
  "page-CCCC3333.css": "html{}",
};

const HTML =
  '<!doctype html><html lang="{{locale}}"><title>{{company}}</title><script src="widget.js" async data-locale="{{locale}}"></script></html>';

/** A folder as build/widget.mjs makes it, with short words in the place of scripts; one for all tests, written once. */
export function widgetBuilt(): string {
  const content = JSON.stringify([BUILT, HTML]);
  const directory = join(tmpdir(), `widget-built-${createHash("sha256").update(content).digest("hex").slice(0, 8)}`);
  const manifest = join(directory, "manifest.json");
  if (existsSync(manifest)) return directory;
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(BUILT)) {
    writeFileSync(join(directory, name), text);
    writeFileSync(join(directory, `${name}.gz`), gzipSync(text));
    writeFileSync(join(directory, `${name}.br`), brotliCompressSync(text));
  }
  writeFileSync(join(directory, "index.html"), HTML);
  // Last: who finds it finds the rest.
  writeFileSync(manifest, JSON.stringify({ panel: "panel-AAAA1111.js", files: [...Object.keys(BUILT), "index.html"] }));
  return directory;
}
