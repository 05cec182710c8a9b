import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { ArchiveFault, readArchive, type BackupHeader, type Frame } from "./archive.js";
import { onConnection } from "./connection.js";
import { fileFault } from "./file-fault.js";
import { headerOf } from "./header.js";
import { foreignKeysOf, inPublic, migrationsOf, quoted, tablesOf, triggersOf } from "./schema.js";

export interface RestoreOptions {
  /** Whether the product runs on this database; asked once, before anything is read. */
  isRunning: () => boolean | Promise<boolean>;
  /** Rows that migrations alone put into a table, by its name. They are replaced; more rows than these, or others' rows, are data. */
  seeded?: Readonly<Record<string, number>>;
}

export interface RestoreRefusal {
  refused: "running" | "no-such-file" | "not-a-backup" | "newer-format" | "damaged" | "other-migrations" | "holds-data";
  message: string;
}

export type RestoreOutcome = { tables: number; rows: number; madeAt: string } | RestoreRefusal;

class Refused extends Error {
  readonly kind: RestoreRefusal["refused"];
  constructor(kind: RestoreRefusal["refused"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Loads a backup into a database that has been migrated as the backup's was and holds nothing else. All or nothing: whatever is
 * refused, or fails and throws, leaves the database as it was. Needs the role that owns the tables, not a superuser.
 */
export async function restore(pgUrl: string, file: string, options: RestoreOptions): Promise<RestoreOutcome> {
  if (await options.isRunning()) return { refused: "running", message: "The desk runs: stop it, then restore again." };
  const frames = readArchive(file);
  try {
    const header = headerOf(await frames.next());
    const restored = await onConnection(pgUrl, async (client) => {
      await client.query("begin");
      const rows = await load(client, { header, frames, seeded: options.seeded ?? {} });
      await client.query("commit");
      await client.query("analyze"); // Until then every plan is made for empty tables.
      return rows;
    });
    return { tables: header.tables.length, rows: restored, madeAt: header.madeAt };
  } catch (error) {
    return refusal(error, file);
  } finally {
    await frames.return();
  }
}

function refusal(error: unknown, file: string): RestoreRefusal {
  if (error instanceof Refused) return { refused: error.kind, message: error.message };
  if (error instanceof ArchiveFault)
    return {
      refused: error.kind,
      message: `${file} is not restored, nothing was changed: ${error.message}. Take another copy of it.`,
    };
  const fault = fileFault(error);
  if (fault === undefined) throw error;
  return { refused: "no-such-file", message: `${file} cannot be read (${fault}): name a file that "frontdoor backup" made.` };
}

interface Load {
  header: BackupHeader;
  frames: AsyncGenerator<Frame, void, void>;
  seeded: Readonly<Record<string, number>>;
}

async function load(client: Client, { header, frames, seeded }: Load): Promise<number> {
  await checkMigrations(client, header);
  const names = header.tables.map(({ name }) => inPublic(name));
  if (names.length > 0) await client.query(`lock table ${names.join(", ")} in access exclusive mode`);
  await checkEmpty(client, header, seeded);

  // Tables may refer to each other in circles (a team to its duty agent, an agent to the team), so no order of loading is right.
  // Switching the keys' own triggers off takes a superuser; taking the keys away and putting them back takes the owner, and checks
  // each of them once over the whole table instead of row by row.
  const keys = await foreignKeysOf(client);
  const triggers = await triggersOf(client);
  for (const { table, name } of keys) await client.query(`alter table ${inPublic(table)} drop constraint ${quoted(name)}`);
  for (const { table, name } of triggers) await client.query(`alter table ${inPublic(table)} disable trigger ${quoted(name)}`);
  if (names.length > 0) await client.query(`truncate ${names.join(", ")}`);
  const rows = await loadTables(client, header, frames);
  for (const { table, name } of triggers) await client.query(`alter table ${inPublic(table)} enable trigger ${quoted(name)}`);
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${inPublic(table)} add constraint ${quoted(name)} ${definition}`);
  // Unlike setval, this is undone with the transaction.
  for (const { name, next } of header.sequences)
    await client.query(`alter sequence ${inPublic(name)} restart with ${BigInt(next)}`);
  return rows;
}

async function checkMigrations(client: Client, header: BackupHeader): Promise<void> {
  const migrations = await migrationsOf(client);
  const theirs = header.migrations.filter((name) => !migrations.includes(name));
  const ours = migrations.filter((name) => !header.migrations.includes(name));
  if (theirs.length + ours.length > 0) {
    const differ = [...theirs.map((name) => `+${name}`), ...ours.map((name) => `-${name}`)].join(", ");
    const message = `The backup of ${header.madeAt} belongs to another release (${differ}): restore with that release, then update.`;
    throw new Refused("other-migrations", message);
  }
  const shape = (tables: BackupHeader["tables"]) =>
    tables.map(({ name, columns }) => `${name}(${[...columns].sort().join()})`).sort();
  const [mine, there] = [shape(await tablesOf(client)), shape(header.tables)];
  const odd = there.find((table) => !mine.includes(table)) ?? mine.find((table) => !there.includes(table));
  if (odd !== undefined)
    throw new Refused(
      "other-migrations",
      `The backup and the database differ in ${odd}: restore with the release that made the backup.`,
    );
}

async function checkEmpty(client: Client, header: BackupHeader, seeded: Load["seeded"]): Promise<void> {
  for (const { name } of header.tables) {
    const most = seeded[name] ?? 0;
    const { rowCount } = await client.query(`select from ${inPublic(name)} limit ${most + 1}`);
    if ((rowCount ?? 0) <= most) continue;
    const message = `The database holds data already (in ${name}): restore into a new one, by another DATA_DIR or DATABASE_URL.`;
    throw new Refused("holds-data", message);
  }
}

/** Reads the frames to their end and holds them to the header's promise. Returns the number of rows. */
async function loadTables(client: Client, header: BackupHeader, frames: Load["frames"]): Promise<number> {
  const columnsOf = new Map(header.tables.map(({ name, columns }) => [name, columns]));
  let rows = 0;
  for (;;) {
    const next = await frames.next();
    if (next.done) break;
    const frame = next.value;
    if (frame.type === "Z") continue; // Only the end of the file, checksum and all, ends the reading.
    const name = frame.type === "T" ? String((frame.json as { name?: unknown }).name) : "";
    const columns = columnsOf.get(name);
    if (!columns) throw new ArchiveFault("damaged", "its parts do not follow each other");
    columnsOf.delete(name);
    rows += await loadTable(client, `${inPublic(name)} (${columns.map(quoted).join(", ")})`, frames);
  }
  if (columnsOf.size > 0) throw new ArchiveFault("damaged", "tables are missing in it");
  return rows;
}

async function loadTable(client: Client, target: string, frames: Load["frames"]): Promise<number> {
  let promised = -1;
  async function* pieces(): AsyncGenerator<Buffer, void, void> {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.type === "D") yield next.value.data;
      else {
        if (next.value.type === "E") promised = Number((next.value.json as { rows?: unknown }).rows);
        return;
      }
    }
  }
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  await pipeline(Readable.from(pieces(), { objectMode: false }), stream);
  if (stream.rowCount !== promised) throw new ArchiveFault("damaged", "rows are missing in it");
  return promised;
}
