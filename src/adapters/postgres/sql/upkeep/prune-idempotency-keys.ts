import { statement } from "../../statement.js";

// $1 how many at most. An `Idempotency-Key` holds for 24 h; agent by agent, so that the primary key finds them.
export const pruneIdempotencyKeys = statement(
  "prune-idempotency-keys",
  `
  delete from received where ctid = any (array(
    select r.ctid from agents a join received r on r.channel = 'api:' || a.id where r.at < now() - interval '24 hours' limit $1
  )) returning 1`,
);
