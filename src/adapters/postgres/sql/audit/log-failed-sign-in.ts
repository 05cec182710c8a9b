import { statement } from "../../statement.js";

// $1 the id that this account's failures of this hour share, $2 agent or null: nobody has that e-mail. One row an hour, however many.
export const logFailedSignIn = statement(
  "log-failed-sign-in",
  `
  insert into audit (id, by, action, subject_kind, subject_id, detail)
  values ($1, 'nobody', 'sign_in_failed', case when $2::text is not null then 'agent' end, $2, '{"times": 1}')
  on conflict (id) do update set at = now(), detail = jsonb_build_object('times', (audit.detail->>'times')::integer + 1)`,
);
