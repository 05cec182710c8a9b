/** Where in the content: the file by its name under `config/` or `dialogs/`, then the keys and indexes from its top. */
export interface Problem {
  file: string;
  path: readonly (string | number)[];
  message: string;
  remedy: string;
}

/** What became of a part of the content: its value unless a problem was found. */
export interface Checked<T> {
  value?: T;
  problems: Problem[];
}

/** One thing wrong in a file, as `frontdoor check` prints it. */
export interface Fault {
  file: string;
  /** From 1; 0 where the content does not come from a file but from Postgres. */
  line: number;
  /** Keys and indexes from the top of the file, joined by dots. */
  path: string;
  message: string;
  remedy: string;
}

/** `file:line path: message. remedy`, one line a fault. */
export const faultLine = ({ file, line, path, message, remedy }: Fault): string =>
  `${file}:${line}${path === "" ? "" : ` ${path}`}: ${message}. ${remedy}`;
