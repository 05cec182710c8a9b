import { statement } from "../../statement.js";

// $1 the lock's name
export const giveLock = statement("give-lock", `select pg_advisory_unlock(hashtextextended($1, 0))`);
