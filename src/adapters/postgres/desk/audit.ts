import { v7 as newId } from "uuid";
import type { Audit, AuditAction, AuditBy, AuditView } from "../../../application/audit.js";
import { run } from "../pool.js";
import type { Pool } from "../pool.js";
import { writeAudit } from "../sql/audit/write-audit.js";
import { iso, list, where } from "./queries/list.js";
import { isUuid } from "./shared/is-uuid.js";

interface Row {
  id: string;
  at: Date;
  by: AuditBy["by"];
  agent_id: string | null;
  agent_name: string | null;
  action: AuditAction;
  subject_kind: string | null;
  subject_id: string | null;
  detail: Record<string, unknown>;
}

const OF = {
  name: "audit",
  select: "u.*, a.name as agent_name",
  table: { name: "audit", as: "u" },
  join: "left join agents a on a.id = u.agent_id",
};
const NEWEST = { by: [{ column: "u.id", cast: "uuid" }], descending: true } as const;

export const agentOf = (by: AuditBy): string | null => (by.by === "agent" ? by.agentId : null);

export function makeAudit(pool: Pool): Audit {
  return {
    write: async ({ action, subject, detail }, by) => {
      const values = [newId(), by.by, agentOf(by), action, subject?.kind, subject?.id, JSON.stringify(detail)];
      await run(pool, writeAudit, values);
    },
    list: async ({ action, agent, subject }, page) => {
      if (agent !== undefined && !isUuid(agent)) return { items: [], next: null };
      const wanted = where().and("u.action = ?", action).and("u.agent_id = ?", agent).and("u.subject_id = ?", subject);
      return list(pool, { ...OF, where: wanted, order: NEWEST, view: auditView }, page);
    },
  };
}

const auditView = ({ subject_kind, subject_id, agent_id, agent_name, ...row }: Row): AuditView => ({
  id: row.id,
  at: iso(row.at),
  by: row.by,
  agent: agent_id,
  agentName: agent_name,
  action: row.action,
  subject: subject_kind === null || subject_id === null ? null : { kind: subject_kind, id: subject_id },
  detail: row.detail,
});
