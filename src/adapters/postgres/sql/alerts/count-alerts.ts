import { statement } from "../../statement.js";
import { FOUND_ALERTS } from "./found-alerts.js";

// $1 to $7: see the shared part.
export const countAlerts = statement("count-alerts", `with ${FOUND_ALERTS} select least(count(*), $7)::int as n from found`);
