import type { Entity } from "../../../src/domain/conversation/heard.js";
import { matterOf } from "../../../src/domain/intake/matter-words.js";

const entitiesIn = (text: string, found: [Entity["type"], string][]): Entity[] =>
  found.map(([type, value]) => ({ type, value, from: text.indexOf(value), to: text.indexOf(value) + value.length }));

test.each([
  [
    "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单",
    [
      ["company", "远航贸易"],
      ["name", "王芳"],
      ["phone", "138 0013 8000"],
    ],
    "系统宕机了客户下不了单",
  ],
  [
    "I'm Wang Fang from Yuanhang Trading, phone +86 138 0013 8000, the system is down and customers can't place orders",
    [
      ["name", "Wang Fang"],
      ["company", "Yuanhang Trading"],
      ["phone", "+86 138 0013 8000"],
    ],
    "the system is down and customers can't place orders",
  ],
  [
    "王芳的账号登录不上，电话13800138000",
    [
      ["name", "王芳"],
      ["phone", "13800138000"],
    ],
    "王芳的账号登录不上",
  ],
  ["报价请发到 li@example.com，要50个账号的", [["email", "li@example.com"]], "报价请发到 li@example.com，要50个账号的"],
  ["我是王芳", [["name", "王芳"]], "我是王芳"],
  ["打印机坏了", [], "打印机坏了"],
] as [string, [Entity["type"], string][], string][])("%s", (text, found, matter) => {
  expect(matterOf(text, entitiesIn(text, found))).toBe(matter);
});
