import { show, TestDesk } from "../support/product.js";

let desk: TestDesk;
beforeAll(async () => (desk = await TestDesk.open()));
afterAll(() => desk.close());

const SENTENCE = "我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单";

test("one sentence with everything in it needs one question to be registered as P1", async () => {
  const wang = await desk.visitor({ locale: "zh-CN" });
  const asked = await wang.say(SENTENCE);
  expect(asked.join("\n")).toContain("对吗？");
  const receipt = await wang.press("对，提交");
  expect(receipt[0]).toMatch(/工单 \*\*T-\d{6}\*\*/);
  const ticket = await desk.ticketOf(wang);
  expect(ticket).toMatchObject({ priority: "P1", outage: true, category: "aftersale", form: "support", status: "open" });
  show("P1 in one sentence", wang);
});
