import { DIMENSIONS, type Dimension, type Marks, type Measures, type Promises, type Spans } from "../../domain/digest/figures.js";
import { ANSWERS_LEAST } from "../../domain/digest/printed.js";
import { closed, count, asked, ended, figure, opened, share, type Scope } from "./drill.js";
import type { Figure, Kept, MemberFigures, ReportView, Spread, Worth } from "./ports.js";

/** A period and the one before it. */
export interface Both<T> {
  now: T;
  before: T;
}

const each = <T>({ now, before }: Both<T>, worth: (of: T) => Worth, tickets: string): Figure =>
  figure(worth(now), worth(before), tickets);

export function spread(of: Both<Spans>, tickets: string): Spread {
  const one = (ms: "meanMs" | "medianMs" | "p90Ms"): Figure => each(of, (spans) => ({ value: spans[ms], n: spans.n }), tickets);
  return { meanMs: one("meanMs"), medianMs: one("medianMs"), p90Ms: one("p90Ms") };
}

type Ended = Pick<Promises, "met" | "broken">;

/** `filters`: of which commitments, beside the scope. */
export function kept(of: Both<Ended>, scope: Scope, filters: Record<string, string> = {}): Kept {
  return {
    keptRate: each(of, ({ met, broken }) => share(met, met + broken), ended(scope, { state: "met,broken", ...filters })),
    kept: each(of, ({ met }) => count(met), ended(scope, { state: "met", ...filters })),
    broken: each(of, ({ broken }) => count(broken), ended(scope, { state: "broken", ...filters })),
  };
}

/** Parts of the broken. */
export function brokenParts(of: Both<Promises>, scope: Scope, filters: Record<string, string> = {}) {
  const part = (worth: (promises: Promises) => number, more: Record<string, boolean>): Figure =>
    each(of, (promises) => count(worth(promises)), ended(scope, { state: "broken", ...filters, ...more }));
  return {
    told: part(({ toldBefore }) => toldBefore, { toldBefore: true }),
    silent: part(({ broken, toldBefore }) => broken - toldBefore, { toldBefore: false }),
    heldByBot: part(({ heldByBot }) => heldByBot, { heldByBot: true }),
    byReprioritising: part(({ byReprioritising }) => byReprioritising, { byReprioritising: true }),
  };
}

export function survey(of: Both<Marks>, scope: Scope): ReportView["survey"] {
  return {
    asked: each(of, (marks) => count(marks.asked), asked(scope)),
    answered: each(of, (marks) => count(marks.answered), asked(scope, { state: "answered" })),
    dimensions: DIMENSIONS.map((dimension) => ({
      dimension,
      mean: each(
        of,
        ({ dimensions }) => ({ value: dimensions[dimension].mean, n: dimensions[dimension].n }),
        marked(scope, dimension),
      ),
      satisfied: satisfied(of, scope, dimension),
    })),
  };
}

const marked = (scope: Scope, dimension: Dimension): string => asked(scope, { marked: dimension });

/** No percentage below ten answers: it would tell more than is known (service-process 6). */
const satisfied = (of: Both<Marks>, scope: Scope, dimension: Dimension): Figure =>
  each(
    of,
    ({ dimensions }) => {
      const { n, satisfied: good } = dimensions[dimension];
      return n < ANSWERS_LEAST ? { value: null, n } : share(good, n);
    },
    marked(scope, dimension),
  );

const NO_SPANS: Spans = { n: 0, meanMs: null, medianMs: null, p90Ms: null };
export const NO_PROMISES: Promises = { met: 0, broken: 0, toldBefore: 0, heldByBot: 0, byReprioritising: 0 };
const NO_MARK = { n: 0, satisfied: 0, mean: null };
export const NOTHING: Measures = {
  demands: { demands: 0, counted: 0, resolved: 0, firstResponse: NO_SPANS },
  closed: { handling: NO_SPANS, reopened: 0 },
  promises: NO_PROMISES,
  marks: {
    asked: 0,
    answered: 0,
    dimensions: { speed: NO_MARK, resolution: NO_MARK, attitude: NO_MARK, overall: NO_MARK },
  },
};

/** One row a team or agent: unevenness is one of the ills to cure (service-process 10). */
export function member(who: { id: string; name: string }, of: Both<Measures>, scope: Scope): MemberFigures {
  const part = <K extends keyof Measures>(key: K): Both<Measures[K]> => ({ now: of.now[key], before: of.before[key] });
  const [demands, done] = [part("demands"), part("closed")];
  return {
    ...who,
    opened: each(demands, (each) => count(each.demands), opened(scope)),
    closed: each(done, ({ handling }) => count(handling.n), closed(scope)),
    firstResponseMs: each(
      demands,
      ({ firstResponse }) => ({ value: firstResponse.medianMs, n: firstResponse.n }),
      opened(scope, { answered: true }),
    ),
    handlingMs: each(done, ({ handling }) => ({ value: handling.medianMs, n: handling.n }), closed(scope)),
    ...kept(part("promises"), scope),
    reopened: each(done, ({ reopened }) => count(reopened), closed(scope, { reopened: true })),
    satisfied: satisfied(part("marks"), scope, "overall"),
  };
}
