/**
 * Nobody's own yet: the owner of ticket `t` stands at a duty post, or is the agent that was made for one and gave it up to the first
 * administrator. What that agent owned before stays in sight.
 */
export const AT_DUTY_POST = `exists (select from teams d where d.duty_agent_id = t.owner_id
    or d.duty_named = (select name from agents where id = t.owner_id))`;
