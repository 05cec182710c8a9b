import { weaknessOf } from "../../../src/application/sign-in/weak-password.js";

const li = { name: "Li Min", email: "li.min@example.com" };

test.each([
  ["nine char", "short"],
  ["九个字的口令不够长", "short"],
  ["𝒶𝒷𝒸𝒹𝑒𝒻𝑔𝒽𝒾", "short"],
  ["1234567890", "common"],
  ["PassWord1234", "common"],
  ["Ｐassword1234", "common"],
  ["aaaaaaaaaaaaaaaa", "common"],
  ["1212121212121", "common"],
  ["          ", "common"],
  ["li.min@example.com", "personal"],
  ["LI.MIN12345", "personal"],
  ["limin12345", "personal"],
])("%s is refused as %s", (password, why) => expect(weaknessOf(password, li)).toBe(why));

test.each(["correct horse", "ten chars!", "十个字的口令已经够长了", "my plain li min tea garden", "          x1 y2 z3"])(
  "%s is taken: no rules of composition",
  (password) => expect(weaknessOf(password, li)).toBeNull(),
);

test("a person without a name or an e-mail is no hindrance", () =>
  expect(weaknessOf("correct horse", { name: null, email: null })).toBeNull());
