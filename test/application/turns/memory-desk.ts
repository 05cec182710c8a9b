import type { TurnLimits } from "../../../src/application/turns/deps.js";
import { makeTurns } from "../../../src/application/turns/turns.js";
import { decideSay, makeMemoryStore, wantedOf } from "./memory-store.js";
import type { Say } from "./memory-store.js";

export function desk(limits: Partial<TurnLimits> = {}) {
  const memory = makeMemoryStore();
  const told: string[] = [];
  const errors: object[] = [];
  const decided: string[] = [];
  const turns = makeTurns<Say, string>({
    store: memory.store,
    decide: (loaded, input) => {
      decided.push(input.say);
      return decideSay(loaded, input);
    },
    onCommitted: (changes) => void told.push(...changes.map(({ answer }) => String(answer))),
    weigh: ({ say }) => say.length,
    limits,
    log: { error: (fields) => void errors.push(fields) },
  });
  let n = 0;
  const submit = (of: string, say = `k${++n}`, customer?: Say["customer"]) => {
    const input: Say = customer ? { of, say, customer } : { of, say };
    return turns.submit({ wanted: wantedOf(input), input });
  };
  return { ...memory, turns, told, errors, decided, submit };
}

/** What each came to: its answer, or the code of its error. */
export const outcomes = async (all: Promise<unknown>[]) =>
  (await Promise.allSettled(all)).map((each) =>
    each.status === "fulfilled" ? each.value : (each.reason as { code: string }).code,
  );
