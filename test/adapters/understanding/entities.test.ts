import fc from "fast-check";
import { detectSensitive } from "../../../src/adapters/understanding/index.js";
import type { EntityType } from "../../../src/domain/conversation/heard.js";
import { hear } from "./spoken-to.js";

const values = (text: string, type: EntityType, region?: string): string[] =>
  hear(text, region)
    .entities.filter((entity) => entity.type === type)
    .map((entity) => (type === "phone" ? (entity.e164 ?? entity.value) : entity.value));

test.each([
  ["打 13800138000", ["+8613800138000"]],
  ["138 0013 8000", ["+8613800138000"]],
  ["138-0013-8000", ["+8613800138000"]],
  ["１３８００１３８０００", ["+8613800138000"]],
  ["+86 138 0013 8000", ["+8613800138000"]],
  ["0086 13800138000", ["+8613800138000"]],
  ["(86)13800138000", ["+8613800138000"]],
  ["我的电话13800138000谢谢", ["+8613800138000"]],
  ["tel13800138000", ["+8613800138000"]],
  ["幺三八零零幺三八零零零", ["+8613800138000"]],
  ["一三八，零零一三，八零零零", ["+8613800138000"]],
  ["壹叁捌零零壹叁捌零零零", ["+8613800138000"]],
  ["1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", ["+8613800138000"]],
  ["13800138000/13900139000 都行", ["+8613800138000", "+8613900139000"]],
  ["13800138000 13900139000", ["+8613800138000", "+8613900139000"]],
  ["座机 010-65001234 转 801", ["+861065001234"]],
  ["0755-86001234-801", ["+8675586001234"]],
  ["（021）6500 1234", ["+862165001234"]],
  ["400-820-1234", ["+864008201234"]],
  ["400 8201 234", ["+864008201234"]],
  ["+852 5500 1234", ["+85255001234"]],
  ["手機 0912-345-678", ["+886912345678"]],
  ["+1 (415) 555-2671", ["+14155552671"]],
  ["+44 20 7946 0123 ext. 5", ["+442079460123"]],
  ["打了95588没人接", ["95588"]],
  ["12315见", ["12315"]],
])("a telephone number: %s", (text, expected) => {
  expect(values(text, "phone")).toEqual(expected);
});

test("a service number has no E.164, since nobody is called back on it", () => {
  expect(hear("我打了10086").entities[0]).toEqual({ type: "phone", value: "10086", from: 3, to: 8 });
});

test("an American number without its country is asked about, not taken for a Chinese landline", () => {
  expect(hear("call me at (415) 555-2671")).toMatchObject({ entities: [], badPhone: "invalid" });
  expect(values("call me at (415) 555-2671", "phone", "US")).toEqual(["+14155552671"]);
});

test.each([
  ["1380013800", "too_short"],
  ["138001380000", "too_long"],
  ["电话 138 0013 800", "too_short"],
  ["+1 415 555 013", "too_short"],
  ["我的电话是 12345678901", "invalid"],
  ["13800138000", null],
  ["价格 1380013800 元", null],
  ["订单 138001380000", null],
])("what is wrong with a number: %s", (text, why) => {
  expect(hear(text).badPhone).toBe(why);
});

test.each([
  ["运单 SF1390008881234"],
  ["快递单号 13800138000123"],
  ["身份证 11010519491231002X"],
  ["银行卡 6222 0212 3456 7890 123"],
  ["序列号 SN13912345678"],
  ["QQ 1380013800 加一下"],
  ["微信号 wx_lisi88"],
  ["税号 91310000MA1K00000X"],
  ["护照 E12345678"],
  ["合同编号 HT-2024-0315-001"],
  ["IP 是 192.168.138.100"],
  ["2024-03-15 13:30 到的"],
  ["预算13000000000日元"],
  ["版本号 13.8.0.1"],
])("a look-alike is no contact and no order: %s", (text) => {
  expect(hear(text).entities.filter(({ type }) => ["phone", "email", "order_no", "ticket_no"].includes(type))).toEqual([]);
});

