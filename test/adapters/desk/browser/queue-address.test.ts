import fc from "fast-check";
import { DUE_GROUPS } from "../../../../src/application/desk-pages.js";
import { CATEGORIES, CHANNELS, HOLDERS, PRIORITIES, TICKET_STATUSES } from "../../../../src/domain/words.js";
import {
  choiceIn,
  EVERYTHING,
  filterOf,
  isFiltered,
  searchOf,
  TABS,
  teamOf,
  unfiltered,
  type Choice,
} from "../../../../src/adapters/desk/browser/pages/queue/filter/address.js";

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const choices: fc.Arbitrary<Choice> = fc
  .record({
    tab: fc.constantFrom(...TABS),
    team: orNull(fc.constantFrom("all", "service")),
    owner: orNull(fc.uuid()),
    category: orNull(fc.constantFrom(...CATEGORIES)),
    due: fc.subarray([...DUE_GROUPS]),
    priority: fc.subarray([...PRIORITIES]),
    status: fc.subarray([...TICKET_STATUSES]),
    holder: orNull(fc.constantFrom(...HOLDERS)),
    channel: orNull(fc.constantFrom(...CHANNELS)),
    unanswered: fc.boolean(),
  })
  .map((choice) => ({
    ...choice,
    owner: choice.tab === "mine" || choice.tab === "unassigned" ? null : choice.owner,
    status: choice.tab === "waiting" ? [] : choice.status,
  }));
const me = { id: "7d7a8a3e-0000-4000-8000-000000000000", team: "service", wholeDesk: false };

test("the address says every choice, and is read back as it was", () => {
  fc.assert(fc.property(choices, (choice) => expect(choiceIn(searchOf(choice))).toEqual(choice)));
});

test("whatever stands in an address, a list is shown", () => {
  fc.assert(fc.property(fc.webQueryParameters(), (text) => expect(TABS).toContain(choiceIn(`?${text}`).tab)));
  expect(choiceIn("?tab=nowhere&priority=P9,P1&due=never&owner=<b>&category=all&unanswered=yes")).toEqual({
    ...EVERYTHING,
    priority: ["P1"],
  });
});

test("the plain queue has a plain address", () => {
  expect(searchOf(EVERYTHING)).toBe("");
  expect(searchOf({ ...EVERYTHING, tab: "mine", priority: ["P1", "P2"] })).toBe("?tab=mine&priority=P1,P2");
});

test("a tab and its team are no filter; taking the filters off leaves both", () => {
  fc.assert(
    fc.property(choices, (choice) => {
      const plain = unfiltered(choice);
      expect(isFiltered(plain)).toBe(false);
      expect([plain.tab, plain.team]).toEqual([choice.tab, choice.team]);
    }),
  );
  expect(isFiltered({ ...EVERYTHING, unanswered: true })).toBe(true);
});

test("one's own are one's own in every team; the other tabs are the team's, for those over the desk every team's", () => {
  expect(filterOf({ ...EVERYTHING, tab: "mine" }, me)).toMatchObject({ owner: me.id, team: null });
  expect(filterOf(EVERYTHING, me)).toMatchObject({ owner: null, team: "service", atDutyPost: null });
  expect(filterOf({ ...EVERYTHING, tab: "unassigned" }, me)).toMatchObject({ team: "service", atDutyPost: true });
  expect(filterOf({ ...EVERYTHING, tab: "waiting" }, me)).toMatchObject({ status: ["waiting", "resolved"] });
  expect(teamOf(EVERYTHING, { ...me, wholeDesk: true })).toBeNull();
  expect(teamOf({ team: "all" }, me)).toBeNull();
  expect(teamOf({ team: "sales" }, { ...me, wholeDesk: true })).toBe("sales");
});
