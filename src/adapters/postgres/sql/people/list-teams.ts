import { statement } from "../../statement.js";

export const listTeams = statement("list-teams", `select id, name, duty_agent_id from teams order by id`);
