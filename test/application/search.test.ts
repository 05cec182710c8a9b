import { queryOf, snippetOf, wordsOf } from "../../src/application/search.js";

test("words are letters and numbers, and every two Chinese characters that stand together", () => {
  expect(wordsOf("退货单 ABC-12x，打印机坏了!")).toEqual(["退货", "货单", "abc", "12", "x", "打印", "印机", "机坏", "坏了"]);
  expect(wordsOf("Ｆｕｌｌ　ｗｉｄｔｈ Straße naïve")).toEqual(["full", "width", "straße", "naïve"]);
  expect(wordsOf("是 a")).toEqual(["是", "a"]);
  for (const none of ["", " \n", "!? ——", "😀"]) expect(wordsOf(none)).toEqual([]);
});

test("a text of any length is a bounded number of short words", () => {
  const long = Array.from({ length: 60_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 20_000))).join("");
  expect(wordsOf(long).length).toBe(4_000);
  expect(wordsOf("x".repeat(300_000))).toEqual(["x".repeat(40)]);
});

test("a question is all of its words, the last letters may go on; nothing in it is an operator", () => {
  expect(queryOf("退货")).toBe("'退货'");
  expect(queryOf("退")).toBe("'退':*");
  expect(queryOf("打印机 abc")).toBe("'打印' & '印机' & 'abc':*");
  expect(queryOf("a' | !b & (c):* \\ <->")).toBe("'a':* & 'b':* & 'c':*");
  for (const none of ["", "&|!", "''"]) expect(queryOf(none)).toBeNull();
});

test("a snippet shows what was found where it stands", () => {
  const text = `${"前".repeat(100)}我要退货，退货单号 ABC`;
  const { snippet, marks } = snippetOf(text, "退货 abc");
  expect(marks.map(([from, to]) => snippet.slice(from, to))).toEqual(["退货", "退货", "ABC"]);
  expect(snippetOf("nothing of it", "退货")).toEqual({ snippet: "nothing of it", marks: [] });
  expect(snippetOf("<img src=x onerror=退货>", "退货").snippet).toBe("<img src=x onerror=退货>");
  expect(snippetOf(`${"😀".repeat(100)}abc`, "abc").marks).toHaveLength(1);
});
