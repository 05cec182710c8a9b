import { TestDesk, until } from "../support/product.js";

let desk: TestDesk;
beforeAll(async () => (desk = await TestDesk.open({ logLevel: "trace" })));
afterAll(() => desk.close());

/** What the customer writes, and the bare digits or letters that must stand nowhere. */
const PHONES: [written: string, bare: string][] = [
  ["138 0013 8001", "13800138001"],
  ["139-0013-9002", "13900139002"],
  ["１３７００１３７００３", "13700137003"],
  ["+86 136 0013 6004", "13600136004"],
  ["(+86)13500135005", "13500135005"],
  ["0086 134 0013 4006", "13400134006"],
  ["133.0013.3007", "13300133007"],
  ["010-8888 6008", "88886008"],
  ["021 6888 8009", "68888009"],
  ["+49 30 9018 2010", "3090182010"],
  ["13100131011", "13100131011"],
];
const EMAILS = [
  "wang.fang@yuanhang.example",
  "Wang.Fang+order@Yuanhang.example",
  "ｗｆ@ｙｕａｎｈａｎｇ.example",
  "li_lei-2@mail.yuanhang.example",
];
const IDENTITY = ["11010519491231002X", "110105 19491231 002X", "110105194912310 02x"];

async function everything(): Promise<Map<string, string>> {
  const tables = await desk.query<{ name: string }>(
    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await desk.query<{ row: string }>(`select t::text as row from ${name} t`);
    dump.set(name, rows.map(({ row }) => row).join("\n"));
  }
  const events = await desk.query<{ data: string }>("select data::text from events");
  dump.set("events.data", events.map(({ data }) => data).join("\n"));
  dump.set("logs", desk.lines.join("\n"));
  dump.set("metrics", await (await fetch(`${desk.base()}/metrics`)).text());
  return dump;
}

/** As somebody who looks for them would read it: full-width folded, separators between digits gone. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/(?<=\d)[\s\-().·]+(?=[\dXx])/g, "")
    .toLowerCase();

test("no phone, e-mail or identity number stands in clear in any table, log or metric; no name in logs, metrics and events", async () => {
  const li = await desk.agent("李工");
  const contacts = [...PHONES.map(([written]) => written), ...EMAILS, ...IDENTITY];

  for (const contact of contacts) {
    const wang = await desk.visitor({ locale: "zh-CN" });
    await wang.say(`我是远航贸易的王小芳，${contact}，系统宕机了客户下不了单`);
    await wang.post({ text: `补充：也可以找 ${contact}`, value: { phone: contact } });
    await wang.say("人工");
    await wang.say(contact);
    await wang.say(`我叫${contact}`);
    await wang.say("我的资料");
  }
  const wang = await desk.visitor({ locale: "zh-CN" });
  const all = contacts.join("、");
  await wang.say("我是远航贸易的王小芳,电话 138 0013 8001,系统宕机了客户下不了单");
  await wang.press("submit");
  const { id, conversationId } = await desk.ticketOf(wang);
  await li.do(`/conversations/${conversationId}/messages`, { text: `王小芳您好，我会打 ${all}` });
  await li.do(`/tickets/${id}/notes`, { text: `远航贸易 王小芳 的号码 ${all}` });
  await li.do(`/tickets/${id}/updates`, { text: `打过 ${all}` });
  await li.do(`/tickets/${id}/evidence`, { ask: `请确认 ${all}` });
  await wang.say(`确认 ${all}`);
  await li.do(`/tickets/${id}/priority`, { priority: "P2", reason: `王小芳 ${all}` });
  await li.do(`/tickets/${id}/assign`, { owner: "李工", reason: `王小芳 ${all}` });
  await li.do(`/tickets/${id}/classification`, { nature: "other", reason: `王小芳 ${all}` });
  await li.do(`/tickets/${id}/resolution`, { summary: `打了 ${all}`, outcome: `通了 ${all}`, prevention: `记下 ${all}` });
  await li.do(`/tickets/${id}/acceptance`, { accepted: true, heardBy: `李工，打 ${contacts.slice(0, 6).join()}` });
  await desk.advance({ advance: "PT2H1M" });
  await wang.waitFor(/5 5 4 5/);
  await wang.say("5 5 4 5");
  await wang.say(`打我电话 ${all}`);
  await until(async () => (await desk.saidTo(wang)).at(-1) === "feedback.thanks", "the comment is taken");
  // Refusals and faults must not tell either.
  await wang.call("POST", `/v3/directline/conversations/${wang.conversationId}/activities`, `{"text": "${all}`);
  await li.post(`/tickets/${id}/notes`, { text: 7, phone: all });
  await li.get(`/customers?name=${encodeURIComponent("王小芳")}`);

  const dump = await everything();
  const found: string[] = [];
  const needles = [...PHONES.map(([, bare]) => bare), ...EMAILS, "11010519491231002x"].map(folded);
  for (const [place, text] of dump) {
    const clear = folded(text);
    for (const needle of needles) if (clear.includes(needle)) found.push(`${place}: ${needle} … ${around(clear, needle)}`);
  }
  for (const place of ["logs", "metrics", "events.data"])
    for (const name of ["王小芳", "远航"]) if (dump.get(place)!.includes(name)) found.push(`${place}: ${name}`);
  expect(found).toEqual([]);
  // The search itself works: what may be in clear is found.
  expect(dump.get("public.customers")).toContain("王小芳");
  // Those who may see them do.
  expect((await desk.messagesOf(wang)).map(({ text }) => text).join()).toContain("138 0013 8001");
});

const around = (text: string, needle: string): string => {
  const at = text.indexOf(needle);
  return text.slice(Math.max(0, at - 40), at + needle.length + 10).replaceAll("\n", " ");
};
