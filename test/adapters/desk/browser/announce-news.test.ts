import {
  cameSince,
  knownOf,
  together,
  type Desk,
  type Known,
  type Work,
} from "../../../../src/adapters/desk/browser/announce/news.js";

const work = (n: number, more: Partial<Work> = {}): Work => ({
  ticketId: `ticket-${n}`,
  number: `T-00000${n}`,
  customer: "王芳",
  conversationId: `conversation-${n}`,
  team: "service",
  ...more,
});
const desk = (mine: Work[], unassigned: Work[] = []): Desk => ({ mine, unassigned });
interface Seen {
  open: string | null;
  ours: (team: string) => boolean;
}
const at: Seen = { open: null, ours: (team) => team === "service" };
const came = (known: Known, now: Desk, more: Partial<Seen> = {}) =>
  cameSince(known, now, { ...at, ...more }).map(({ kind, number }) => `${kind} ${number}`);

test("what stood there when the page was opened is no news", () => {
  const now = desk([work(1)], [work(2)]);
  expect(came(knownOf(now), now)).toEqual([]);
});

test("a ticket that comes to oneself, and one that nobody in the team has yet", () => {
  const known = knownOf(desk([work(1)]));
  expect(came(known, desk([work(1), work(2)], [work(3)]))).toEqual(["mine T-000002", "unassigned T-000003"]);
});

test("each is told once, also when it goes away and comes back", () => {
  const now = desk([work(1)], [work(2)]);
  const known = together(together(knownOf(desk([])), now), desk([]));
  expect(came(known, now)).toEqual([]);
});

test("nobody's ticket that becomes one's own is told once more; one's own that goes back to nobody is not", () => {
  const known = together(knownOf(desk([])), desk([], [work(1)]));
  expect(came(known, desk([work(1)]))).toEqual(["mine T-000001"]);
  expect(came(together(known, desk([work(2)])), desk([], [work(2)]))).toEqual([]);
});

test("the one at the duty post, who owns what nobody has, is told of it once", () => {
  expect(came(knownOf(desk([])), desk([work(1)], [work(1)]))).toEqual(["mine T-000001"]);
});

test("the ticket that stands open is no news: one took it oneself, or sees it", () => {
  expect(came(knownOf(desk([])), desk([work(1)]), { open: work(1).number })).toEqual([]);
});

test("another team's new ticket is that team's news, unless nobody is there", () => {
  const now = desk([], [work(1, { team: "sales" })]);
  expect(came(knownOf(desk([])), now)).toEqual([]);
  expect(came(knownOf(desk([])), now, { ours: () => true })).toEqual(["unassigned T-000001"]);
});

test("what is told is the number and the name, nothing of what was said", () => {
  const [news] = cameSince(knownOf(desk([])), desk([work(1)]), at);
  expect(news).toEqual({ kind: "mine", number: "T-000001", customer: "王芳" });
});
