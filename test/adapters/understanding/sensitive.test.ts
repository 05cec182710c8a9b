import { detectSensitive } from "../../../src/adapters/understanding/index.js";

const masked = (text: string): string => {
  let out = text;
  for (const { from, to, kind } of detectSensitive(text).reverse()) out = `${out.slice(0, from)}[${kind}]${out.slice(to)}`;
  return out;
};

test.each([
  ["电话13800138000，谢谢", "电话[phone]，谢谢"],
  ["幺三八零零幺三八零零零", "[phone]"],
  ["微信号13800138000", "微信号[phone]"],
  ["密码 abc13800138000 别说出去", "密码 abc[phone] 别说出去"],
  ["call (415) 555-2671", "call [phone]"],
  ["138 0013 800 少一位", "[phone] 少一位"],
  ["010-65001234 转 801", "[phone]"],
  ["a@example.com b@例子.中国", "[email] [email]"],
  ["身份证11010519491231002X", "身份证[identity]"],
  ["110105 19491231 002X", "[identity]"],
  ["卡号 4111 1111 1111 1111", "卡号 [bank_card]"],
  ["4111111111111111", "[bank_card]"],
  ["证件 110105491231002", "证件 [identity]"],
  ["订单号 DD20240601001", "订单号 DD20240601001"],
  ["2024-03-15 买的，花了 15900 元", "2024-03-15 买的，花了 15900 元"],
  ["时间戳 1710489600000", "时间戳 1710489600000"],
])("what must not be kept in the clear: %s", (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test("a number deep in a long text is masked too", () => {
  const text = `${"系统一直报错。".repeat(40_000)}电话 138 0013 8000，邮箱 a@example.com`;
  expect(detectSensitive(text).map(({ kind }) => kind)).toEqual(["phone", "email"]);
});

test("thousands of numbers are all masked, also past the limit of the slow library", () => {
  expect(detectSensitive("+1 212 555 0101; ".repeat(2_000))).toHaveLength(2_000);
  expect(detectSensitive("13800138000 ".repeat(5_000))).toHaveLength(5_000);
});
