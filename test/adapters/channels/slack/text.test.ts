import { mrkdwnOf } from "../../../../src/adapters/channels/slack/blocks/mrkdwn.js";
import { cut, numbered } from "../../../../src/adapters/channels/slack/blocks/parts.js";
import { typedText } from "../../../../src/adapters/channels/slack/blocks/text-in.js";
import { escapeMarkdown } from "../../../../src/adapters/dialog-files/markdown.js";
import { toSlackText } from "../../../support/slack/text.js";

const bare = (text: string): string => text.replaceAll("\u200b", "");

describe("what was typed is read as typed", () => {
  test.each([
    "a < b && c > d",
    "&amp; stays what it is",
    "mail anna.schmidt+desk@contoso.example or see https://contoso.example/a?b=1&c=2.",
    "价格 < 100 & 邮箱 wang@yuanhang.example",
    "👍",
    "at 10:30:45, ratio 1:100:3",
    "``` if (a < b) :smile_not_known: ```",
  ])("%s", (typed) => expect(typedText(toSlackText(typed), "U0BOT")).toBe(typed));

  test.each([
    ["<@U0BOT> help", "help"],
    ["<@U0BOT|frontdoor>: help", "help"],
    ["ask <@U0ANNA|anna> or <@U0BOB>", "ask @anna or @U0BOB"],
    ["in <#C01|general>, <!here> <!channel> <!subteam^S01|@ops>", "in #general, @here @channel @ops"],
    ["<!date^1392734382^{date}|18 Feb>", "18 Feb"],
    ["<http://contoso.example|contoso.example> <https://x.example|our site>", "contoso.example our site (https://x.example)"],
    ["<mailto:a@b.example|a@b.example> <tel:+8613800138000|138 0013 8000>", "a@b.example 138 0013 8000 (+8613800138000)"],
    [":+1::skin-tone-3: :white_check_mark: :nobody_knows:", "👍 ✅ :nobody_knows:"],
    ["a\u0000b \ud800", "ab \ufffd"],
  ])("%s", (stored, typed) => expect(typedText(stored, "U0BOT")).toBe(typed));
});

describe("what the desk says is shown as it is meant, and calls nobody", () => {
  test.each([
    ["ticket **T-000123**, _now_ ~~not~~", "ticket *T-000123*, _now_ ~not~"],
    ["**今天 10:00 前**答复", "*今天 10:00 前*答复"],
    ["# Title\n- one\n- two\n> quoted", "*Title*\n• one\n• two\n> quoted"],
    ["[our site](https://x.example/a_b)", "<https://x.example/a_b|our site>"],
    ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["`a < b`", "`a &lt; b`"],
    ["<!channel> <@U0ANNA> <https://x|y> &", "&lt;!channel&gt; &lt;@U0ANNA&gt; &lt;https://x|y&gt; &amp;"],
  ])("%s", (markdown, mrkdwn) => expect(bare(mrkdwnOf(markdown))).toBe(mrkdwn));

  test.each(["*not bold*", "_a_ ~b~ `c`", "<!channel> & <@U0ANNA|x>", "[link](https://x.example)", "# no title", "- no list"])(
    "a customer's own %s, put into a sentence, stays as typed",
    (typed) => {
      const shown = mrkdwnOf(`- Problem: ${escapeMarkdown(typed, false)}`);
      expect(shown).not.toMatch(/<[!@#h]/);
      expect(bare(shown)).toBe(`• Problem: ${typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}`);
      // No pair of signs that Slack would take for a style.
      expect(shown).not.toMatch(/(^|\s)([*_~`])[^\s\u200b]/);
    },
  );
});

describe("long texts come in numbered parts, whole", () => {
  const words = Array.from({ length: 3_000 }, (_, n) => `word${n} &lt;${n}&gt; <https://x.example/${n}|link>`).join(" ");

  test("none is longer than allowed, no entity or link is torn, nothing is lost", () => {
    for (const most of [500, 3_000, 39_000]) {
      const parts = numbered(words, most);
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(most);
      for (const part of parts) {
        expect(part.split("<").length).toBe(part.split(">").length);
        expect(part).not.toMatch(/&[a-z]{0,3}$/);
      }
      expect(parts.map((part) => part.replace(/^\(\d+\/\d+\) /, "")).join(" ")).toBe(words);
    }
  });

  test("a text without any pause is cut, never through a sign of two halves", () => {
    const emoji = "😀".repeat(2_000);
    const parts = cut(emoji, 999);
    expect(parts.join("")).toBe(emoji);
    expect(parts.every((part) => part.length % 2 === 0 && [...part].every((sign) => sign === "😀"))).toBe(true);
  });

  test("a short one is one, without a number", () => expect(numbered("短", 100)).toEqual(["短"]));
});
