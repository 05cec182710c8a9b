import { v7 as newId } from "uuid";
import { makeQueries } from "../../../../src/adapters/postgres/desk/queries/queries.js";
import { makeSearch } from "../../../../src/adapters/postgres/desk/search/search.js";
import { makeWordsJob } from "../../../../src/adapters/postgres/desk/search/words-job.js";
import { BadCursor } from "../../../../src/application/desk-queries.js";
import type { Search, SearchPage } from "../../../../src/application/search.js";
import { aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";
import { anAffair, vault } from "./an-affair.js";
import { until } from "./until.js";

let desk: Desk;
let agentId: string;
let search: Search;
let words: ReturnType<typeof makeWordsJob>;
beforeAll(async () => {
  desk = await aDatabase();
  ({ agentId } = await aDesk(desk));
  const { tickets } = makeQueries({ pool: desk.pool, vault });
  const contactsIn = (text: string) => ({ phone: text.startsWith("+") ? text : null, email: text.includes("@") ? text : null });
  search = makeSearch({ pool: desk.pool, vault, tickets, contactsIn });
  words = makeWordsJob({
    pool: desk.pool,
    failed: (error) => {
      throw error;
    },
  });
});
afterAll(() => desk.drop());
beforeEach(() => desk.query(`truncate conversations, customers, events, destinations cascade`));

const open = (of: Parameters<typeof anAffair>[1] = {}) => anAffair({ desk, agentId }, of);
let seq = 100;
async function said(conversationId: string, text: string, msecs = Date.now()): Promise<string> {
  const id = newId({ msecs });
  await desk.query(
    `insert into messages (id, conversation_id, seq, sender, at, locale, text) values ($1, $2, $3, 'customer', now(), 'zh-CN', $4)`,
    [id, conversationId, ++seq, text],
  );
  return id;
}
const ids = ({ items }: SearchPage) => items.map(({ id }) => id);
const find = (q: string) => search.search(q, {});

test("two Chinese characters are found, newest first, with where they stand; what does not hold them is not", async () => {
  const { conversation, customer } = await open();
  const first = await said(conversation.id, "我要退货");
  const second = await said(conversation.id, "退了的货还没到");
  const third = await said(conversation.id, "退货单号 ABC123 呢");
  await words.fill();
  expect(ids(await find("退货"))).toEqual([third, first]);
  expect(ids(await find("货还"))).toEqual([second]);
  expect(ids(await find("退货 abc1"))).toEqual([third]);
  expect(ids(await find("退"))).toEqual([third, second, first]);
  expect(ids(await find("没有的词"))).toEqual([]);
  const [hit] = (await find("退货")).items;
  expect(hit).toMatchObject({
    conversationId: conversation.id,
    from: "customer",
    customer: { id: customer.id, name: "Zhang San" },
  });
  expect(hit?.marks.map(([from, to]) => hit.snippet.slice(from, to))).toEqual(["退货"]);
});

test("tickets are found by number, customers by name, company and a whole contact; contacts in messages stay masked", async () => {
  const { ticket, customer } = await open({ customer: { name: "王小芳", company: "远航贸易" } });
  await words.fill();
  const number = `T-${String(ticket.number).padStart(6, "0")}`;
  for (const q of [number, number.toLowerCase(), String(ticket.number)])
    expect((await find(q)).tickets.map(({ id }) => id)).toEqual([ticket.id]);
  for (const q of ["小芳", "远航", "+8613800138000", "zhang@example.com"])
    expect((await find(q)).customers.map(({ id }) => id)).toEqual([customer.id]);
  expect((await find("13800138000")).items).toEqual([]);
  expect(JSON.stringify(await find("call"))).not.toContain("13800138000");
  expect((await find("call")).items).toHaveLength(1);
  for (const q of ["", "!", "' | ''", "\u0000", "T-999999"]) expect((await find(q)).tickets).toEqual([]);
});

test("a name that changes is found by the new one after the next message", async () => {
  const { customer, conversation } = await open({ customer: { name: "王小芳", company: null } });
  await words.fill();
  await desk.query(`update customers set name = '李大明' where id = $1`, [customer.id]);
  await said(conversation.id, "改好了吗");
  await words.fill();
  expect((await find("大明")).customers).toHaveLength(1);
  expect((await find("小芳")).customers).toEqual([]);
});

test("pages follow one another through the recent months and beyond, each message once", async () => {
  const { conversation } = await open();
  const wanted: string[] = [];
  for (let n = 0; n < 7; n++) wanted.unshift(await said(conversation.id, `发票 ${n}`, Date.now() - (7 - n) * 30 * 86_400_000));
  expect(await words.fill()).toBe(9);
  const found: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: SearchPage = await search.search("发票", { cursor, limit: 2 });
    found.push(...ids(page));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(found).toEqual(wanted);
  for (const cursor of ["x", "e30", Buffer.from('["queue","x"]').toString("base64url")])
    await expect(search.search("发票", { cursor })).rejects.toThrow(BadCursor);
});

test("words are filled in once, by several instances at a time, also of messages that committed late; what goes takes them along", async () => {
  const { conversation } = await open();
  for (let n = 0; n < 450; n++) await said(conversation.id, `批量 ${n}`);
  await Promise.all([words.fill(), makeWordsJob({ pool: desk.another(), failed: () => undefined }).fill()]);
  expect(await desk.query(`select from message_words`)).toHaveLength(452);
  expect(await words.fill()).toBe(0);
  const late = await said(conversation.id, "迟到的话", Date.now() - 15_000);
  await words.start();
  desk.beforeDrop(words.stop);
  await until(async () => ids(await find("迟到")).includes(late));
  await desk.query(`delete from messages`);
  expect(await desk.query(`select from message_words`)).toEqual([]);
});
