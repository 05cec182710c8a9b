/** RFC 9457, as the API answers; `away` and `cut` are ours: the server was not reached, or its answer was no answer. */
export interface Problem {
  status: number;
  code: string;
  /** English, for a code that the desk has no sentence of its own for. */
  detail: string;
  [more: string]: unknown;
}