test.each([
  ["邮箱 zhangsan@example.com。", ["zhangsan@example.com"]],
  ["发到li.si_88@mail.example.cn，谢谢", ["li.si_88@mail.example.cn"]],
  ["ｚｈａｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", ["zhao@example.com"]],
  ["WANG@EXAMPLE.COM", ["wang@example.com"]],
  ["邮箱 李@例子.中国", ["李@例子.中国"]],
  ["a@example.com,b@example.com", ["a@example.com", "b@example.com"]],
  ["<amy@example.io>", ["amy@example.io"]],
  ["kefu[at]example.com", ["kefu@example.com"]],
  ["抖音@小王的店", []],
  ["user@ 后面忘了", []],
])("an e-mail address: %s", (text, expected) => {
  expect(values(text, "email")).toEqual(expected);
});

test.each([
  ["订单号 DD20240601001", ["DD20240601001"]],
  ["单号是 SO-2024-00017", ["SO-2024-00017"]],
  ["order #A-99120", ["A-99120"]],
  ["订单号：A10023、A10024", ["A10023", "A10024"]],
  ["77120 这个订单什么时候发", ["77120"]],
  ["订单：ＸＫ－７７８", ["XK-778"]],
  ["I want to order 2 keyboards", []],
  ["订了3个订单20件", []],
])("an order number: %s", (text, expected) => {
  expect(values(text, "order_no")).toEqual(expected);
});

test.each([
  ["T-000123", ["T-000123"]],
  ["t000123 怎么样了", ["T-000123"]],
  ["T 123", ["T-000123"]],
  ["工单123", ["T-000123"]],
  ["工单号 T-000123", ["T-000123"]],
  ["ticket #45 please", ["T-000045"]],
  ["T恤 123 元", []],
])("a ticket number: %s", (text, expected) => {
  expect(values(text, "ticket_no")).toEqual(expected);
});

test.each([
  ["我是远航贸易的王芳", "王芳", "远航贸易", undefined],
  ["我叫王芳", "王芳", undefined, undefined],
  ["我叫王芳想退货", "王芳", undefined, undefined],
  ["我是王女士", "王女士", undefined, undefined],
  ["我姓林", "林", undefined, undefined],
  ["我是远航贸易的采购经理王芳", "王芳", "远航贸易", "采购经理"],
  ["我们是杭州云帆科技有限公司", undefined, "杭州云帆科技有限公司", undefined],
  ["王芳 13800138000", "王芳", undefined, undefined],
  ["远航贸易，王芳，13800138000", "王芳", "远航贸易", undefined],
  ["I'm Wang Fang from Yuanhang Trading", "Wang Fang", "Yuanhang Trading", undefined],
  ["this is Li Lei at Acme Ltd", "Li Lei", "Acme Ltd", undefined],
  ["My name is Ana Cruz, purchasing manager at Blue Harbor Foods", "Ana Cruz", "Blue Harbor Foods", "purchasing manager"],
  ["I'm not happy", undefined, undefined, undefined],
  ["我是老客户", undefined, undefined, undefined],
  ["我是昨天下单的", undefined, undefined, undefined],
  ["我是高级会员", undefined, undefined, undefined],
  ["小李服务特别好", undefined, undefined, undefined],
])("who speaks: %s", (...row) => {
  const [text, ...expected] = row;
  expect([values(text, "name")[0], values(text, "company")[0], values(text, "position")[0]]).toEqual(expected);
});

const mobile = fc
  .tuple(fc.constantFrom("3", "5", "7", "8", "9"), fc.stringMatching(/^\d{9}$/))
  .map(([second, rest]) => `1${second}${rest}`);
const around = fc.constantFrom("", "你好，", "电话", "my phone is ", "😀 ", "請打 ", "联系我：");
const style = fc.constantFrom<(n: string) => string>(
  (n) => n,
  (n) => `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
  (n) => `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
  (n) => `+86 ${n}`,
  (n) => n.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
);

test("the place of a number in the text holds exactly its digits, however it is written", () => {
  fc.assert(
    fc.property(mobile, around, style, (number, before, write) => {
      const text = `${before}${write(number)}，谢谢`;
      const phone = hear(text).entities.find(({ type }) => type === "phone");
      expect(phone?.e164).toBe(`+86${number}`);
      const digits = text.slice(phone!.from, phone!.to).normalize("NFKC").replace(/\D/g, "");
      expect(digits.endsWith(number)).toBe(true);
      expect(detectSensitive(text).some((span) => span.from <= phone!.from && span.to >= phone!.to)).toBe(true);
    }),
    { seed: 7, numRuns: 300 },
  );
});
