import { statement } from "../../statement.js";

// $1 this instance, $2 its name, $3 for how many seconds a beat counts. Answers whether another instance is alive.
export const beat = statement(
  "beat",
  `
  with beating as (
    insert into instances (id, name) values ($1, $2) on conflict (id) do update set seen_at = now()
  )
  select exists (select from instances where id <> $1 and seen_at > now() - $3::float8 * interval '1 second') as others`,
);
