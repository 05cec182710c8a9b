import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmbedded } from "../../dist/adapters/postgres/embedded/start-embedded.js";
import { migrate } from "../../dist/adapters/postgres/migrate.js";

const ROOT = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");

/** A new embedded database with the product's own, durable settings, migrated; `close` removes it. */
export async function throwAwayDatabase(progress) {
  const folder = mkdtempSync(join(tmpdir(), "frontdoor-bench-"));
  chmodSync(folder, 0o755); // as root the server runs as another user, who must be able to enter
  const server = await startEmbedded({ root: ROOT, dataDir: join(folder, "data"), progress });
  if ("refused" in server) throw new Error(server.message);
  await migrate(server.url);
  return {
    url: server.url,
    async close() {
      await server.stop();
      for (const path of [server.where, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}
