import { statement } from "../../statement.js";

export interface CurrentRow {
  kind: "policy" | "dialogs";
  hash: string;
}

export const readCurrent = statement("read-current", `select kind, hash from current_policies order by kind`);
