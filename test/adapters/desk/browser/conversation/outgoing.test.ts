import fc from "fast-check";
import {
  accepted,
  changed,
  foreignDrafts,
  mayTakeBack,
  refused,
  settled,
  takenBack,
  type Outgoing,
} from "../../../../../src/adapters/desk/browser/pages/conversation/reply/going/outgoing.js";
import type { DraftView } from "../../../../../src/application/draft-view.js";
import type { MessageView } from "../../../../../src/application/desk-views.js";
import { CONVERSATION, idOf, ME, message, mine, OTHER } from "./views.js";

const NOW = Date.parse("2026-11-23T02:00:00Z");
const sent = (key: string, more: Partial<Outgoing> = {}): Outgoing => ({
  key,
  conversationId: CONVERSATION,
  ticketId: idOf(1),
  text: `text ${key}`,
  attachments: [],
  what: { do: "reply", force: false },
  writtenAt: NOW,
  afterSeq: 3,
  going: { is: "waiting", tried: false },
  ...more,
});
const draft = (id: string, more: Partial<DraftView> = {}): DraftView => ({
  id,
  conversationId: CONVERSATION,
  ticketId: idOf(1),
  state: "held",
  text: "text",
  attachments: [],
  // The server's own clock, which is another.
  createdAt: "2031-01-01T00:00:00.000Z",
  releaseAt: "2031-01-01T00:00:05.000Z",
  reason: null,
  ...more,
});
const held = (key: string, draftId: string, more: Partial<Outgoing> = {}): Outgoing =>
  sent(key, { going: { is: "held", draftId, until: NOW + 5_000 }, ...more });
const known = (messages: MessageView[], drafts: DraftView[] | null = [], now = NOW) => ({ me: ME, messages, drafts, now });
const one = (outgoing: Outgoing | null): Outgoing => {
  if (outgoing === null) throw new Error("it is gone");
  return outgoing;
};

test("what the server holds is counted by how long it holds, whatever its clock says", () => {
  expect(accepted(draft("d1"), NOW)(sent("a"))?.going).toEqual({ is: "held", draftId: "d1", until: NOW + 5_000 });
});

test("taken back before the server knew of it, nothing is left of it", () => {
  expect(changed([sent("a"), sent("b")], "a", takenBack).map(({ key }) => key)).toEqual(["b"]);
  expect(takenBack(sent("u", { what: { do: "update", nextUpdateAt: null }, going: { is: "here", until: NOW } }))).toBeNull();
});

test("taken back while nobody knows whether the server has it: it is asked once more, and let go by its draft", () => {
  const asked = one(takenBack(sent("a", { going: { is: "waiting", tried: true } })));
  expect(asked.going).toEqual({ is: "back", draftId: null });
  expect(accepted(draft("d1"), NOW)(asked)?.going).toEqual({ is: "back", draftId: "d1" });
  expect(takenBack(held("b", "d2"))?.going).toEqual({ is: "back", draftId: "d2" });
});

test("an outage leaves it waiting, a refusal says why and keeps the text", () => {
  const problem = { status: 409, code: "taken", detail: "" };
  expect(refused({ status: 0, code: "away", detail: "" }, true)(sent("a"))).toEqual(sent("a"));
  expect(refused(problem, false)(sent("a"))?.going).toEqual({ is: "failed", problem });
  expect(refused(problem, false)(sent("a", { going: { is: "back", draftId: null } }))).toBeNull();
});

test("a reply leaves once its message stands in the transcript, and not before", () => {
  const before = [held("a", "d1")];
  expect(settled(before, known([message(3)], [draft("d1")]))).toEqual(before);
  expect(settled(before, known([message(3), message(4), mine(5, "text a")]))).toEqual([]);
});

test("the same words from a colleague, from oneself before, or from the customer are not it", () => {
  const others = [mine(3, "text a"), message(4, { text: "text a" }), mine(5, "text a", { agent: OTHER })];
  expect(settled([held("a", "d1")], known(others, [draft("d1")])).map(({ key }) => key)).toEqual(["a"]);
});

test("of two replies with the same words one message settles one", () => {
  const twice = [held("a", "d1", { text: "OK" }), held("b", "d2", { text: "OK" })];
  const left = settled(twice, known([mine(4, "OK")], [draft("d2")]));
  expect(left.map(({ key, afterSeq }) => [key, afterSeq])).toEqual([["b", 4]]);
  expect(settled(left, known([mine(4, "OK")], [draft("d2")]))).toHaveLength(1);
  expect(settled(left, known([mine(4, "OK"), mine(5, "OK")]))).toEqual([]);
});

