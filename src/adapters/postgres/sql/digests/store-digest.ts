import { statement } from "../../statement.js";

// $1 id, $2 digest, $3 period, $4 channel, $5 team, $6 due, $7 made, $8 late, $9 document, $10 deliveries. Of all who ring, the one whose
// row it is posts: the deliveries are enqueued in the same transaction.
export const storeDigest = statement(
  "store-digest",
  `
  insert into digests (id, digest, period, channel, team_id, due_at, made_at, late, document, deliveries)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (digest, period, channel) do nothing returning id`,
);

// $1 digests. Until when each is done with, by channel: what rings after it is owed.
export const digestsSince = statement(
  "digests-since",
  `select digest, channel, max(due_at) as since from digests where digest = any ($1::text[]) group by digest, channel`,
);

// $1 digest, $2 period: as it was posted, whatever the tables say by now.
export const findDigest = statement(
  "find-digest",
  `select document from digests where digest = $1 and period = $2 and document is not null order by id limit 1`,
);
