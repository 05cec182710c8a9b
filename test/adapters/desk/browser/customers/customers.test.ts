import type { CommitmentView } from "../../../../../src/application/desk-views.js";
import { ordered } from "../../../../../src/adapters/desk/browser/pages/customers/order.js";
import { marksOf, tallyOf } from "../../../../../src/adapters/desk/browser/pages/customers/tally.js";
import { aCommitment } from "../../../http/api/views.js";

test("names are sorted by pinyin, whatever their script; the nameless come last", () => {
  const customer = (name: string | null, n: number) => ({
    name,
    number: `C-00000${n}`,
    lastContactAt: `2026-11-2${n}T00:00:00.000Z`,
    tickets: n % 3,
  });
  const all = [customer("周洋", 1), customer(null, 2), customer("陈立", 3), customer("王芳", 4), customer("安妮", 5)];
  expect(ordered(all, "name").map(({ name }) => name)).toEqual(["安妮", "陈立", "王芳", "周洋", null]);
  expect(ordered(all, "last").map(({ number }) => number.at(-1))).toEqual(["5", "4", "3", "2", "1"]);
  expect(ordered(all, "tickets").map(({ number }) => number.at(-1))).toEqual(["2", "5", "1", "4", "3"]);
});

test("what became of promises counts what the desk owed, told apart from silent", () => {
  const commitment = (more: Partial<CommitmentView>): CommitmentView => ({ ...aCommitment, ...more });
  const commitments = [
    commitment({ state: "owed" }),
    commitment({ state: "met" }),
    commitment({ state: "broken", toldBefore: true }),
    commitment({ state: "broken", toldBefore: false }),
    commitment({ state: "dropped" }),
    commitment({ state: "met", owedTo: "desk" }),
  ];
  expect(tallyOf([{ commitments }, { commitments: [commitment({ state: "met" })] }])).toEqual({
    promises: 5,
    kept: 2,
    told: 1,
    missed: 1,
  });
});

test("the mean is of the overall marks, with how many answered", () => {
  expect(marksOf([{ scores: [5, 4, 5, 3] }, { scores: [5] }, { scores: null }])).toEqual({ n: 2, mean: 4 });
  expect(marksOf([{ scores: null }])).toEqual({ n: 0, mean: null });
});
