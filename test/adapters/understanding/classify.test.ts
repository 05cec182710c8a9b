import { classifyLines } from "../../../src/classify.js";
import { priorityHeard, understand } from "./spoken-to.js";

async function* lines(...all: string[]): AsyncIterable<string> {
  for (const line of all) yield await Promise.resolve(line);
}

async function classified(...all: string[]): Promise<Record<string, unknown>[]> {
  const out: Record<string, unknown>[] = [];
  await classifyLines(lines(...all), {
    understand,
    priorityOf: priorityHeard,
    write: (line) => void out.push(JSON.parse(line) as Record<string, unknown>),
  });
  return out;
}

test("one line out for each line in, in order, a bad line in its place", async () => {
  const out = await classified('{"text":"我要退货"}', "nonsense", '{"text":5}', '{"text":"how much is it?","lang":"en"}');
  expect(out.map((line) => line["category"] ?? Object.keys(line))).toEqual(["aftersale", ["error"], ["error"], "presale"]);
});

test("a line says everything that was understood", async () => {
  const [line] = await classified('{"text":"系统宕机了客户下不了单，电话 13800138000"}');
  expect(line).toMatchObject({
    lang: "zh-CN",
    intent: "demand",
    category: "aftersale",
    form: "support",
    nature: "product",
    complaint: false,
    urgency: "high",
    importance: "high",
    priority: "P1",
    secondary: [],
    entities: [{ type: "phone", value: "+8613800138000", e164: "+8613800138000" }],
    ask: null,
  });
});

test("what it would ask for is named, and nothing where nothing is demanded", async () => {
  const out = await classified('{"text":"系统打不开"}', '{"text":"你好"}');
  expect(out.map((line) => line["ask"])).toEqual(["urgency", null]);
});

test("the region of a line decides how its numbers are read", async () => {
  const out = await classified(
    '{"text":"(415) 555-2671"}',
    '{"text":"(415) 555-2671","region":"US"}',
    '{"text":"hi","region":"Mars"}',
  );
  expect(out.map((line) => line["entities"])).toEqual([
    [],
    [{ type: "phone", value: "+14155552671", e164: "+14155552671" }],
    undefined,
  ]);
});
