import fc from "fast-check";
import {
  plainOf,
  richOf,
  type Block,
  type Inline,
} from "../../../../../src/adapters/desk/browser/pages/conversation/transcript/text/rich.js";

const inline = (one: Inline): string =>
  one.is === "text"
    ? one.text
    : one.is === "strong"
      ? `<b>${one.children.map(inline).join("")}</b>`
      : `<a ${one.href}>${one.text}</a>`;
const block = (one: Block): string =>
  one.is === "lines"
    ? `<p>${one.lines.map((line) => line.map(inline).join("")).join("<br>")}</p>`
    : `<${one.ordered ? "ol" : "ul"}>${one.items.map((item) => `<li>${item.map(inline).join("")}</li>`).join("")}</${one.ordered ? "ol" : "ul"}>`;
const shown = (text: string): string => richOf(text).map(block).join("");

test.each([
  ["**16:30 前**恢复", "<p><b>16:30 前</b>恢复</p>"],
  ["one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"],
  ["Right?\n- name: Wang\n- phone\n\nYes", "<p>Right?</p><ul><li>name: Wang</li><li>phone</li></ul><p>Yes</p>"],
  ["1. first\n2. second", "<ol><li>first</li><li>second</li></ol>"],
  ["\\*\\*not bold\\*\\* and \\<b\\>", "<p>**not bold** and <b></p>"],
  ["2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>"],
  ["见 https://status.example/a。谢谢", "<p>见 <a https://status.example/a>https://status.example/a</a>。谢谢</p>"],
  ["(see https://status.example/a).", "<p>(see <a https://status.example/a>https://status.example/a</a>).</p>"],
  ["[the page](https://status.example/a)", "<p><a https://status.example/a>the page</a></p>"],
  ["[bank.example](https://evil.example/)", "<p><a https://evil.example/>bank.example (evil.example)</a></p>"],
  ["[run](javascript:alert(1))", "<p>[run](javascript:alert(1))</p>"],
  ["[run](javascript:alert)", "<p>run</p>"],
  ["**see https://a.example/x**", "<p><b>see <a https://a.example/x>https://a.example/x</a></b></p>"],
])("%s", (text, html) => expect(shown(text)).toBe(html));

test("what a customer typed stays as typed but for its addresses", () => {
  expect(plainOf("**x**\n- y https://a.example").map(block).join("")).toBe(
    "<p>**x**<br>- y <a https://a.example/>https://a.example</a></p>",
  );
});

const words = (blocks: Block[]): string =>
  blocks
    .flatMap((one) => (one.is === "lines" ? one.lines : one.items))
    .flat()
    .map(wordsOf)
    .join("");
const wordsOf = (one: Inline): string => (one.is === "strong" ? one.children.map(wordsOf).join("") : one.text);
const hrefs = (one: Inline): string[] =>
  one.is === "link" ? [one.href] : one.is === "strong" ? one.children.flatMap(hrefs) : [];

const odd = fc.array(
  fc.constantFrom(
    "**",
    "*",
    "[",
    "](",
    ")",
    "\\",
    "\n",
    "- ",
    "1. ",
    "javascript:",
    "https://a.example/",
    "data:",
    "字",
    "a b",
    "<",
  ),
  {
    maxLength: 40,
  },
);

test("no letter is lost, and nothing leads anywhere but to the web, a mailbox or a phone", () =>
  fc.assert(
    fc.property(odd, (parts) => {
      const text = parts.join("");
      const all = richOf(text);
      for (const href of all
        .flatMap((one) => (one.is === "lines" ? one.lines : one.items))
        .flat()
        .flatMap(hrefs))
        expect(href).toMatch(/^(?:https?|mailto|tel):/);
      // Between the marks of a link stands an address, which is followed and not read.
      const letters = (of: string): number => [...of].filter((sign) => /[字<]/.test(sign)).length;
      if (!text.includes("](")) expect(letters(words(all))).toBe(letters(text));
    }),
    { seed: 20261123, numRuns: 500 },
  ));
