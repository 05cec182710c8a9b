// Bundles the web chat into dist/widget: the loader (one classic script), the panel (ES modules, loaded when the chat is opened), the page "/".
// Fails over the sizes promised in docs/connect-website.md. Called by `npm run build`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compressed, gzipBytes, inKb, KB, loadedWith, writeAll } from "./output.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "src/adapters/widget");
const target = join(root, "dist/widget");

const LOADER_KB_MOST = 4;
/** With Markdown, before the first card is shown. The aim is 45: marked and DOMPurify alone weigh 28. */
const PANEL_KB_MOST = 70;

const TARGET = ["es2021"];

/** Style sheets become texts, minified. Of the tokens the desk's selectors go, and the loader gets those alone that its own sheet names. */
const cssAsText = (tokenNames) => ({
  name: "css-as-text",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true });
      const own = path.endsWith("tokens.css") ? code.replace(/:root(\[[^\]]*\])?,/g, "") : code;
      const contents = tokenNames !== undefined && path.endsWith("tokens.css") ? only(tokenNames, own) : own;
      return { contents: contents.trim(), loader: "text" };
    }),
});

const only = (names, css) =>
  css
    .replace(/(--[\w-]+):[^;}]*;?/g, (declaration, name) => (names.has(name) ? declaration : ""))
    .replace(/@media[^{]*\{[^{}]*\{\}\}/g, "");

const tokensOfLoader = () => new Set(readFileSync(join(source, "browser/loader/loader.css"), "utf8").match(/--[\w-]+/g));
const COMMON = {
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  target: TARGET,
  legalComments: "none",
  charset: "utf8",
  absWorkingDir: root,
  outdir: target,
  logLevel: "warning",
};

const bundlePanel = () =>
  build({
    ...COMMON,
    entryPoints: { panel: join(source, "browser/loader/shell.ts") },
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [cssAsText()],
  });

const bundleLoader = (panelFile) =>
  build({
    ...COMMON,
    entryPoints: { widget: join(source, "browser/loader.ts") },
    format: "iife",
    define: { PANEL_FILE: JSON.stringify(panelFile) },
    plugins: [cssAsText(tokensOfLoader())],
  });

/** What every visitor loads who reads a message: the entry and the chunk that draws Markdown. */
const beforeCards = (outputs, entry) =>
  loadedWith(outputs, [
    entry,
    ...Object.keys(outputs).filter((path) =>
      Object.keys(outputs[path].inputs).some((input) => input.includes("/browser/markdown/")),
    ),
  ]);

async function pageFiles(panelFile) {
  const { code } = await transform(readFileSync(join(source, "site/page.css"), "utf8"), { loader: "css", minify: true });
  const cssFile = `page-${createHash("sha256").update(code).digest("hex").slice(0, 8).toUpperCase()}.css`;
  const html = readFileSync(join(source, "site/index.html"), "utf8")
    .replaceAll("PAGE_CSS", `widget/${cssFile}`)
    .replaceAll("PANEL_JS", `widget/${panelFile}`);
  return [
    { name: cssFile, bytes: Buffer.from(code) },
    { name: "index.html", bytes: Buffer.from(html) },
  ];
}

async function main() {
  const panel = await bundlePanel();
  const { outputs } = panel.metafile;
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint?.endsWith("loader/shell.ts"));
  const panelFile = basename(entry);
  const loader = await bundleLoader(panelFile);
  const bundled = [...panel.outputFiles, ...loader.outputFiles].map(({ path, contents }) => ({
    name: basename(path),
    bytes: Buffer.from(contents),
  }));
  const files = await Promise.all([...bundled, ...(await pageFiles(panelFile))].map(compressed));
  const gzipOf = (names) => gzipBytes(files, names);
  const first = beforeCards(outputs, entry);
  const later = Object.keys(outputs)
    .map((path) => basename(path))
    .filter((name) => !first.includes(name));
  const sizes = { loader: gzipOf(["widget.js"]), panel: gzipOf(first), later: gzipOf(later) };

  writeAll(target, files, { panel: panelFile, files: files.map(({ name }) => name), sizes });
  console.log(`web chat, gzip KB: loader ${inKb(sizes.loader)}, panel ${inKb(sizes.panel)}, later ${inKb(sizes.later)}`);
  const faults = [
    ...(sizes.loader > LOADER_KB_MOST * KB
      ? [`the loader may weigh ${LOADER_KB_MOST} KB gzip, it weighs ${inKb(sizes.loader)}`]
      : []),
    ...(sizes.panel > PANEL_KB_MOST * KB
      ? [`the panel may weigh ${PANEL_KB_MOST} KB gzip before a card is shown, it weighs ${inKb(sizes.panel)}`]
      : []),
  ];
  if (faults.length > 0) throw new Error(`${faults.join("; ")}. Take something out, or load it later by import().`);
}

main().catch((error) => {
  console.error(`build/widget.mjs: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
