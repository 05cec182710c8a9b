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
  unfiltered,
  type Choice,
} from "../../../../src/adapters/desk/browser/pages/queue/filter/address.js";

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const choices: fc.Arbitrary<Choice> = fc
  .record({
    tab: fc.constantFrom(...TABS),
    team: orNull(fc.constantFrom("sales", "service")),
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
const me = "7d7a8a3e-0000-4000-8000-000000000000";

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

test("one's own are one's own in every team; the other tabs are of the team chosen, or of all", () => {
  const ofSales = { ...EVERYTHING, team: "sales" };
  expect(filterOf({ ...ofSales, tab: "mine" }, me)).toMatchObject({ owner: me, team: null });
  expect(filterOf(EVERYTHING, me)).toMatchObject({ owner: null, team: null, atDutyPost: null });
  expect(filterOf({ ...ofSales, tab: "unassigned" }, me)).toMatchObject({ team: "sales", atDutyPost: true });
  expect(filterOf({ ...ofSales, tab: "waiting" }, me)).toMatchObject({ team: "sales", status: ["waiting", "resolved"] });
});
