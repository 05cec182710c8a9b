import jwt from "jsonwebtoken";
import { until } from "../support/product.js";
import { SlackDesk } from "../support/slack-desk.js";

const SECRET = "with-which-the-site-signs-its-visitors";
const EMAIL = "wang.fang@yuanhang.example";
const signed = (claims: object): string => jwt.sign(claims, SECRET, { expiresIn: "1h" });

let at: SlackDesk;
beforeAll(async () => {
  at = await SlackDesk.open({ config: { identitySecret: SECRET } });
});
afterAll(() => at.close());

const customerOf = async (conversationId: string): Promise<string | null> =>
  (await at.li.get(`/conversations/${conversationId}`)).body.customerId as string | null;
const inSlack = async (more: object) => {
  const person = at.slack.person({ name: "王芳", locale: "zh-CN", ...more });
  await person.says(person.dm, "发票什么时候开");
  return until(async () => (await at.conversationOf(person.dm)) ?? null, "the conversation");
};

test("known by one e-mail that the site and the workspace both vouch for, a person is one customer on both, whichever came first", async () => {
  const web = await at.desk.visitor({ locale: "zh-CN", identity: signed({ sub: "u-1", name: "王芳", email: EMAIL }) });
  const slack = await inSlack({ email: "Wang.Fang@yuanhang.example" });
  const customerId = await customerOf(web.conversationId);
  expect(customerId).not.toBeNull();
  expect(slack.customerId).toBe(customerId);

  const first = await inSlack({ name: "陈静", email: "chen@yuanhang.example" });
  const later = await at.desk.visitor({
    locale: "zh-CN",
    identity: signed({ sub: "u-2", name: "陈静", email: "chen@yuanhang.example" }),
  });
  expect(await customerOf(later.conversationId)).toBe(first.customerId);
});

test("an e-mail that was only typed, or is a guest's or of another workspace, joins nobody", async () => {
  const typed = await at.desk.visitor({ locale: "zh-CN" });
  await typed.say("我是远航贸易的李四,邮箱 lisi@yuanhang.example,系统宕机了客户下不了单");
  await typed.press("submit");
  const { customerId } = await at.desk.ticketOf(typed);
  expect((await inSlack({ name: "李四", email: "lisi@yuanhang.example" })).customerId).not.toBe(customerId);
  const known = await at.desk.visitor({
    locale: "zh-CN",
    identity: signed({ sub: "u-3", name: "赵六", email: "zhao@yuanhang.example" }),
  });
  const stranger = await inSlack({ name: "赵六", email: "zhao@yuanhang.example", teamId: "T0OTHER" });
  expect(stranger.customerId).not.toBe(await customerOf(known.conversationId));
});
