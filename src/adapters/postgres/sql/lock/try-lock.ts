import { statement } from "../../statement.js";

// $1 the lock's name. Held by the connection until given back or closed. Tried, not waited for: our connections soon give up a lock.
export const tryLock = statement("try-lock", `select pg_try_advisory_lock(hashtextextended($1, 0)) as locked`);
