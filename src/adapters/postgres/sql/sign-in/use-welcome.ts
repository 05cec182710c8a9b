import { statement } from "../../statement.js";
import { AN_ADMINISTRATOR } from "./an-administrator.js";
import { TAKE_THE_POST } from "./take-the-post.js";
import { SESSION_OPENED } from "./session-opened.js";

// $1 to $9 as in use-invite, $10 e-mail, $11 an id for the agent if it is made. All open welcomes are locked in one order and used up
// together: of two links used at once one makes an administrator. Whoever bears the name already and never could sign in becomes it.
export const useWelcome = statement(
  "use-welcome",
  `
  with doors as (
    select hash from invites where kind = 'welcome' and used_at is null and expires_at > now() order by hash for update
  ), used as (
    update invites set used_at = now()
    where hash in (select hash from doors) and exists (select from doors where hash = $1) and not exists (${AN_ADMINISTRATOR})
      and not exists (select from agents
        where name = $3 and (password is not null or disabled_at is not null or email <> $10))
    returning hash
  ), person as (
    insert into agents (id, name, role, team_id, email, password)
    select $11, $3, 'administrator', $8, $10, $2 from used where hash = $1
    on conflict (name) do update set role = excluded.role, email = excluded.email, password = excluded.password
    returning id, role
  ), ${TAKE_THE_POST}, gone as (
    delete from sessions where exists (select from person) and hash = $9::bytea
  ), ${SESSION_OPENED}, logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id)
    select $7, 'agent', agent_id, 'welcome_used', 'agent', agent_id::text from opened
  )
  select agent_id from opened`,
);
