import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { readInForce, type InForceRow } from "../../sql/policies/read-in-force.js";

/** What stands in force by the tables, whatever this instance has read of it. */
export async function inForce(pool: Pool): Promise<Record<InForceRow["kind"], InForceRow>> {
  const rows = await run<InForceRow>(pool, readInForce, []);
  const [policy, dialogs] = [rows.find(({ kind }) => kind === "policy"), rows.find(({ kind }) => kind === "dialogs")];
  if (!policy || !dialogs) throw new Error("No policy is in force: start the product once, which stores what is in the files.");
  return { policy, dialogs };
}
