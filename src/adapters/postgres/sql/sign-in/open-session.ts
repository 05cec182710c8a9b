import { statement } from "../../statement.js";
import { SESSION_ENDS } from "./session-ends.js";

// $1 hash, $2 agent, $3 the stored password that was verified, $4 a better hash of it or null, $5 address, $6 browser, $7 hash of the
// session that this browser had or null, $8 audit id. No row: the password was changed or the person disabled meanwhile.
// Twenty browsers a person: the one not used for longest goes.
export const openSession = statement(
  "open-session",
  `
  with person as (
    update agents set password = coalesce($4::text, password)
    where id = $2 and password = $3 and disabled_at is null
    returning id
  ), gone as (
    delete from sessions where exists (select from person) and (hash = $7::bytea or hash in (
      select hash from sessions where agent_id = $2 order by seen_at desc offset 19
    ))
  ), opened as (
    insert into sessions (hash, agent_id, expires_at, address, browser)
    select $1, id, ${SESSION_ENDS}, $5, $6 from person
    returning agent_id
  ), logged as (
    insert into audit (id, by, agent_id, action, subject_kind, subject_id)
    select $8, 'agent', agent_id, 'signed_in', 'agent', agent_id::text from opened
  )
  select agent_id from opened`,
);
