import { statement } from "../../statement.js";
import { SESSION_ENDS } from "./session-ends.js";

// $1 hash. Never more than 30 days after the sign-in.
export const touchSession = statement(
  "touch-session",
  `
  update sessions set seen_at = now(), expires_at = least(${SESSION_ENDS}, created_at + interval '30 days')
  where hash = $1 and expires_at > now()`,
);