test("sent again after a lost answer and a new session, what is in the transcript already is not sent twice", () => {
  const uncertain = sent("a", { going: { is: "waiting", tried: true } });
  expect(settled([uncertain], known([mine(4, "text a")]))).toEqual([]);
  expect(settled([sent("a")], known([mine(4, "text a")]))).toHaveLength(1);
});

test("refused at the moment it should go: it says who holds the conversation", () => {
  const failed = draft("d1", { state: "failed", reason: { code: "taken", holder: OTHER } });
  const [left] = settled([held("a", "d1")], known([message(3)], [failed]));
  expect(left?.going).toMatchObject({ is: "failed", problem: { code: "taken", holder: { id: OTHER } } });
});

test("released and not yet among the messages it stays in sight, but not for ever", () => {
  const [gone] = settled([held("a", "d1")], known([message(3)], [], NOW + 6_000));
  expect(gone?.going.is).toBe("gone");
  expect(settled([one(gone ?? null)], known([message(3)], [], NOW + 60_000))).toEqual([]);
});

test("a draft of another window is shown, one's own is not shown twice", () => {
  expect(foreignDrafts([draft("d1"), draft("d2")], [held("a", "d1")]).map(({ id }) => id)).toEqual(["d2"]);
});

test("only what has not left can be taken back", () => {
  expect([sent("a"), held("b", "d"), sent("c", { going: { is: "gone", messageId: null, at: NOW } })].map(mayTakeBack)).toEqual([
    true,
    true,
    false,
  ]);
});

/** A desk that does what it is told, in an order and with losses that nobody chose. */
const run = fc.array(
  fc.record({
    words: fc.constantFrom("OK", "Yes", "Done"),
    do: fc.constantFrom("write", "hold", "release", "look", "reload", "lose"),
  }),
  { maxLength: 60 },
);

test("whatever is lost and in whatever order lists arrive, each reply is shown once and is sent once", () =>
  fc.assert(
    fc.property(run, (steps) => {
      const desk = makeDesk();
      for (const step of steps) desk.does(step.do, step.words);
      desk.finish();
      expect(desk.said().map(({ text }) => text)).toEqual(desk.written());
      expect(desk.left()).toEqual([]);
    }),
    { seed: 20261123, numRuns: 300 },
  ));

/** The page with its list, and a server that holds, releases in order, and knows a key it has seen. */
function makeDesk() {
  let all: Outgoing[] = [];
  let now = NOW;
  const messages: MessageView[] = [message(3)];
  const drafts: DraftView[] = [];
  const byKey = new Map<string, DraftView>();
  const words: string[] = [];
  const shownTwice = (): boolean => {
    const own = messages.filter(({ from }) => from === "agent").length;
    return own + all.filter(({ going }) => going.is !== "gone").length > words.length;
  };
  const look = (): void => {
    all = settled(all, known(messages, drafts, now));
    expect(shownTwice()).toBe(false);
  };
  const post = (answerArrives: boolean): void => {
    const next = all.find(({ going }) => going.is === "waiting");
    if (next === undefined) return;
    all = changed(all, next.key, (each) => ({ ...each, going: { is: "waiting", tried: true } }));
    const first = byKey.get(next.key) ?? draft(`draft ${next.key}`, { text: next.text });
    if (!byKey.has(next.key)) drafts.push(first);
    byKey.set(next.key, first);
    if (answerArrives) all = changed(all, next.key, accepted(first, now));
  };
  const release = (): void => {
    const first = drafts.shift();
    if (first !== undefined) messages.push(mine((messages.at(-1)?.seq ?? 0) + 1, first.text));
    now += 6_000;
  };
  const acts: Record<string, (text: string) => void> = {
    write: (text) => {
      words.push(text);
      all = [...all, sent(`k${words.length}`, { text, afterSeq: messages.at(-1)?.seq ?? 0, writtenAt: now })];
    },
    hold: () => post(true),
    lose: () => post(false),
    release,
    look,
    reload: () => (all = JSON.parse(JSON.stringify(all)) as Outgoing[]),
  };
  return {
    does: (step: string, text: string) => acts[step]?.(text),
    finish: () => {
      for (let round = 0; round < 200; round += 1) {
        look();
        post(true);
        release();
      }
      look();
    },
    said: () => messages.filter(({ from }) => from === "agent"),
    written: () => words,
    left: () => all,
  };
}
