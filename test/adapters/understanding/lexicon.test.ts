import { makeUnderstand, parseLexicon } from "../../../src/adapters/understanding/index.js";

const A_LEXICON = {
  locale: "en",
  gap: 20,
  politeness: ["please"],
  wholes: [{ says: "intent.affirm", phrases: ["aye"] }],
  concepts: [
    {
      name: "fault",
      says: { "category.aftersale": 4, "sign.fault": 2 },
      negatable: true,
      phrases: ["(kaput|bust)", "won't…budge"],
    },
  ],
};

test("a lexicon is compiled once and heard by", () => {
  const read = parseLexicon(A_LEXICON);
  if ("faults" in read) throw new Error("no fault expected");
  const understand = makeUnderstand([read.lexicon]);
  const hear = (text: string) => understand(text, { locale: "en", region: "CN" });
  expect(hear("my kettle is kaput").category).toBe("aftersale");
  expect(hear("the lid won't ever budge").category).toBe("aftersale");
  expect(hear("aye please").intent).toBe("affirm");
  expect(hear("kaputt").category).toBeNull();
});

test("all faults are told at once, each with its place and its remedy", () => {
  const read = parseLexicon({
    ...A_LEXICON,
    gap: 0,
    surprise: true,
    concepts: [
      { name: "Fault", says: { "category.nonsense": 3 }, phrases: [] },
      { name: "price", says: { "category.presale": 99 }, phrases: ["", "(a|b", "…x"] },
    ],
  });
  if (!("faults" in read)) throw new Error("faults expected");
  const paths = read.faults.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "gap",
      "concepts.0.name",
      "concepts.0.phrases",
      "concepts.1.says.category.presale",
      "concepts.1.phrases.0",
      "concepts.1.phrases.1",
      "concepts.1.phrases.2",
    ]),
  );
  expect(read.faults.every(({ remedy }) => remedy.length > 5)).toBe(true);
});

test("a name or a phrase that stands twice is told", () => {
  const [concept] = A_LEXICON.concepts;
  const read = parseLexicon({ ...A_LEXICON, concepts: [concept, { ...concept, phrases: ["kaput", "kaput"] }] });
  expect(read).toEqual({
    faults: [
      { path: "concepts.1.name", remedy: '"fault" is used twice: join the two or rename one' },
      { path: "concepts.1.phrases.1", remedy: '"kaput" stands here twice: remove one' },
    ],
  });
});

test.each([null, 7, "lexicon", [], {}])("what is no lexicon at all is told, not thrown: %p", (raw) => {
  expect("faults" in parseLexicon(raw)).toBe(true);
});
