import type { Logger } from "pino";
import { openDatabase, type OpenedDatabase } from "../database.js";
import type { Config } from "../config.js";

/** What a command works with: its results go to `out`, everything else to `progress`. */
export interface Around {
  config: Config;
  root: string;
  log: Logger;
  out: (line: string) => void;
  progress: (line: string) => void;
}

/** For a command that needs data: joins the running database or starts the embedded one for as long as it takes. */
export async function withDatabase<T>(around: Around, work: (database: OpenedDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...around, as: "command" });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
