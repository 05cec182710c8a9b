import { statement } from "../../statement.js";

export interface InForceRow {
  kind: "policy" | "dialogs";
  hash: string;
  published_at: Date;
  /** Of the policy only. */
  content: unknown;
}

export const readInForce = statement(
  "read-in-force",
  `select c.kind, c.hash, c.published_at, case c.kind when 'policy' then p.content end as content
  from current_policies c join policies p on p.hash = c.hash`,
);
