import { statement } from "../../statement.js";
import { TAKE_THE_POST } from "./take-the-post.js";
import { THE_NEWEST } from "./the-newest.js";
import { SESSION_OPENED } from "./session-opened.js";

// $1 hash, $2 the new password, $3 the person's own name or null, $4 hash of the session that opens, $5 address, $6 browser,
// $7 audit id, $8 default team, $9 hash of the session that this browser had or null. Of two uses at once the second waits for the
// row of the first and finds it used.
export const useInvite = statement(
  "use-invite",
  `
  with used as (
    update invites i set used_at = now()
    where hash = $1 and kind = 'invite' and used_at is null and expires_at > now() and ${THE_NEWEST}
      and exists (select from agents a where a.id = agent_id and a.disabled_at is null)
    returning agent_id
  ), person as (
    update agents a set password = $2, name = coalesce($3::text, name) from used
    where a.id = used.agent_id
    returning a.id, a.role
  ), ${TAKE_THE_POST}, gone as (
    delete from sessions where exists (select from person) and (agent_id in (select id from person) or hash = $9::bytea)
  ), ${SESSION_OPENED}, logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id)
    select $7, 'agent', agent_id, 'invite_used', 'agent', agent_id::text from opened
  )
  select agent_id from opened`,
);
