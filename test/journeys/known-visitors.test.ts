import jwt from "jsonwebtoken";
import { TestDesk } from "../support/product.js";

const IDENTITY_SECRET = "with-which-the-site-signs-its-visitors";
const CHEN = { sub: "u-1001", name: "陈静", company: "远航贸易", email: "chen@example.com", phone: "138 0013 8000" };
const signed = (claims: object): string => jwt.sign(claims, IDENTITY_SECRET, { expiresIn: "1h" });

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open({ config: { identitySecret: IDENTITY_SECRET } });
  await desk.instance();
});
afterAll(() => desk.close());

test("a person whom the site names is known from the first word, on every instance, and nothing of it is asked", async () => {
  const chen = await desk.visitor({ locale: "zh-CN", identity: signed(CHEN) });
  const [file] = await desk.query(
    `select c.name, c.company, array_agg(t.kind || ' ' || t.verified order by t.kind) as contacts from customers c
     join contacts t on t.customer_id = c.id where c.id = (select customer_id from conversations where id = $1) group by c.id`,
    [chen.conversationId],
  );
  expect(file).toEqual({ name: "陈静", company: "远航贸易", contacts: ["email site", "phone site"] });
  await chen.say("空气净化器坏了,开不了机");
  expect((await desk.saidTo(chen)).filter((key) => /^ask\.(name|contact)/.test(key))).toEqual([]);
  const elsewhere = await desk.visitor({ locale: "zh-CN", identity: signed(CHEN), base: desk.base(1) });
  expect([elsewhere.conversationId, elsewhere.userId]).toEqual([chen.conversationId, chen.userId]);
});

test("two devices of one person that come at once, on two instances, begin one conversation and are one customer", async () => {
  for (let round = 0; round < 5; round += 1) {
    const identity = signed({ ...CHEN, sub: `u-two-devices-${round}` });
    await Promise.all([0, 1].map((nth) => desk.visitor({ locale: "zh-CN", identity, base: desk.base(nth) })));
  }
  const files = await desk.query(
    "select channel_user_id, count(*)::int as n from conversations where channel_user_id like 'dl_id_%' group by 1",
  );
  expect(files.filter(({ n }) => n !== 1)).toEqual([]);
});

test("on a shared computer nothing is left; a link shows the conversation to another device, on every instance, until it is erased", async () => {
  const chen = await desk.visitor({ locale: "zh-CN", identity: signed({ ...CHEN, sub: "u-shared" }) });
  await chen.say("我要退货,订单 A-88");
  const after = await desk.visitor({ locale: "zh-CN", resume: chen.resume });
  expect(after.conversationId).not.toBe(chen.conversationId);
  expect(after.transcript()).not.toContain("A-88");
  const { status, body } = await chen.call("POST", "/chat/link");
  expect(status).toBe(200);
  const resume = new URL(body.url as string).hash.slice("#resume=".length);
  const phone = await desk.visitor({ locale: "zh-CN", resume, base: desk.base(1) });
  expect([phone.conversationId, phone.userId]).toEqual([chen.conversationId, chen.userId]);
  expect(phone.transcript()).toContain("A-88");
  const later = await desk.visitor({ locale: "zh-CN", resume: phone.resume });
  expect(later.conversationId).toBe(chen.conversationId);
  await desk.query("delete from resumes where conversation_id = $1", [chen.conversationId]);
  for (const void_ of [resume, later.resume]) {
    expect((await desk.visitor({ locale: "zh-CN", resume: void_ })).conversationId).not.toBe(chen.conversationId);
  }
});

test("before a word is said the page knows who is on the other side and whether people are there, in desk time", async () => {
  const asked = async (base: string) => (await fetch(`${base}/chat/desk`)).json();
  const hours = { "zh-CN": "9:00–12:00、13:30–18:00", en: "9:00–12:00, 13:30–18:00" };
  for (const base of [desk.base(0), desk.base(1)]) {
    expect(await asked(base)).toMatchObject({
      company: { en: "Chengchuan" },
      assistant: { "zh-CN": "小川" },
      people: { now: true, opensAt: null, hours },
      at: expect.stringMatching(/^2026-11-23T02:0/),
    });
  }
});

test("nothing of whom the site names stands in the log or in clear in the database, but name and company", async () => {
  const wang = { sub: "u-canary-77", name: "王芳", company: "云帆", email: "canary@example.com", phone: "+8613900139077" };
  const visitor = await desk.visitor({ locale: "zh-CN", identity: signed(wang) });
  await desk.visitor({ identity: jwt.sign(wang, "another-secret-of-more-than-32-characters") });
  expect(visitor.userId).toMatch(/^dl_id_/);
  const log = desk.lines.join("\n");
  expect(log).toContain("not believed");
  for (const personal of [wang.sub, wang.email, "13900139077", "王芳"]) expect(log).not.toContain(personal);
  const tables = await desk.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  for (const { name } of tables) {
    const rows = await desk.query<{ row: string }>(`select t::text as row from "${name}" t`);
    const text = rows.map(({ row }) => row).join("\n");
    for (const personal of [wang.sub, wang.email, "13900139077"]) expect([name, text.includes(personal)]).toEqual([name, false]);
  }
});
