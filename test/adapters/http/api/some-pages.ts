import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { AT } from "./views.js";

/** Pages of a desk with nothing on them; what they were asked is kept. */
export function somePages(asked: unknown[]): Ports["pages"] {
  const keep = <T>(answer: T) => {
    return (...what: unknown[]) => {
      asked.push(what);
      return Promise.resolve(answer);
    };
  };
  return {
    queue: {
      queue: keep({ items: [], next: null, at: AT, counts: null }),
      board: keep({ items: [], next: null, at: AT, counts: null }),
    },
  };
}
