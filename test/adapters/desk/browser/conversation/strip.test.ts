import {
  lastQuarter,
  lastTold,
  nearestOf,
  progressOwed,
  settledByHand,
  wordOf,
} from "../../../../../src/adapters/desk/browser/pages/conversation/strip/nearest.js";
import { racesOf } from "../../../../../src/adapters/desk/browser/pages/conversation/strip/races.js";
import { at, event, idOf, ME, message, mine, OTHER, owed } from "./views.js";

test("the strip says the nearest thing that we owe and have not said", () => {
  const said = owed({ id: "said", dueAt: at("02:10"), saidAt: at("02:05") });
  const awaited = owed({ id: "awaited", kind: "acceptance", owedBy: "customer", dueAt: at("02:20") });
  const late = owed({ id: "late", dueAt: at("05:00") });
  const soon = owed({ id: "soon", dueAt: at("03:00") });
  const paused = owed({ id: "paused", state: "paused", dueAt: at("02:30") });
  expect(nearestOf([said, awaited, late, soon, paused])?.id).toBe("soon");
  expect(nearestOf([said, awaited, paused])?.id).toBe("paused");
  expect(nearestOf([said, awaited])?.id).toBe("awaited");
  expect(nearestOf([said, owed({ state: "met" })])).toBeNull();
});

test("its word is the one of the board", () => {
  expect(["02:30", "03:40", "04:01"].map((clock) => wordOf(owed(), Date.parse(at(clock))))).toEqual([
    "owed",
    "due_soon",
    "overdue",
  ]);
});

test("a reply may count as progress in the last quarter before it is due, and after", () => {
  const progress = progressOwed([owed({ kind: "plan", dueAt: at("02:30") }), owed()]);
  expect(progress?.kind).toBe("progress_update");
  expect(["03:29", "03:30", "05:00"].map((clock) => lastQuarter(progress, Date.parse(at(clock))))).toEqual([false, true, true]);
  expect(lastQuarter(null, 0)).toBe(false);
});

test("last told: an agent's words or the assistant's in their place, not its small talk", () => {
  const messages = [message(1), message(2, { from: "bot", at: at("02:50") }), mine(3, "x", { at: at("02:10") })];
  expect(lastTold(messages, [])).toBe(at("02:10"));
  expect(lastTold(messages, [event(9, "held_by_bot", { at: at("03:00") })])).toBe(at("03:00"));
  expect(lastTold([message(1)], [])).toBeNull();
});

const seen = { me: ME, holder: null, after: idOf(10), events: [], messages: [] };

test("what a colleague did since one looked is told; what was before, oneself did or the desk did is not", () => {
  const change = { data: { before: "P2", after: "P1" } };
  const events = [
    event(5, "reprioritised", change),
    event(20, "reprioritised", { ...change, by: ME }),
    event(21, "reprioritised", { ...change, by: "bot" }),
    event(22, "commitment_opened"),
    event(23, "reprioritised", { ...change, at: at("02:37") }),
  ];
  expect(racesOf({ ...seen, events })).toEqual([
    { id: idOf(23), at: at("02:37"), by: OTHER, what: "priority", before: "P2", after: "P1" },
  ]);
});

test("a colleague who takes over is told by the word the customer hears; oneself is not", () => {
  const messages = [message(3, { from: "bot", say: "handoff.taken", id: idOf(30), at: at("02:40") })];
  expect(racesOf({ ...seen, messages, holder: OTHER })).toEqual([{ id: idOf(30), at: at("02:40"), by: OTHER, what: "taken" }]);
  expect(racesOf({ ...seen, messages, holder: ME })).toEqual([]);
  expect(racesOf({ ...seen, messages, holder: OTHER, after: idOf(30) })).toEqual([]);
});

test("who gives the ticket to themselves has taken it; given to another it says to whom", () => {
  const events = [event(20, "assigned", { data: { after: OTHER } }), event(21, "assigned", { data: { after: ME } })];
  expect(racesOf({ ...seen, events }).map(({ what }) => what)).toEqual(["taken", "assigned"]);
});

test("a call is entered as done; what has an act of its own is not, nor the word owed after taking over", () => {
  const all = [
    owed({ kind: "call", why: "unseen" }),
    owed(),
    owed({ kind: "first_response" }),
    owed({ kind: "step", why: "takeover" }),
  ];
  expect(all.map(settledByHand)).toEqual([true, false, false, false]);
});
