import { statement } from "../../statement.js";

// $1 key of account and network, where what was wrong before no longer counts; $2 keys that get this one try back.
export const forgiveTries = statement(
  "forgive-tries",
  `
  update sign_in_tries set
    tries = case when key = $1 then 0 else greatest(tries - 1, 0) end,
    known_until = case when key = $1 then now() + interval '90 days' else known_until end
  where key = $1 or key = any ($2::bytea[])`,
);
