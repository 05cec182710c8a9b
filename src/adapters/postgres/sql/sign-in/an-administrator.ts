/** Somebody who can sign in as administrator; in a statement, as it was before it. */
export const AN_ADMINISTRATOR =
  "select from agents where role = 'administrator' and password is not null and disabled_at is null";
