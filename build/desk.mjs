// Bundles the desk's pages into dist/desk: one entry for the first paint, a chunk a page that is seldom opened. Fails over the size promised
// in docs/desk.md. Called by `npm run build`.
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compressed, gzipBytes, inKb, KB, loadedWith, writeAll } from "./output.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "src/adapters/desk");
const target = join(root, "dist/desk");

const FIRST_KB_MOST = 300;

async function main() {
  const { outputs, outputFiles } = await bundle();
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint?.endsWith("browser/main.tsx"));
  const script = basename(entry);
  const styles = basename(outputs[entry].cssBundle);
  const html = readFileSync(join(source, "site/index.html"), "utf8").replace("DESK_CSS", styles).replace("DESK_JS", script);
  const files = await Promise.all(
    [...outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: Buffer.from(contents) })), page(html)].map(
      compressed,
    ),
  );
  const first = [...loadedWith(outputs, [entry]), styles];
  const names = files.map(({ name }) => name);
  const sizes = {
    first: gzipBytes(files, first),
    later: gzipBytes(
      files,
      names.filter((name) => name !== "index.html" && !first.includes(name)),
    ),
  };
  writeAll(target, files, { files: names, sizes });
  console.log(`desk, gzip KB: first paint ${inKb(sizes.first)}, later ${inKb(sizes.later)}`);
  if (sizes.first > FIRST_KB_MOST * KB)
    throw new Error(
      `the first paint may weigh ${FIRST_KB_MOST} KB gzip, it weighs ${inKb(sizes.first)}. Load something later by import().`,
    );
}

const page = (html) => ({ name: "index.html", bytes: Buffer.from(html) });

async function bundle() {
  const { metafile, outputFiles } = await build({
    entryPoints: { desk: join(source, "browser/main.tsx") },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    splitting: true,
    target: ["es2022"],
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    charset: "utf8",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    absWorkingDir: root,
    outdir: target,
    logLevel: "warning",
  });
  return { outputs: metafile.outputs, outputFiles };
}

main().catch((error) => {
  console.error(`build/desk.mjs: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
