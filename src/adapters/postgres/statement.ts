/**
 * A statement of the hot paths: prepared once a connection under its name. Every file in `sql/` exports its own, so that the
 * test can PREPARE each of them on every Postgres version we promise.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export const statement = (name: string, text: string): Statement => Object.freeze({ name, text });
