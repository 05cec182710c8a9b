import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

// main -> adapters -> application -> domain, strictly downward; one vendor, one folder (architecture 3). Whoever breaks it reads why.

const SRC = join(__dirname, "..", "src");

const ALLOWED = {
  domain: ["domain"],
  application: ["application", "domain"],
  adapters: ["adapters", "application", "domain"],
} as const;

const WHY = {
  domain: "the domain is pure: it must be provable and fast without any machine around it",
  application: "the application knows ports only: a channel or a database can then be replaced without touching a rule",
  adapters: "only main composes: an adapter that reads main's config or wiring cannot be tested alone",
};

/** The only folders that may import a vendor; `main` is the files right below src. */
const FENCED: Record<string, string[]> = {
  botbuilder: ["adapters/channels/botframework"],
  "@slack/bolt": ["adapters/channels/slack"],
  typeorm: ["adapters/postgres"],
  pg: ["adapters/postgres"],
  "pg-copy-streams": ["adapters/postgres"],
  express: ["adapters/http"],
  ws: ["adapters/channels/directline", "adapters/channels/terminal", "adapters/channels/slack"],
  jsonwebtoken: ["adapters/channels/directline", "adapters/http"],
  busboy: ["adapters/files"],
  echarts: ["adapters/charts", "adapters/desk/browser"],
  "@resvg/resvg-js": ["adapters/charts"],
  "magic-bytes.js": ["adapters/files"],
  "opencc-js": ["adapters/understanding"],
  luxon: ["adapters/calendar"],
  "node-cron": ["adapters/schedule"],
  "libphonenumber-js": ["adapters/understanding"],
  yaml: ["adapters/dialog-files"],
  "prom-client": ["adapters/http", "main"],
  "rate-limiter-flexible": ["adapters/http"],
  pino: ["main"],
  dotenv: ["main"],
  commander: ["main"],
  // Row ids, made wherever a row is: the format is the contract (architecture 7).
  uuid: ["main", "adapters"],
  // What runs in the browser, bundled by the build.
  preact: ["adapters/widget/browser"],
  "@preact/signals": ["adapters/widget/browser"],
  marked: ["adapters/widget/browser"],
  dompurify: ["adapters/widget/browser"],
  adaptivecards: ["adapters/widget/browser"],
  react: ["adapters/desk/browser"],
  "react-dom": ["adapters/desk/browser"],
  "@tanstack/react-query": ["adapters/desk/browser"],
  "@tanstack/react-virtual": ["adapters/desk/browser"],
  wouter: ["adapters/desk/browser"],
  // Behind one folder, so that it can be replaced.
  "@mantine/core": ["adapters/desk/browser/ui"],
  "@mantine/hooks": ["adapters/desk/browser/ui"],
  "@tabler/icons-react": ["adapters/desk/browser/ui"],
  // The five edges that parse what comes from outside (style 7).
  zod: ["main", "adapters"],
};

interface Import {
  file: string;
  specifier: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)|^import "([^"]+)"/gm;
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), "utf8");
  const found = [...text.matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!);
  return found.map((specifier) => ({ file: file.replaceAll("\\", "/"), specifier }));
});

/** `commands/` is main's: the same composition for a shorter time. */
const roomOf = (file: string): string => (file.includes("/") && !file.startsWith("commands/") ? file.split("/")[0]! : "main");
const targetOf = ({ file, specifier }: Import): string => normalize(join(dirname(file), specifier)).replaceAll("\\", "/");
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

test("there is something to check", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(imports.length).toBeGreaterThan(100);
});

test("imports go downward only", () => {
  const faults = imports
    .filter(({ specifier }) => specifier.startsWith("."))
    .filter(
      (each) =>
        roomOf(each.file) !== "main" &&
        !(ALLOWED[roomOf(each.file) as keyof typeof ALLOWED] as readonly string[]).includes(roomOf(targetOf(each))),
    )
    .map((each) => `${each.file} imports ${each.specifier}: ${WHY[roomOf(each.file) as keyof typeof WHY]}`);
  expect(faults).toEqual([]);
});

test("the domain imports nothing but itself", () => {
  const faults = imports.filter(({ file, specifier }) => roomOf(file) === "domain" && !specifier.startsWith("."));
  expect(faults).toEqual([]);
});

test("a vendor is imported in its own folder only", () => {
  const faults = imports
    .filter(({ specifier }) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
    .filter(({ file, specifier }) => {
      const rooms = FENCED[packageOf(specifier)];
      return !rooms?.some((room) => (room === "main" ? roomOf(file) === "main" : file.startsWith(`${room}/`)));
    })
    .map(
      ({ file, specifier }) =>
        `${file} imports ${specifier}: one vendor, one folder, so that it can be replaced; name its folder in FENCED if it is new`,
    );
  expect(faults).toEqual([]);
});
