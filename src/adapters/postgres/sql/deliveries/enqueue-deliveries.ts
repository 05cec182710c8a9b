import { statement } from "../../statement.js";
import { ENQUEUED } from "./enqueued.js";

// $1 ids, $2 channels, $3 addresses, $4 kinds, $5 payloads, $6 messages, $7 deadlines in ms, $8 ids for new destinations.
export const enqueueDeliveries = statement(
  "enqueue-deliveries",
  `
  with given as materialized (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[], $7::float8[], $8::uuid[])
      with ordinality as g(id, channel, address, kind, payload, message_id, deadline_ms, place, n)
  ),${ENQUEUED}
  select count(*) from found`,
);
