import { CARD_WAITS } from "./card-waits.js";
import { MIRROR_WAITS } from "./mirror-waits.js";

/** Of tickets `t` with their conversations `n` and cards `c`: $1 the first ticket that gets a card while it has none. */
export const BEHIND = `
  select t.id as ticket_id, t.conversation_id, t.team_id, t.category, t.priority, t.closed_at is null as is_open, n.version, n.seq,
    c.channel, c.ts, c.asked_version < n.version and not ${CARD_WAITS} as card_behind,
    c.ts is not null and c.asked_seq < n.seq and not ${MIRROR_WAITS} as thread_behind
  from tickets t join conversations n on n.id = t.conversation_id left join slack_cards c on c.ticket_id = t.id
  where (c.ticket_id is null and t.closed_at is null and t.id >= $1::uuid
    or c.asked_version < n.version and not ${CARD_WAITS}
    or c.ts is not null and c.asked_seq < n.seq and not ${MIRROR_WAITS})`;
