import { statement } from "../../statement.js";
import { DESK_NOW } from "../clock/desk-now.js";

// $1 the channel's id of a person whom the site names. The `like` says again what such ids begin with: the index holds only these.
export const latestConversation = statement(
  "latest-conversation",
  `
  select id from conversations
  where channel_user_id = $1 and channel_user_id like 'dl\\_id\\_%' and channel = 'web'
    and last_at > ${DESK_NOW} - interval '30 days'
  order by last_at desc, id desc limit 1`,
);
