import { statement } from "../../statement.js";

// $1 this instance
export const leave = statement("leave", `delete from instances where id = $1`);
