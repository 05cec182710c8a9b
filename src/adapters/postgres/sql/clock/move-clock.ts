import { statement } from "../../statement.js";

// $1 the desk time to stand at; rounded up, so that what is due then is due. Never backward, never on a real clock.
export const moveClock = statement(
  "move-clock",
  `
  update clock set offset_ms = greatest(offset_ms, ceil(extract(epoch from $1::timestamptz - now()) * 1000)::bigint)
  where mode = 'virtual'`,
);
