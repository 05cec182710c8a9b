import fc from "fast-check";
import { displayContact, maskContact, maskText } from "../../../src/adapters/dialog-files/mask.js";
import { escapeMarkdown, tidy } from "../../../src/adapters/dialog-files/markdown.js";

/** What a reader sees of escaped text: CommonMark takes a backslash off any punctuation. */
const shown = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");

/** Markdown that would still act: a special character without its backslash, or a block's start. */
const acts = (markdown: string): boolean =>
  /(?<!\\)(?:\\\\)*[`*_[\]<>~|&]/.test(markdown.replace(/\\[!-/:-@[-`{-~]/g, "")) || /^(?:[#+=-]|\d{1,9}[.)])/m.test(markdown);

const markdownish = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."*_`[]()<>~|&#+-=.!\\:/\n\t 1张王a".split(""), "](javascript:alert(1))", "&lt;", "1. ", "---"),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(""));

test("whatever a person types is shown as typed and does nothing", () => {
  fc.assert(
    fc.property(markdownish, (text) => {
      const escaped = escapeMarkdown(text);
      expect(shown(escaped)).toBe(tidy(text));
      expect(acts(escaped)).toBe(false);
      expect(escaped).not.toMatch(/\n\n|^\s|\s$/);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["王芳", "王芳"],
  ["**王芳**", "\\*\\*王芳\\*\\*"],
  ["[a](javascript:x)", "\\[a\\](javascript:x)"],
  ["# 1\n\n\n2. b\r\n- c", "\\# 1\n2\\. b\n\\- c"],
  ["T-000123", "T-000123"],
  ["a\u202eb\u0007c", "abc"],
])("%j is written %j", (text, markdown) => {
  expect(escapeMarkdown(text)).toBe(markdown);
});

test("within a line, what only a line's start makes special stays as it is", () => {
  expect(escapeMarkdown("+86 138\n+1", false)).toBe("+86 138\n\\+1");
});

test("a long text is cut, not through a character", () => {
  expect(escapeMarkdown("好".repeat(3_000))).toBe(`${"好".repeat(2_000)}…`);
  expect(tidy(`${"a".repeat(1_999)}😀b`)).toBe(`${"a".repeat(1_999)}…`);
});

test.each([
  ["+8613800138000", "138••••8000", "+86 138 0013 8000"],
  ["+862168881234", "••••1234", "+86 21 6888 1234"],
  ["+8675588881234", "••••1234", "+86 755 8888 1234"],
  ["+14155550100", "••••0100", "+1 415 555 0100"],
  ["4008001234", "••••1234", "4008001234"],
  ["95588", "••••88", "95588"],
  ["110", "••••10", "110"],
  ["wang.fang@example.com", "w•••@example.com", "wang.fang@example.com"],
  ["a@example.com", "•••@example.com", "a@example.com"],
])("the contact %s is masked as %s and shown as %s", (value, masked, displayed) => {
  expect(maskContact(value)).toBe(masked);
  expect(displayContact(value)).toBe(displayed);
});

test.each([
  ["打13800138000或a.b@c.com，谢谢", "打138••••8000或a•••@c.com，谢谢"],
  ["138-0013-8000", "138••••8000"],
  ["+86 138 0013 8000", "138••••8000"],
  ["１３８００１３８０００", "138••••8000"],
  ["身份证110101199003077758", "身份证••••7758"],
  ["T-000123, 2026-11-23 10:00, 37 笔", "T-000123, 2026-11-23 10:00, 37 笔"],
])("in free text, %s is kept as %s", (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test("masking leaves at most four digits in a row of what looked like a phone", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.string(), fc.string(), (phone, before, after) => {
      expect(maskText(`${before.replace(/\d/g, "")} ${phone} ${after.replace(/\d/g, "")}`)).not.toContain(phone);
    }),
  );
});

// Quadratic work would take minutes, which the runner's own limit ends.
test("hostile lengths are masked and escaped", () => {
  for (const piece of ["a", "1 ", " ", "@", "a@", "\n ", "\\", "1-"]) {
    expect(typeof maskText(piece.repeat(150_000))).toBe("string");
    expect(escapeMarkdown(piece.repeat(150_000)).length).toBeLessThanOrEqual(2 * 150_000 * piece.length);
  }
});
