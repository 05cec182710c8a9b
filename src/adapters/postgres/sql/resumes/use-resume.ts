import { statement } from "../../statement.js";

export interface ResumeRow {
  conversation_id: string;
  channel_user_id: string;
}

// $1 hash used, $2 hash of the one that takes its place, $3 its time in ms, $4 how long the used one still works, in ms, $5 the
// visitor whom the site names now, or null. `least`: the grace counts from the first use, whoever uses it again within. A link is
// not spent by its use. What is not this visitor's is left as it was, so that who signs in and out again finds it.
export const useResume = statement(
  "use-resume",
  `
  with used as (
    update resumes set expires_at =
      case when kind = 'link' then expires_at else least(expires_at, now() + $4::float8 * interval '1 millisecond') end
    where hash = $1 and expires_at > now()
      and case when $5::text is null then kind <> 'identity' else channel_user_id = $5 end
    returning conversation_id, channel_user_id
  )
  insert into resumes (hash, conversation_id, channel_user_id, expires_at, kind)
  select $2, conversation_id, channel_user_id, now() + $3::float8 * interval '1 millisecond',
    case when $5::text is null then 'browser' else 'identity' end
  from used
  returning conversation_id, channel_user_id`,
);
