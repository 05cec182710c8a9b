import { statement } from "../../statement.js";
import { SESSION_ENDS } from "./session-ends.js";

// $1 agent, $2 the stored password that was verified, $3 the new one, $4 hash of the session that asks, $5 hash of the one that
// takes its place, $6 audit id. All sessions and open links of the person end with it.
export const changePassword = statement(
  "change-password",
  `
  with own as (
    select address, browser from sessions where hash = $4 and agent_id = $1 and expires_at > now()
  ), person as (
    update agents set password = $3
    where id = $1 and password = $2 and disabled_at is null and exists (select from own)
    returning id
  ), gone as (
    delete from sessions where agent_id in (select id from person)
  ), void as (
    update invites set used_at = now() where agent_id in (select id from person) and used_at is null
  ), opened as (
    insert into sessions (hash, agent_id, expires_at, address, browser)
    select $5, person.id, ${SESSION_ENDS}, own.address, own.browser from person, own
    returning agent_id
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id)
    select $6, 'agent', agent_id, 'password_changed', 'agent', agent_id::text from opened
  )
  select agent_id from opened`,
);
