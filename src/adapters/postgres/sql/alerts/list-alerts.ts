import { statement } from "../../statement.js";
import { FOUND_ALERTS } from "./found-alerts.js";

// $1 to $7: see the shared part.
export const listAlerts = statement(
  "list-alerts",
  `
  with ${FOUND_ALERTS}
  select f.*, f.since::text as place, t.number, k.id as customer_id, k.name, k.company, c.kind as commitment_kind, c.due_at,
    c.state as commitment_state, coalesce(c.why, v.reason) as why, r.seen_at, f.by as by_id, a.name as by_name
  from (select * from found order by since desc, id desc limit $7) f
  left join tickets t on t.id = f.ticket_id left join conversations n on n.id = f.conversation_id
  left join customers k on k.id = coalesce(t.customer_id, n.customer_id) left join commitments c on c.id = f.commitment_id
  left join deliveries v on v.id = f.delivery_id left join alert_reads r on r.agent_id = $1 and r.alert_id = f.id
  left join agents a on a.id = f.by
  order by f.since desc, f.id desc`,
);
