import { safeLink, trueAim } from "../../../../../src/adapters/widget/browser/markdown/links.js";

test.each([
  "javascript:alert(1)",
  "JAVASCRIPT:x",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://x/1",
  "file:///etc",
  "//evil.example",
  "/here",
  "",
])("%s is no link", (href) => {
  expect(safeLink(href)).toBeNull();
});

test.each(["https://a.example/b", "http://a.example", "mailto:a@b.com", "tel:+8613800138000"])("%s may be followed", (href) => {
  expect(safeLink(href)?.protocol).toBe(new URL(href).protocol);
});

test.each([
  ["https://bank.example", "https://evil.example/x", "evil.example"],
  ["https://bank.example@evil.example", "https://bank.example@evil.example", "evil.example"],
  ["аpple.com", "https://apple.com", "apple.com"],
  ["拨打 138 0013 8000", "tel:+8613900139000", "+8613900139000"],
  ["x@y.com", "mailto:a@b.com", "a@b.com"],
])("%s that leads to %s says so", (words, href, told) => {
  expect(trueAim(words, new URL(href))).toBe(told);
});

test.each([
  ["bank.example/login", "https://www.bank.example/login"],
  ["帮助页", "https://bank.example"],
  ["王芳", "mailto:a@b.com"],
  ["1.5 小时", "https://bank.example"],
])("%s leads where it says", (words, href) => {
  expect(trueAim(words, new URL(href))).toBeNull();
});
