import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

const documents = ["README.md", "CHANGELOG.md", ...filesIn("docs").filter((file) => file.endsWith(".md"))];
const decisions = documents.filter((file) => file.startsWith(join("docs", "decisions")));
const others = [".env.example", "Dockerfile"];
const readme = read("README.md");

const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const commands = new Set([...read("src/cli.ts").matchAll(/\.command\("(\w+)/g)].map(([, name]) => name));

test.each(documents)("every npm script and command that %s tells to type exists", (file) => {
  const typed = (pattern: RegExp) => [...read(file).matchAll(pattern)].map(([, name]) => name);
  const run = typed(/\bnpm run ([\w:]+)/g).filter((name) => !(name! in scripts));
  const called = typed(/\b(?:npx frontdoor|node dist\/cli\.js) (\w+)/g).filter((name) => !commands.has(name));
  expect({ run, called }).toEqual({ run: [], called: [] });
});

test("the README tells to test with exactly what the gate runs", () => {
  expect(readme).toContain("npm ci && npm test");
  expect(read(".ci/run")).toContain("npm ci && npm test");
});

test("every name of the environment is explained in the README and in .env.example", () => {
  const schema = read("src/config.ts").split("z.object({")[1]!.split("\n});")[0]!;
  const names = [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
  expect(names).toContain("FRONTDOOR_CLOCK");
  const example = read(".env.example");
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  expect(names.filter((name) => !new RegExp(`^(# )?${name}=`, "m").test(example))).toEqual([]);
});

test.each(documents)("the relative links of %s resolve", (file) => {
  const links = [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(file), link)));
  expect(broken).toEqual([]);
});

test.each([...documents, ...others])("%s stands alone and is finished", (file) => {
  expect(read(file).match(/\/work\b|\.\.\/shared|\bTODO\b|\bFIXME\b|\bissue #?\d+/gi) ?? []).toEqual([]);
});

test.each(decisions)("%s is short and says context, choice, cost and when to revisit", (file) => {
  const text = read(file);
  expect(text.split("\n").length).toBeLessThanOrEqual(25);
  for (const part of ["**Context.**", "**Choice.**", "**Cost.**", "**Revisit**"]) expect(text).toContain(part);
});
