import { statement } from "../../statement.js";

// $1 how many at most
export const pruneResumes = statement(
  "prune-resumes",
  `delete from resumes where ctid = any (array(select ctid from resumes where expires_at < now() limit $1)) returning 1`,
);
