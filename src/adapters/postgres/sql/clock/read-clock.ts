import { statement } from "../../statement.js";
import { DESK_NOW } from "./desk-now.js";

export interface ClockRow {
  mode: "real" | "virtual";
  now: Date;
}

export const readClock = statement("read-clock", `select mode, ${DESK_NOW} as now from clock`);
