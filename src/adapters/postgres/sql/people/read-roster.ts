import { statement } from "../../statement.js";

export interface RosterRow {
  agents: { id: string; name: string; disabled: boolean }[];
  duty: { team: string; agent: string }[];
}

// Names and duty posts of the whole desk: a few hundred rows at most.
export const readRoster = statement(
  "read-roster",
  `
  select
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'disabled', disabled_at is not null)), '[]')
      from agents) as agents,
    (select coalesce(json_agg(json_build_object('team', id, 'agent', duty_agent_id)), '[]') from teams
      where duty_agent_id is not null) as duty`,
);
