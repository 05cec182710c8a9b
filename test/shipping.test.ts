import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UPLOAD_BYTES_MAX } from "../src/adapters/channels/directline/upload.js";
import { operationRoutes } from "../src/adapters/http/operations.js";
import { makeMetrics } from "../src/adapters/http/metrics.js";

/* What ships beside the code: held as far as it can be without Docker and without systemd. */

const root = join(__dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Service {
  image?: string;
  build?: string;
  user?: string;
  init?: boolean;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  restart?: string;
  stop_grace_period?: string;
  env_file?: string;
  environment: Record<string, string>;
  healthcheck?: { test: string[] };
  volumes?: string[];
  ports?: string[];
  networks: string[];
}
const compose = parse(read("compose.yaml"), { merge: true }) as {
  services: Record<"frontdoor" | "postgres" | "caddy", Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, null>;
};
const { frontdoor, postgres, caddy } = compose.services;
const dockerfile = read("Dockerfile");
const unit = read("deploy/frontdoor.service");
const deployMd = read("docs/deploy.md");

const schema = read("src/config.ts").split("z.object({")[1]!.split("\n});")[0]!;
const known = [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name!);
/** Names that are Compose's, Postgres' or Caddy's and not the desk's. */
const OTHERS = ["SITE", "SUBNET", "POSTGRES_PASSWORD"];

describe("the environment", () => {
  test("every name that compose, the image, the unit and the guide set is one that the desk reads", () => {
    const set = {
      compose: Object.keys(frontdoor.environment),
      image: [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line]) => line!.split(" ").map((pair) => pair.split("=")[0]!)),
      unit: [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name!),
      guide: [...deployMd.matchAll(/^([A-Z][A-Z_]+)=/gm)].map(([, name]) => name!),
      run: [...deployMd.matchAll(/ -e ([A-Z_]+)=/g)].map(([, name]) => name!),
    };
    for (const [where, names] of Object.entries(set)) {
      expect([where, names.length > 0]).toEqual([where, true]);
      expect([where, names.filter((name) => ![...known, ...OTHERS].includes(name))]).toEqual([where, []]);
    }
  });

  test("what compose takes from .env, the guide says how to make, or that it may be left out", () => {
    const asked = [...read("compose.yaml").matchAll(/\$\{(\w+)(:[?-])?/g)].map(([, name, how]) => ({ name: name!, how }));
    const made = [
      ...deployMd
        .split("cat > .env <<END")[1]!
        .split("\nEND")[0]!
        .matchAll(/^(\w+)=/gm),
    ].map(([, name]) => name);
    const needed = asked.filter(({ how }) => how !== ":-").map(({ name }) => name);
    expect([...new Set(needed)].sort()).toEqual(["DATA_KEY", "DIRECTLINE_SECRET", "POSTGRES_PASSWORD", "SITE"]);
    expect(needed.filter((name) => !made.includes(name))).toEqual([]);
    expect(made.filter((name) => !known.includes(name!) && !asked.some((each) => each.name === name))).toEqual([]);
    expect(asked.filter(({ name }) => !deployMd.includes(name))).toEqual([]);
  });

  test("no secret has a default, in any file that ships", () => {
    const shipped = [
      "compose.yaml",
      "Dockerfile",
      ".env.example",
      ...readdirSync(join(root, "deploy")).map((name) => `deploy/${name}`),
    ];
    const secret = /^[ \t]*#?[ \t]*-?[ \t]*(?:\w*_)?(?:SECRET|PASSWORD|KEY)[ \t]*[:=][ \t]*(.+)$/gm;
    const given = shipped.flatMap((file) => [...read(file).matchAll(secret)].map(([, value]) => value!.trim()));
    expect(given.length).toBeGreaterThan(2);
    expect(given.filter((value) => !/^\$\{\w+:(\?[^}]+|-)\}$/.test(value))).toEqual([]);
  });

  test("in a file that systemd reads nothing stands behind a value", () => {
    const file = deployMd.split("cat > /etc/frontdoor.env <<END\n")[1]!.split("\nEND")[0]!;
    for (const line of file.split("\n")) expect(line).toMatch(/^[A-Z_]+=([^\s#$]+|\$\(openssl rand -base64 32\))$/);
  });
});

describe("the image", () => {
  const finalStage = dockerfile.split(/^FROM /m).at(-1)!;

  test("holds every folder that the built desk reads, and builds from every folder that the build reads", () => {
    const copied = [...finalStage.matchAll(/^COPY (?:--from=build )?(\S+) (\S+)$/gm)].map(([, from]) =>
      from!.replace("/app/", ""),
    );
    // By `root` in the sources: the package's own folder.
    const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const folders = sources.flatMap((file) =>
      [...read(`src/${file}`).matchAll(/join\((?:options\.)?root, "([\w.-]+)/g)].map(([, name]) => name!),
    );
    expect(folders).toEqual(expect.arrayContaining(["config", "dialogs", "dist", "node_modules"]));
    expect([...new Set(folders)].filter((name) => !copied.includes(name))).toEqual([]);
    expect(copied).toContain("package.json"); // "type": "module"

    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const stage = dockerfile.split(/^FROM /m)[1]!;
    const built = [...stage.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names]) => names!.split(" "));
    const needed = [...scripts["build"]!.matchAll(/(?:^|\s)(?!node_modules)([\w./-]+\.(?:json|mjs))/g)].map(
      ([, path]) => path!.split("/")[0]!,
    );
    expect(needed.filter((name) => !built.includes(name))).toEqual([]);
    expect(built).toEqual(expect.arrayContaining(["src", "tsconfig.json", "package-lock.json", ".npmrc"]));
  });

  test("the build is given no secret, no data and nothing made before", () => {
    const lines = read(".dockerignore").split("\n");
    for (const name of [".env*", ".data*", "*.key", "*.secret", "*.backup", ".git", "node_modules", "dist"])
      expect(lines).toContain(name);
    const stages = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => names!.split(" "));
    expect(stages).not.toContain(".");
    expect(stages.filter((name) => lines.includes(name))).toEqual([]);
  });

  test("runs as a user without rights, on a C library that the embedded database is built for", () => {
    expect(finalStage).toMatch(/^USER node$/m);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(["node:22-slim", "node:22-slim"]);
  });

  test("is asked for its health at an address that there is", () => {
    const paths = operationRoutes({ ready: () => Promise.resolve({ ok: true, reasons: [] }), metrics: makeMetrics() }).map(
      ({ path }) => path,
    );
    const asked = /HEALTHCHECK[\s\S]*?\$\{process\.env\.PORT\}(\/\w+)`/.exec(dockerfile)?.[1];
    expect(paths).toContain(asked);
  });
});

describe("compose", () => {
  test("hands on all of .env, and says itself what must be otherwise in a container", () => {
    expect(frontdoor.env_file).toBe(".env");
    expect(frontdoor.environment).toMatchObject({
      HOST: "0.0.0.0",
      DATA_DIR: "/data",
      PORT: /^EXPOSE (\d+)$/m.exec(dockerfile)![1],
    });
    expect(caddy.environment["UPSTREAM"]).toBe("frontdoor:3978");
  });

  test("confines every service, and starts it again", () => {
    for (const [name, service] of Object.entries(compose.services)) {
      const { restart, read_only, cap_drop, security_opt } = service;
      expect({ name, restart, read_only, cap_drop, security_opt }).toEqual({
        name,
        restart: "unless-stopped",
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
      });
    }
    expect([frontdoor.cap_add, postgres.cap_add, caddy.cap_add]).toEqual([undefined, undefined, ["NET_BIND_SERVICE"]]);
  });

  test("opens the proxy alone, and waits for a database that answers", () => {
    expect([frontdoor.ports, postgres.ports]).toEqual([undefined, undefined]);
    expect(postgres.networks.map((name) => compose.networks[name]!.internal)).toEqual([true]);
    expect(postgres.healthcheck!.test).toContain("pg_isready");
    expect(postgres.image).toMatch(/^postgres:1[78]$/);
  });

  test("names every volume that it uses", () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(":")[0]!));
    const named = used.filter((name) => !name.startsWith("."));
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

describe("the stop", () => {
  const graceS = Number(/^const GRACE_MS = ([\d_]+);$/m.exec(read("src/product.ts"))![1]!.replaceAll("_", "")) / 1_000;
  /** Fast, at once, killed: src/adapters/postgres/embedded/processes.ts. */
  const DATABASE_S = 12;

  test.each([
    ["systemd", Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)![1])],
    ["compose", Number.parseInt(frontdoor.stop_grace_period!, 10)],
    ["docker run", Number(/--stop-timeout (\d+)/.exec(deployMd)![1])],
  ])("%s waits for as long as it may take", (_by, seconds) => {
    expect(seconds).toBeGreaterThan(graceS + DATABASE_S);
  });

  test("systemd asks the desk alone to stop: its database goes last", () => {
    expect(unit).toMatch(/^KillMode=mixed$/m);
  });

  test("systemd hides nothing by which the embedded database tells whether another runs", () => {
    const settings = unit.split("\n").filter((line) => !line.startsWith("#"));
    expect(
      settings.filter((line) =>
        /^(DynamicUser|PrivateIPC|ProcSubset|ProtectProc|MemoryDenyWriteExecute|PrivateUsers)=/.test(line),
      ),
    ).toEqual([]);
    const folder = /^StateDirectory=(\S+)$/m.exec(unit)![1];
    expect(deployMd).toContain(`\nDATA_DIR=/var/lib/${folder}\n`);
  });
});

describe("the proxies", () => {
  const nginx = read("deploy/nginx.conf");
  const caddyfile = read("deploy/Caddyfile");
  const channels = parse(read("config/channels.yaml")) as { web: { files: { megabytesMost: number; countMost: number } } };

  test.each([
    ["nginx", Number(/client_max_body_size (\d+)m;/.exec(nginx)![1])],
    ["Caddy", Number(/max_size (\d+)MB/.exec(caddyfile)![1])],
  ])("%s takes what the desk can be told to take", (_by, megabytes) => {
    const { megabytesMost, countMost } = channels.web.files;
    expect(UPLOAD_BYTES_MAX).toBeGreaterThan(megabytesMost * countMost * 1_048_576);
    expect(megabytes * 1_000_000).toBeGreaterThan(UPLOAD_BYTES_MAX);
  });

  test("both keep inside what asks for no token and is not for customers", () => {
    for (const path of ["metrics", "readyz"]) {
      expect(nginx).toMatch(new RegExp(`location ~\\* \\^/\\(.*${path}.*return 404`));
      expect(caddyfile).toMatch(new RegExp(`@inside path .*/${path}\\b`));
    }
  });

  test("nginx passes sockets, writes what the desk believes, stores nothing and logs no query", () => {
    for (const header of [
      "X-Forwarded-For   $remote_addr",
      "X-Forwarded-Proto $scheme",
      "X-Forwarded-Host  $host",
      "Upgrade           $http_upgrade",
    ])
      expect(nginx).toContain(`proxy_set_header ${header};`);
    expect(nginx).toMatch(/proxy_request_buffering +off;/);
    expect(nginx).toMatch(/proxy_max_temp_file_size 0;/);
    const [format] = /log_format[^;]+;/.exec(nginx)!;
    expect(format).not.toMatch(/\$request\b|\$request_uri|\$args|\$http_referer/);
  });
});
