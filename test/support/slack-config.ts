import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "./processes.js";

/** A copy of config/ in this folder, with channels of Slack in its channels.yaml; answers the environment that names it. */
export async function configWith(folder: string, { triage, rooms = [] }: { triage: string[]; rooms?: string[] }): Promise<Env> {
  const path = join(folder, `config-${triage.join("-")}`);
  await cp(join(__dirname, "../../config"), path, { recursive: true });
  const file = join(path, "channels.yaml");
  const lines = [
    "slack:",
    "  triage:",
    ...triage.map((id) => `    - { channel: ${id} }`),
    ...(rooms.length > 0 ? ["  rooms:", ...rooms.map((id, n) => `    - { id: room${n}, channel: ${id} }`)] : []),
  ];
  await writeFile(file, `${await readFile(file, "utf8")}\n${lines.join("\n")}\n`);
  return { FRONTDOOR_CONFIG: path };
}
