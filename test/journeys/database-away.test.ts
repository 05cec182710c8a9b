import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../support/gate.js";
import { TestDesk, until } from "../support/product.js";

const gate = new Gate();
let desk: TestDesk;
beforeAll(async () => (desk = await TestDesk.open({ clock: "real", through: (url) => gate.before(url) })));
afterAll(async () => {
  gate.reopen();
  await desk.close();
  await gate.close();
});

/** Customers who write, and write again with the same key until it is acknowledged. */
async function fleet(size: number, messages: number) {
  const visitors = await Promise.all(Array.from({ length: size }, () => desk.visitor({ locale: "zh-CN" })));
  const statuses = new Map<number, number>();
  let slowest = 0;
  const acknowledged = new Map<string, string[]>();
  const write = async (visitor: (typeof visitors)[number]): Promise<void> => {
    for (let n = 0; n < messages; n += 1) {
      const key = visitor.newKey();
      for (;;) {
        const from = performance.now();
        const { status, id } = await visitor.post({ text: `第 ${n} 句，我在补充情况` }, { key });
        slowest = Math.max(slowest, performance.now() - from);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 200) {
          acknowledged.set(visitor.conversationId, [...(acknowledged.get(visitor.conversationId) ?? []), id!]);
          break;
        }
        await sleep(100);
      }
      await sleep(600);
    }
  };
  return { visitors, statuses, acknowledged, slowest: () => slowest, written: Promise.all(visitors.map(write)) };
}

test("connections cut and a database gone for seconds: refused quickly, nothing lost or doubled, and it goes on by itself", async () => {
  const { visitors, statuses, acknowledged, slowest, written } = await fleet(6, 10);
  await until(() => (statuses.get(200) ?? 0) >= 6, "the first are acknowledged");
  const { length: cut } = await desk.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'frontdoor%'",
  );
  expect(cut).toBeGreaterThan(0);
  await until(() => (statuses.get(200) ?? 0) >= 12, "it goes on after the cut");

  gate.shut();
  await until(() => (statuses.get(503) ?? 0) >= 3, "refused while the database is away");
  const ready = await fetch(`${desk.base()}/readyz`);
  expect([ready.status, (await fetch(`${desk.base()}/healthz`)).status]).toEqual([503, 200]);
  await sleep(2_000);
  gate.reopen();
  await written;
  expect([...statuses.keys()].sort()).toEqual([200, 503]);
  expect(slowest()).toBeLessThan(6_000);
  await until(async () => (await fetch(`${desk.base()}/readyz`)).status === 200, "ready again");

  for (const visitor of visitors) {
    const messages = await until(async () => {
      const all = await desk.messagesOf(visitor);
      return all.filter(({ from }) => from === "customer").length === 10 ? all : null;
    }, "all messages");
    const own = messages.filter(({ from }) => from === "customer");
    expect(own.map(({ text }) => text)).toEqual(own.map((_, n) => `第 ${n} 句，我在补充情况`));
    expect(own.map(({ seq }) => `${visitor.conversationId}|${String(seq).padStart(7, "0")}`)).toEqual(
      acknowledged.get(visitor.conversationId),
    );
    await visitor.waitFor((activity) => activity.id === acknowledged.get(visitor.conversationId)!.at(-1));
    expect(visitor.seqs).toEqual(visitor.seqs.map((_, i) => i + 1));
  }
});

test("the bell is cut: what another instance commits is still shown within seconds", async () => {
  const other = await desk.instance();
  const visitor = await desk.visitor({ locale: "zh-CN" });
  await desk.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  const { id } = await visitor.post({ text: "转人工" }, { base: other });
  await visitor.waitFor((activity) => activity.id === id);
});
