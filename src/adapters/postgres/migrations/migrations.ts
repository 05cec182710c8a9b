import { FrontDoor1795305600000 } from "./0001-front-door.js";

/** Every migration, oldest first. A name once released never changes: a database is known by the names it has had. */
export const migrations = [FrontDoor1795305600000];

export const MIGRATIONS_TABLE = "migrations";
