import { AN_ADMINISTRATOR } from "./an-administrator.js";

/**
 * An owner always, and a real one: the first administrator takes over the duty post from the agent that was made for it. An agent
 * with an address is a person who was named for the post and keeps it. `person (id, role)` and `$8`, the default team, are the statement's.
 */
export const TAKE_THE_POST = `
  seeded as (
    select d.id from teams t join agents d on d.id = t.duty_agent_id
    where t.id = $8 and d.password is null and d.email is null and d.slack is null
  ), taken as (
    update teams set duty_agent_id = person.id from person, seeded
    where duty_agent_id = seeded.id and person.role = 'administrator' and not exists (${AN_ADMINISTRATOR})
  )`;
