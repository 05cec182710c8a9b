import type { Input } from "../../src/domain/input.js";
import { isPrivate, noteWhere, pushAlong, type Place } from "../../src/domain/reach/elsewhere.js";
import { say } from "../../src/domain/say.js";
import { Turn } from "../../src/domain/turn.js";
import { aConversation, aCustomer } from "../adapters/postgres/sample.js";

const SLACK: Place = { id: "slack", channel: "slack", channelConversationId: "T1/D1" };
const DUE: Input = { kind: "due" };

/** A turn in a web conversation with `seq` messages, of which the customer has seen some. */
function aTurn(given: { channel?: "web" | "phone"; seq?: number; seenSeq?: number; reach?: Place | null } = {}) {
  const { channel = "web", seq = 5, seenSeq = 3, reach = SLACK } = given;
  const conversation = { ...aConversation({ channel, seq, seenSeq }) };
  const customer = aCustomer({ reach });
  const ids = { nextId: () => "id", now: 0 };
  return new Turn(
    { conversation, customer, tickets: [], commitments: [], surveys: [], blocked: null },
    ids as unknown as ConstructorParameters<typeof Turn>[1],
  );
}
const pushed = (turn: Turn, input: Input = DUE) => {
  turn.say(say("help"));
  pushAlong(turn, input);
  return turn.push && [turn.push.from, turn.push.upTo];
};

describe("what falls due goes along to where the customer wrote last", () => {
  test("with what they have not seen of this conversation", () => expect(pushed(aTurn())).toEqual([4, 6]));
  test("but not what stood there when they last wrote", () => {
    const turn = aTurn();
    noteWhere(turn, 5);
    expect(pushed(turn)).toEqual([6, 6]);
  });
  test("nor what went there before, even where it is not yet taken", () => {
    const turn = aTurn();
    pushed(turn);
    expect(pushed(turn)).toEqual([7, 7]);
  });
  test("twenty messages at most", () => expect(pushed(aTurn({ seq: 100, seenSeq: 0 }))).toEqual([82, 101]));
  test("nowhere where they wrote nowhere else, where nothing is said, or where the bot answers what was said here", () => {
    expect(pushed(aTurn({ reach: null }))).toBeNull();
    const silent = aTurn();
    pushAlong(silent, DUE);
    expect(silent.push).toBeNull();
    expect(pushed(aTurn(), { kind: "trouble" })).toBeNull();
  });
  test("never from a demand by phone: calls are owed for it", () => {
    expect(pushed(aTurn({ channel: "phone" }))).toBeNull();
  });
});

test("an answer to a button goes where it was pressed, unless others read along there", () => {
  const at = (channelConversationId: string): Input =>
    ({ kind: "pressed", at: { ...SLACK, id: "other", channelConversationId } }) as unknown as Input;
  const turn = aTurn({ reach: null });
  expect(pushed(turn, at("T1/D9"))).toEqual([4, 6]);
  expect(pushed(aTurn(), at("T1/C9#1795.1"))).toBeNull();
});

test.each([
  ["T1/D1", true],
  ["T1/C1", false],
  ["T1/G1", false],
  ["T1/C1#1795.1", false],
  ["T1/D1#1795.1", false],
])("%s in Slack is read by its customer alone: %s", (channelConversationId, alone) => {
  expect(isPrivate({ channel: "slack", channelConversationId })).toBe(alone);
});
