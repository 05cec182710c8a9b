import { statement } from "../../statement.js";
import { AN_ADMINISTRATOR } from "./an-administrator.js";

// $1 hash. No row: there is an administrator who can sign in.
export const createWelcome = statement(
  "create-welcome",
  `
  insert into invites (hash, kind, expires_at)
  select $1, 'welcome', now() + interval '24 hours' where not exists (${AN_ADMINISTRATOR})
  returning expires_at`,
);
