import type { CommitmentView } from "../../../../../src/application/desk-views.js";
import { factsOf, inOrder, latenessIn } from "../../../../../src/adapters/desk/browser/pages/side/promises/commitment-facts.js";
import { aCommitment } from "../../../http/api/views.js";

const at = (clock: string): string => `2026-11-23T${clock}:00.000Z`;
const MINUTE_MS = 60_000;
const NOW = Date.parse(at("14:00"));

const commitment = (more: Partial<CommitmentView>): CommitmentView => ({
  ...aCommitment,
  kind: "first_response",
  startedAt: at("10:00"),
  dueAt: at("15:00"),
  alerts: [],
  ...more,
});

const stands = (
  more: Partial<CommitmentView>,
  beside: { others?: CommitmentView[]; lateBy?: Map<string, number>; status?: "open" | "closed" } = {},
) => {
  const c = commitment(more);
  const of = { status: beside.status ?? "open", commitments: [c, ...(beside.others ?? [])] };
  return factsOf(c, NOW, { of, lateBy: beside.lateBy ?? new Map() });
};

test("what is owed tells how much is left, what is over how much it is over", () => {
  expect(stands({})).toEqual({ word: "due_soon", standing: { is: "left", ms: 60 * MINUTE_MS } });
  expect(stands({ dueAt: at("18:00") })).toEqual({ word: "owed", standing: { is: "left", ms: 240 * MINUTE_MS } });
  expect(stands({ dueAt: at("13:42") })).toEqual({ word: "overdue", standing: { is: "over", ms: 18 * MINUTE_MS } });
});

test("what was kept tells when and how early, as of when it was said and not of when it was seen", () => {
  const kept = stands({ state: "met", saidAt: at("14:54"), endedAt: at("14:58"), dueAt: at("15:00") });
  expect(kept).toEqual({ word: "kept", standing: { is: "kept", at: Date.parse(at("14:54")), earlyMs: 6 * MINUTE_MS } });
  const done = stands({ kind: "call", state: "met", endedAt: at("13:30") });
  expect(done.standing).toEqual({ is: "kept", at: Date.parse(at("13:30")), earlyMs: 90 * MINUTE_MS });
});

test("told before it was due is no silence", () => {
  const told = stands({ state: "broken", toldBefore: true, saidAt: at("13:49"), dueAt: at("14:00"), endedAt: at("13:49") });
  expect(told).toEqual({ word: "told", standing: { is: "told", at: Date.parse(at("13:49")), earlyMs: 11 * MINUTE_MS } });
  expect(stands({ state: "broken", toldBefore: true, endedAt: at("13:00"), dueAt: at("13:00") }).standing).toEqual({
    is: "told",
    at: null,
    earlyMs: null,
  });
});

test("broken without a word says by how much: as said late, as the history knows, as the next one made it good, or growing", () => {
  const broken = { state: "broken", dueAt: at("13:00"), endedAt: at("13:00") } as const;
  const late = (...given: Parameters<typeof stands>) => stands(...given).standing;
  expect(late({ ...broken, saidAt: at("13:41"), endedAt: at("13:41") })).toEqual({ is: "silent", lateMs: 41 * MINUTE_MS });
  expect(late(broken, { lateBy: new Map([[aCommitment.id, 7 * MINUTE_MS]]) })).toEqual({
    is: "silent",
    lateMs: 7 * MINUTE_MS,
  });
  const next = commitment({ id: "next", state: "met", startedAt: at("13:00"), saidAt: at("13:20") });
  expect(late(broken, { others: [next] })).toEqual({ is: "silent", lateMs: 20 * MINUTE_MS });
  expect(late(broken)).toEqual({ is: "silent", lateMs: 60 * MINUTE_MS });
  expect(late(broken, { status: "closed" })).toEqual({ is: "silent", lateMs: null });
});

test("a pause tells since when", () => {
  expect(stands({ state: "paused", pausedAt: at("13:03") })).toEqual({
    word: "paused",
    standing: { is: "paused", ms: 57 * MINUTE_MS },
  });
});

test("owed ones by their due, then paused, said, and ended ones, the latest first", () => {
  const all = [
    commitment({ id: "kept-early", state: "met", dueAt: at("11:00"), endedAt: at("10:30") }),
    commitment({ id: "later", dueAt: at("17:00") }),
    commitment({ id: "said", saidAt: at("13:50") }),
    commitment({ id: "dropped", state: "dropped", endedAt: at("12:00") }),
    commitment({ id: "kept-late", state: "met", dueAt: at("12:00"), endedAt: at("11:30") }),
    commitment({ id: "over", dueAt: at("13:00") }),
    commitment({ id: "paused", state: "paused", pausedAt: at("13:03") }),
  ];
  const rows = all.map((c) => ({
    commitment: c,
    facts: factsOf(c, NOW, { of: { status: "open", commitments: all }, lateBy: new Map() }),
  }));
  expect(inOrder(rows).map(({ commitment: { id } }) => id)).toEqual([
    ...["over", "later", "paused", "said", "kept-late", "kept-early", "dropped"],
  ]);
});

test("the history tells by how much an answer was late; what it cannot read it leaves out", () => {
  const events = [
    { type: "answered_late", data: { commitmentId: "a", lateMs: 5 } },
    { type: "answered_late", data: { commitmentId: "b" } },
    { type: "agent_spoke", data: { commitmentId: "c", lateMs: 5 } },
  ];
  expect([...latenessIn(events)]).toEqual([["a", 5]]);
});
