import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { countingDesk } from "./counting-desk.js";
import { deskDatabase } from "./desk-database.js";
import type { DeskDatabase } from "./desk-database.js";

let desk: DeskDatabase;
beforeAll(async () => {
  desk = await deskDatabase();
});
afterAll(() => desk.drop());

interface Stored {
  seq: string;
  client_key: string | null;
  text: string;
}
const messagesOf = async (id: string) =>
  (await desk.pool.query<Stored>("select seq, client_key, text from messages where conversation_id = $1 order by seq", [id]))
    .rows;

test("ten posts of one key on two instances at once are one message and ten equal answers (F29)", async () => {
  const [one, two] = [countingDesk(desk.store), countingDesk(desk.another())];
  const id = uuid();
  await one.say(id, `${id}/0`);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).say(id, `${id}/1`)));
  expect(answers).toEqual(Array(10).fill({ seq: 2 }));
  expect(await messagesOf(id)).toHaveLength(2);
});

test("the first two messages of a visitor at once, on two instances, open one conversation (F30)", async () => {
  const [one, two] = [countingDesk(desk.store), countingDesk(desk.another())];
  const id = uuid();
  const answers = await Promise.all([one.say(id, `${id}/a`), two.say(id, `${id}/b`)]);
  expect(answers.map((answer) => ("seq" in answer ? answer.seq : 0)).sort()).toEqual([1, 2]);
});

test("messages of one conversation keep the order in which they came", async () => {
  const { say } = countingDesk(desk.store);
  const id = uuid();
  await Promise.all(Array.from({ length: 50 }, (_, n) => say(id, `${id}/${n}`, String(n))));
  expect((await messagesOf(id)).map(({ text }) => Number(text))).toEqual(Array.from({ length: 50 }, (_, n) => n));
});

test("a poison message harms only itself, also with others in its batch (F23)", async () => {
  const { say } = countingDesk(desk.store);
  const ids = Array.from({ length: 8 }, () => uuid());
  const poisoned = ids[3] ?? "";
  const answers = await Promise.all(ids.map((id) => say(id, `${id}/1`, id === poisoned ? "a\u0000b" : "fine")));
  expect(answers).toEqual(ids.map((id) => (id === poisoned ? { parked: true } : { seq: 1 })));
  expect(await say(poisoned, `${poisoned}/2`)).toEqual({ seq: 1 });
  expect(await say(poisoned, `${poisoned}/1`)).toEqual({ parked: true });
  const { rows } = await desk.pool.query<{ conversation_id: string }>("select conversation_id from parked");
  expect(rows).toEqual([{ conversation_id: poisoned }]);
});

test("while another session holds one conversation, the others go on (F09)", async () => {
  const { say } = countingDesk(desk.store);
  const [held, free] = [uuid(), uuid()];
  await Promise.all([say(held, null), say(free, null)]);
  const lock = await desk.pool.connect();
  await lock.query("begin");
  await lock.query("select 1 from conversations where id = $1 for update", [held]);
  const waiting = say(held, `${held}/1`);
  await say(free, null); // may share the batch that meets the lock
  let settled = false;
  const settle = () => void (settled = true);
  waiting.then(settle, settle);
  for (let n = 0; n < 20; n++) await say(free, null);
  expect(settled).toBe(false);
  await lock.query("commit");
  lock.release();
  expect(await waiting).toEqual({ seq: 2 });
});

// Two instances, three conversations, and submits that come one by one or in bursts, some of them repeated on the other instance.
test("each acknowledged message is stored once, in sequences without gaps, however submits fall together", async () => {
  const instances = [countingDesk(desk.store), countingDesk(desk.another())] as const;
  const submit = fc.record({ of: fc.nat(2), instance: fc.nat(1), key: fc.nat(30), pause: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(submit, { minLength: 1, maxLength: 40 }), async (submits) => {
      const ids = [uuid(), uuid(), uuid()];
      const acknowledged = new Map<string, Set<number>>();
      const one = async ({ of, instance, key }: (typeof submits)[number]) => {
        const id = ids[of] ?? "";
        const name = `${id}/${key}`;
        for (;;) {
          try {
            const answer = await instances[instance as 0 | 1].say(id, name);
            if (!("seq" in answer)) throw new Error("parked");
            acknowledged.set(name, (acknowledged.get(name) ?? new Set()).add(answer.seq));
            return;
          } catch (error) {
            if ((error as { code?: string }).code !== "desk.contended") throw error;
          }
        }
      };
      const running: Promise<void>[] = [];
      for (const each of submits) {
        running.push(one(each));
        if (each.pause) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await Promise.all(running);
      for (const id of ids) {
        const stored = await messagesOf(id);
        expect(stored.map(({ seq }) => Number(seq))).toEqual(stored.map((_, n) => n + 1));
        const keys = [...acknowledged.keys()].filter((name) => name.startsWith(id));
        expect(stored.map(({ client_key }) => client_key).sort()).toEqual(keys.sort());
        for (const { seq, client_key } of stored) expect([...(acknowledged.get(client_key ?? "") ?? [])]).toEqual([Number(seq)]);
      }
    }),
    { numRuns: 40 },
  );
});
