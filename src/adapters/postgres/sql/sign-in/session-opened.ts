import { SESSION_ENDS } from "./session-ends.js";

/** The session in which the `person (id, role)` of the statement comes in by a link: $4 its hash, $5 address, $6 browser. */
export const SESSION_OPENED = `
  opened as (
    insert into sessions (hash, agent_id, expires_at, address, browser)
    select $4, id, ${SESSION_ENDS}, $5, $6 from person
    returning agent_id
  )`;
