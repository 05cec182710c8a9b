import { statement } from "../../statement.js";

export interface ResumeRow {
  conversation_id: string;
  channel_user_id: string;
}

// $1 hash used, $2 hash of the one that takes its place, $3 its time in ms, $4 how long the used one still works, in ms.
// `least`: the grace counts from the first use, whoever uses it again within.
export const useResume = statement(
  "use-resume",
  `
  with used as (
    update resumes set expires_at = least(expires_at, now() + $4::float8 * interval '1 millisecond')
    where hash = $1 and expires_at > now()
    returning conversation_id, channel_user_id
  )
  insert into resumes (hash, conversation_id, channel_user_id, expires_at)
  select $2, conversation_id, channel_user_id, now() + $3::float8 * interval '1 millisecond' from used
  returning conversation_id, channel_user_id`,
);
