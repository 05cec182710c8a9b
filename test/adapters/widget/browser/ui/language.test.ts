import { signal } from "@preact/signals-core";
import type { Entry, Line } from "../../../../../src/adapters/widget/browser/line/types.js";
import { followLanguage } from "../../../../../src/adapters/widget/browser/ui/language.js";
import type { Locale } from "../../../../../src/adapters/widget/browser/words.js";

beforeEach(() => Object.defineProperty(globalThis, "navigator", { value: { language: "zh-Hans-CN" }, configurable: true }));

/** A line that has nothing but what was said, and what it was told to speak. */
function aLine() {
  const entries = signal<readonly Entry[]>([]);
  const spoken: Locale[] = [];
  const line = { entries, setLocale: (locale: Locale) => void spoken.push(locale) } as Partial<Line> as Line;
  const say = (role: "user" | "bot", locale: Locale): void => {
    const activity = { from: { id: role, role }, locale };
    entries.value = [...entries.value, { kind: "said", activity, seq: entries.value.length + 1 } as Entry];
  };
  return { line, say, spoken };
}

test("first the site's language, else the browser's", () => {
  expect(followLanguage(aLine().line, "en").locale.value).toBe("en");
  expect(followLanguage(aLine().line, null).locale.value).toBe("zh-CN");
});

test("a greeting in another language does not change a site's language; an answer to the customer does", () => {
  const { line, say } = aLine();
  const { locale } = followLanguage(line, "zh-CN");
  say("bot", "en");
  expect(locale.value).toBe("zh-CN");
  say("user", "en");
  say("bot", "en");
  expect(locale.value).toBe("en");
});

test("the switch holds until the desk has caught up, then the desk is followed again", () => {
  const { line, say, spoken } = aLine();
  const { locale, change } = followLanguage(line, "zh-CN");
  say("user", "zh-CN");
  say("bot", "zh-CN");
  expect(change()).toBe("en");
  say("bot", "zh-CN");
  expect(locale.value).toBe("en");
  say("bot", "en");
  say("bot", "zh-CN");
  expect(locale.value).toBe("zh-CN");
  expect(spoken).toEqual(["zh-CN", "en", "zh-CN"]);
});
