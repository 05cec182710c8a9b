import type { DueCommitments } from "../../../application/desk-ports.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { claimDue } from "../sql/sweep/claim-due.js";
import { leftDue } from "../sql/sweep/left-due.js";

export function makeDueCommitments(pool: Pool): DueCommitments {
  const conversations = (rows: { conversation_id: string }[]) => rows.map((row) => row.conversation_id);
  return {
    claim: async (limit) => conversations(await run(pool, claimDue, [limit])),
    left: async () => conversations(await run(pool, leftDue, [])),
  };
}
