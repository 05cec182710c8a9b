// npm run bench -- NAME: one benchmark beside its reference in the same run. One JSON object on stdout, progress on stderr.
import { readdirSync } from "node:fs";

const folder = new URL("./", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".mjs") && file !== "run.mjs")
  .map((file) => file.slice(0, -".mjs".length));
const [name] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(", ")}.`);
  process.exit(2);
}
const { bench } = await import(new URL(`${name}.mjs`, folder).href);
const results = await bench((line) => console.error(line));
console.log(JSON.stringify({ name, results }));
