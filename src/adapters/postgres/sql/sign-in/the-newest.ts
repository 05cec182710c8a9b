/** Of the links to one person only the last given is good, also where two were made at once. */
export const THE_NEWEST = `not exists (
    select from invites n where n.agent_id = i.agent_id and (n.created_at, n.hash) > (i.created_at, i.hash)
  )`;
