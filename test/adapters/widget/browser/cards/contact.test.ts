import { contactFault } from "../../../../../src/adapters/widget/browser/cards/contact.js";

const SHORT = "这个号码少了一位，手机是 11 位。也可以留邮箱。";
const LONG = "这个号码多了一位，手机是 11 位。也可以留邮箱。";

test.each(["138 0013 800", "+86 138-0013-800", "１３８００１３８００"])("%s lacks a digit", (typed) => {
  expect(contactFault(typed, "zh-CN")).toBe(SHORT);
});

test("a digit too many is told as well", () => {
  expect(contactFault("138001380000", "zh-CN")).toBe(LONG);
  expect(contactFault("13800138000 1", "en")).toBe("That number has one digit too many. An e-mail works too.");
});

test.each([
  "138 0013 8000",
  "8613800138000",
  "一三八零零一三八零零零",
  "010-12345678",
  "400-820-8820",
  "+44 20 7946 0958",
  "1 (415) 555-2671",
  "a@b.com",
  "13800138000 或 a@b.com",
  "王芳 13800138000",
  "1380013800 转 3",
])("%s may be right: the server has the last word", (typed) => {
  expect(contactFault(typed, "zh-CN")).toBeNull();
});

test("what is neither is asked for again, an e-mail without its end too", () => {
  expect(contactFault("微信 abc", "zh-CN")).toBe("没认出号码或邮箱，请您再看一眼。");
  expect(contactFault("wang@qq", "en")).toMatch(/cut off/);
});
