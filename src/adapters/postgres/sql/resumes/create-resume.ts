import { statement } from "../../statement.js";

// $1 hash, $2 conversation, $3 the channel's id of the person, $4 how long in ms, $5 kind
export const createResume = statement(
  "create-resume",
  `
  insert into resumes (hash, conversation_id, channel_user_id, expires_at, kind)
  values ($1, $2, $3, now() + $4::float8 * interval '1 millisecond', $5)`,
);
