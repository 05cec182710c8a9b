import { statement } from "../../statement.js";

// $1 kinds, $2 hashes, $3 contents, $4 publish. A hash never seen before becomes current, one seen before only when published:
// an old instance that restarts turns nothing back. Answers what became current by this.
export const storeContent = statement(
  "store-content",
  `
  with given as (
    select * from unnest($1::text[], $2::text[], $3::jsonb[]) as g(kind, hash, content)
  ), fresh as (
    insert into policies (hash, kind, content) select hash, kind, content from given order by hash
    on conflict (hash) do nothing
    returning kind, hash
  ), chosen as (
    select kind, hash from given where $4::boolean union select kind, hash from fresh
  )
  insert into current_policies as c (kind, hash) select kind, hash from chosen order by kind
  on conflict (kind) do update set hash = excluded.hash, published_at = now() where c.hash <> excluded.hash
  returning kind`,
);
