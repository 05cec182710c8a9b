import { statement } from "../../statement.js";

export interface FileRow {
  id: string;
  conversation_id: string;
  name: string;
  type: string;
  bytes: number;
  /** No message named it yet, and the nightly upkeep may take it away any time now. */
  fading: boolean;
}

// $1 ids; only whole files
export const findFiles = statement(
  "find-files",
  `
  select id, conversation_id, name, type, bytes, bound_at is null and created_at < now() - interval '23 hours' as fading
  from attachments where id = any ($1) and bytes > 0`,
);
