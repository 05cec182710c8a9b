import fc from "fast-check";
import {
  gather,
  gatherOlder,
  seenUpTo,
  type Gathered,
} from "../../../../../src/adapters/desk/browser/pages/conversation/transcript/gather.js";
import {
  chosenOf,
  chunksOf,
  filledOf,
  linesOf,
  type Line,
} from "../../../../../src/adapters/desk/browser/pages/conversation/transcript/lines.js";
import { at, event, idOf, message, mine, note } from "./views.js";

const none = { notes: [], events: [], cut: false, dayOf: (moment: string) => moment.slice(0, 10) };
const said = (line: Line): string =>
  line.kind === "message"
    ? line.message.text
    : line.kind === "note"
      ? line.note.text
      : line.kind === "event"
        ? line.event.type
        : "day";

test("what happened at one moment stands in the order it was born", () => {
  const messages = [message(1, { id: idOf(10) }), message(2, { id: idOf(30), from: "bot", text: "receipt" })];
  const lines = linesOf({ ...none, messages, events: [event(20, "ticket_opened")], notes: [note(40, "look into it")] });
  expect(lines.map(said)).toEqual(["day", "message 1", "ticket_opened", "receipt", "look into it"]);
});

test("the reason of an act stands in its line and not as a note of its own", () => {
  const changed = event(20, "reprioritised", { data: { before: "P2", after: "P1", reason: idOf(19) } });
  const lines = linesOf({ ...none, messages: [], events: [changed], notes: [note(19, "37 orders wait"), note(40, "call them")] });
  expect(lines.map(said)).toEqual(["day", "reprioritised", "call them"]);
  expect(lines[1]).toMatchObject({ reason: "37 orders wait" });
});

test("a new day is told once, the desk's bookkeeping not at all", () => {
  const messages = [message(1), message(2, { at: "2026-11-24T01:00:00.000Z" }), message(3, { at: "2026-11-24T01:01:00.000Z" })];
  const lines = linesOf({ ...none, messages, events: [event(5, "commitment_opened"), event(6, "agent_spoke")] });
  expect(lines.map(({ kind }) => kind)).toEqual(["day", "message", "day", "message", "message"]);
});

test("who speaks on in one breath is named once; what we say is marked one by one", () => {
  const messages = [
    message(1),
    message(2),
    message(3, { at: at("02:30") }),
    mine(4, "a", { at: at("02:30") }),
    mine(5, "b", { at: at("02:30") }),
  ];
  const headed = linesOf({ ...none, messages }).map((line) => line.kind === "message" && line.headed);
  expect(headed.slice(1)).toEqual([true, false, true, true, true]);
});

test("while earlier messages are not at hand, what happened beside them waits for them", () => {
  const parts = {
    ...none,
    messages: [message(9, { at: at("05:00") })],
    events: [event(1, "ticket_opened")],
    notes: [note(2, "early")],
  };
  expect(linesOf({ ...parts, cut: true }).map(said)).toEqual(["day", "message 9"]);
  expect(linesOf({ ...parts, cut: false })).toHaveLength(4);
});

test("what was chosen of the buttons, and what was written into a form", () => {
  const asked = message(1, { from: "bot", buttons: [{ askId: "q1", choice: "yes", label: "Yes" }] });
  const answer = message(2, { value: { askId: "q1", choice: "yes" } });
  expect(chosenOf([asked, answer])(asked)).toBe("yes");
  expect(chosenOf([asked])(asked)).toBeNull();
  expect(filledOf(message(3, { value: { askId: "q", choice: "form", name: "王芳", contact: "" } }))).toEqual([["name", "王芳"]]);
  expect(filledOf(answer)).toEqual([]);
});

test("the last message the customer has seen, by how many of ours are not", () => {
  const log = [message(1), message(2, { from: "bot" }), mine(3, "a"), message(4), mine(5, "b")];
  expect([0, 1, 2, 3, 9].map((unseen) => seenUpTo(log, unseen))).toEqual([5, 3, 2, 0, 0]);
});

const COUNT = 40;
const log = Array.from({ length: COUNT }, (_, index) => message(index + 1));
const pageUpTo = (last: number, limit: number): Gathered & { next: string | null } => {
  const items = log.slice(Math.max(0, last - limit), last);
  const next = last - limit > 0 ? String(last - limit) : null;
  return { items, older: next, next };
};

test("however pages and news mix, what is at hand is whole to its end, without holes or repeats", () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant("older" as const), fc.integer({ min: 0, max: 12 })), { maxLength: 20 }),
      fc.integer({ min: 1, max: 7 }),
      (steps, limit) => {
        let last = 10;
        let known: Gathered = gather(null, pageUpTo(last, limit));
        for (const step of steps)
          if (step !== "older") {
            last = Math.min(COUNT, last + step);
            known = gather(known, pageUpTo(last, limit));
          } else if (known.older !== null) known = gatherOlder(known, pageUpTo(Number(known.older), limit));
        const seqs = known.items.map(({ seq }) => seq);
        expect(seqs.at(-1)).toBe(last);
        expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => last - seqs.length + 1 + index));
        expect(known.older).toBe(seqs[0] === 1 ? null : String((seqs[0] ?? 1) - 1));
      },
    ),
    { seed: 20261123, numRuns: 300 },
  ));

test("a page put in before leaves the chunks after it as they are", () => {
  const of = (from: number) =>
    chunksOf(linesOf({ ...none, messages: Array.from({ length: 201 - from }, (_, n) => message(from + n)) }));
  const [late, all] = [of(120), of(1)];
  expect(all.flatMap(({ lines }) => lines).length).toBe(201);
  expect(all.slice(-2)).toEqual(late.slice(-2));
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
});
