import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddedError, systemCode } from "./embedded-error.js";

/** What `DATA_DIR/database.json` (0600) says: how commands join the running database, and where the cluster is. */
export interface Access {
  /** Folder of the cluster and its companions; not DATA_DIR itself when the database's own user cannot enter that. */
  where: string;
  port: number;
  password: string;
  /** The process that runs the database, null while none does. */
  pid: number | null;
}

export const DATABASE = "frontdoor";
/** Both the role and the database; the role is the cluster's superuser. */
export const ROLE = "frontdoor";

const fileIn = (dataDir: string) => join(dataDir, "database.json");

export const urlOf = ({ port, password }: Pick<Access, "port" | "password">, database = DATABASE): string =>
  `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;

/** Null when there is none or it is damaged: the password can be set anew by whoever owns the cluster's files. */
export async function readAccess(dataDir: string): Promise<Access | null> {
  let text: string;
  try {
    text = await readFile(fileIn(dataDir), "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    const message = `${fileIn(dataDir)} cannot be read (${systemCode(error)}): run this as the user who started the desk.`;
    throw new EmbeddedError("embedded.not-permitted", message, error);
  }
  try {
    const { where, port, password, pid } = JSON.parse(text) as Partial<Access>;
    if (typeof where !== "string" || typeof port !== "number" || typeof password !== "string") return null;
    return { where, port, password, pid: typeof pid === "number" ? pid : null };
  } catch {
    return null;
  }
}

/** Replaces the file as a whole, so that a reader never sees half a password. */
export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ ...access, user: ROLE, host: "127.0.0.1", database: DATABASE }, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, fileIn(dataDir));
}
