import { TestDesk, until } from "../support/product.js";

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
  await desk.instance();
});
afterAll(() => desk.close());

test("a message posted ten times at once on two instances, later, and again elsewhere is one message with one id", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  const key = "the-same-1";
  const burst = await Promise.all(
    Array.from({ length: 10 }, (_, i) => chen.post({ text: "空气净化器不工作了" }, { base: desk.base(i % 2), key })),
  );
  expect(burst.map(({ status }) => status)).toEqual(Array(10).fill(200));
  const later = [
    await chen.post({ text: "空气净化器不工作了" }, { base: desk.base(1), key }),
    await chen.post({ text: "又写了别的" }, { base: desk.base(0), key }),
  ];
  expect(new Set([...burst, ...later].map(({ id }) => id)).size).toBe(1);
  const messages = await desk.messagesOf(chen);
  expect(messages.filter(({ from }) => from === "customer").map(({ text }) => text)).toEqual(["空气净化器不工作了"]);
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, i) => i + 1));
});

test("instance B shows at once what instance A committed", async () => {
  const chen = await desk.visitor({ locale: "zh-CN", base: desk.base(1) });
  const took: number[] = [];
  for (const text of ["转人工", "进度", "帮助"]) {
    const from = performance.now();
    const { id } = await chen.post({ text }, { base: desk.base(0) });
    await chen.waitFor((activity) => activity.id === id);
    took.push(performance.now() - from);
  }
  // On a busy machine one may be held up; not all three.
  expect(Math.min(...took)).toBeLessThan(1_000);
  await chen.waitFor(/T-\d{6}/);
  expect(chen.seqs).toEqual(chen.seqs.map((_, i) => i + 1));
});

test("two first messages of a new visitor at once, on two instances, open one conversation with one greeting", async () => {
  for (let round = 0; round < 5; round += 1) {
    const chen = await desk.visitor({ locale: "zh-CN", by: "none" });
    await Promise.all([
      chen.post({ text: "我的电话是 13900139000" }, { base: desk.base(0) }),
      chen.post({ text: "打印机坏了开不了机" }, { base: desk.base(1) }),
    ]);
    await chen.poll();
    const said = await desk.saidTo(chen);
    expect(said.filter((key) => key === "privacy.notice")).toHaveLength(1);
    expect(said.filter((key) => key === "customer")).toHaveLength(2);
    expect(
      await desk.query(
        "select count(*)::int as n from customers where id in (select customer_id from conversations where id = $1)",
        [chen.conversationId],
      ),
    ).toEqual([{ n: 1 }]);
  }
});

test("what instance A promised is kept once the customer's socket on instance B has shown it", async () => {
  const li = await desk.agent("李工");
  for (let round = 0; round < 5; round += 1) {
    const wang = await desk.visitor({ locale: "zh-CN", base: desk.base(1) });
    await wang.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
    await wang.press("submit");
    await li.do(`/conversations/${wang.conversationId}/messages`, { text: "我在看。" });
    await until(async () => (await desk.owedTo(wang, "first_response"))?.state === "met", "seen on B, so met");
  }
});

test("the starts of several tabs open the conversation once", async () => {
  const chen = await desk.visitor({ locale: "zh-CN" });
  const starts = await Promise.all(Array.from({ length: 6 }, () => chen.call("POST", "/v3/directline/conversations", {})));
  expect(starts.map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect((await desk.saidTo(chen)).filter((key) => key === "greeting.open")).toHaveLength(1);
});

test("what falls due fires once, though two instances look for it", async () => {
  const fleet = await Promise.all(Array.from({ length: 6 }, (_, i) => desk.visitor({ locale: "zh-CN", base: desk.base(i % 2) })));
  for (const visitor of fleet) {
    await visitor.say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单");
    await visitor.press("submit");
  }
  await desk.advance({ advance: "PT11M" });
  for (const visitor of fleet) {
    await visitor.waitFor(/前答复您，/);
    const said = await desk.saidTo(visitor);
    expect(said.filter((key) => key === "hold.first_response")).toHaveLength(1);
  }
  const fired = await desk.query(
    "select data->>'commitmentId' as c, type, data->>'level' as level, count(*)::int as n from events where type in ('alert_raised', 'held_by_bot', 'commitment_broken') group by 1, 2, 3 having count(*) > 1",
  );
  expect(fired).toEqual([]);
});
