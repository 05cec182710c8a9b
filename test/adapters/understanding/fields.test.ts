import { hear } from "./spoken-to.js";

const TOLD = {
  intent: "demand",
  category: "aftersale",
  form: "support",
  nature: "product",
  urgency: "high",
  importance: "high",
  outage: true,
  complaint: false,
  wish: null,
  badPhone: null,
};
const entity = (text: string, type: string) => hear(text).entities.find((e) => e.type === type)?.value;

describe.each([
  ["我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单", "王芳", "远航贸易", "zh-CN"],
  [
    "I'm Wang Fang from Yuanhang Trading, phone +86 138 0013 8000, the system is down and customers can't place orders",
    "Wang Fang",
    "Yuanhang Trading",
    "en",
  ],
])("one sentence that says everything: %s", (...row) => {
  const [text, name, company, writtenIn] = row;
  const heard = hear(text);
  test("every field is heard, and surely", () => {
    expect(heard).toMatchObject({ ...TOLD, writtenIn });
    for (const field of ["category", "form", "nature", "urgency", "importance", "outage"] as const)
      expect([field, heard.confidence[field]! >= 0.7]).toEqual([field, true]);
  });
  test("nobody is asked again who they are", () => {
    expect(entity(text, "name")).toBe(name);
    expect(entity(text, "company")).toBe(company);
    expect(heard.entities.find((e) => e.type === "phone")?.e164).toBe("+8613800138000");
  });
  test("the evidence quotes the message and never a contact", () => {
    expect(heard.evidence.some((e) => e.field === "outage" && e.kind === "word")).toBe(true);
    expect(JSON.stringify([heard.evidence, heard.keywords])).not.toMatch(/138|8000/);
  });
});

test.each([
  ["系统宕机了", true],
  ["服务器挂了，全公司都没法办公", true],
  ["系統當機了，客人沒辦法下單", true],
  ["our website is down and nobody can order", true],
  ["everything went offline ten minutes ago, all stores affected", true],
  ["昨天系统宕机，现在已经恢复了", false],
  ["系统没有宕机，我就是问问", false],
  ["如果系统宕机了你们怎么处理", false],
  ["你们宕机的赔付政策是什么", false],
  ["只有我一个人打不开系统，同事都正常", false],
  ["the system was down yesterday but it is back online", false],
  ["my system is not down, just asking about failover", false],
  ["what happens if the server goes down?", false],
  ["only my laptop can't reach the server, everyone else is fine", false],
])("an outage that goes on: %s", (text, outage) => {
  expect(hear(text).outage).toBe(outage);
});

test.each([
  ["你们的客服态度太差了，我要投诉", "service"],
  ["退款流程太复杂了，我要投诉", "process"],
  ["我的个人信息被你们泄露了", "other"],
  ["手机屏幕碎了", "product"],
  ["your agent was rude and hung up on me", "service"],
  ["the kettle stopped working", "product"],
  ["someone leaked my details, this is a privacy breach", "other"],
])("the nature of a problem: %s", (text, nature) => {
  expect(hear(text).nature).toBe(nature);
});

test.each([
  "真是“好”服务，电话打了一上午没人接",
  "质量太棒了，用一天就坏了",
  "呵呵，你们的效率可真高，两周了还没处理",
  "great job, it broke on the first day",
  "Oh great, another update that crashes everything",
])("irony is a complaint where the words show it: %s", (text) => {
  expect(hear(text)).toMatchObject({ complaint: true, form: "complaint" });
});

test.each(["质量很好，就是有个小问题：蓝牙连不上", "great phone, but the charger is not working"])(
  "praise before a 'but' is no irony: %s",
  (text) => {
    expect(hear(text).complaint).toBe(false);
  },
);

test.each([
  ["先帮我改一下收货地址，另外想约一次培训", "insale", "value_added"],
  ["想问下新款多少钱，另外我上次买的音箱坏了", "aftersale", "presale"],
  ["I want to return this lamp, and also do you have it in stock in white", "aftersale", "presale"],
])("two demands, the more pressing first: %s", (text, first, second) => {
  expect(hear(text)).toMatchObject({ category: first, secondary: [{ category: second }] });
});

test.each(["那个东西怎么说呢", "hmm the thing you know", "就是上次那个"])("what is not understood is not claimed: %s", (text) => {
  const { category, confidence } = hear(text);
  expect(category === null || (confidence.category ?? 0) < 0.7).toBe(true);
});

test.each([
  ["系统崩溃一整天，损失了几十万，我要投诉", true],
  ["we are losing thousands per hour", true],
  ["没有什么损失，就是慢", false],
])("heavy loss stated: %s", (text, loss) => {
  expect(hear(text).heavyLoss).toBe(loss);
});

test.each([
  "不满意",
  "我对这次服务很不满意",
  "处理结果我不满意",
  "對處理結果不滿意",
  "not satisfied at all",
  "I'm very unhappy with this",
])("not satisfied, in words, and no question after a ticket: %s", (text) => {
  const { dissatisfied, intent } = hear(text);
  expect([dissatisfied, intent === "status"]).toEqual([true, false]);
});

test.each([
  ["你好，我想问一下价格", "zh-CN"],
  ["how much does it cost", "en"],
  ["app 一直 crash，重装也没用", "zh-CN"],
  ["13800138000", null],
  ["test@example.com", null],
])("the language it is written in: %s", (text, locale) => {
  expect(hear(text).writtenIn).toBe(locale);
});

test("a fault of a system leaves open whether business stands still, so the bot asks", () => {
  expect(hear("系统打不开怎么办").confidence.urgency).toBeLessThan(0.7);
  expect(hear("杯子碎了").confidence.urgency).toBeGreaterThanOrEqual(0.7);
});
