import fc from "fast-check";
import { isAskable, isNamed, numberIn, partsOf } from "../../../../src/adapters/desk/browser/pages/search/find.js";
import { snippetOf } from "../../../../src/application/search.js";

test.each([
  ["T-000123", "T-000123"],
  [" t-123 ", "T-000123"],
  ["T123", "T-000123"],
  ["Ｔ－０００１２３", "T-000123"],
  ["T-1234567", "T-1234567"],
  ["123", null],
  ["T-", null],
  ["T-12x", null],
])("%s is the ticket %s", (typed, number) => expect(numberIn(typed)).toBe(number));

test("two characters are asked for, one is not", () => {
  expect([isAskable("退"), isAskable(" 退 "), isAskable("退款"), isAskable("ab")]).toEqual([false, false, true, true]);
});

test("a command is found by its words in either language", () => {
  const names = ["去承诺板", "Go to the board"];
  expect([isNamed("承诺", names), isNamed("BOARD ", names), isNamed("people", names)]).toEqual([true, true, false]);
});

test("the parts are the text again, and what is marked is what was marked", () => {
  const word = fc.constantFrom("退款", "wang", "7 天", "没到账", "，", "👍");
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), word, (words, q) => {
      const { snippet, marks } = snippetOf(words.join(""), q);
      const parts = partsOf(snippet, marks);
      expect(parts.map(({ text }) => text).join("")).toBe(snippet);
      expect(parts.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(
        marks.map(([from, to]) => snippet.slice(from, to)),
      );
      expect(parts.every(({ text }) => text !== "")).toBe(true);
    }),
    { seed: 7 },
  );
});

test("marks that touch or overlap mark nothing twice", () => {
  expect(
    partsOf("abcdef", [
      [1, 3],
      [2, 4],
    ]),
  ).toEqual([
    { text: "a", marked: false },
    { text: "bc", marked: true },
    { text: "d", marked: true },
    { text: "ef", marked: false },
  ]);
});
