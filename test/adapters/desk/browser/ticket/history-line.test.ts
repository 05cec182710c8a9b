import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EventView } from "../../../../../src/application/desk-views.js";
import { historyLines, type Speaker } from "../../../../../src/adapters/desk/browser/pages/ticket/history-line.js";
import { HISTORY_EN } from "../../../../../src/adapters/desk/browser/pages/ticket/history-words-en.js";
import { HISTORY_ZH } from "../../../../../src/adapters/desk/browser/pages/ticket/history-words-zh.js";
import { anEvent } from "../../../http/api/views.js";

const at = (clock: string): string => `2026-11-23T${clock}:00.000Z`;
let events = 0;
const event = (type: string, data: unknown, when = at("10:00")): EventView => {
  events += 1;
  return { ...anEvent, id: `event-${events}`, seq: events, type, at: when, data };
};

const word = (value: unknown): string => (typeof value === "string" ? value : "");
const speaker = (one: EventView): Speaker => ({
  who: one.by,
  name: word,
  at: (iso) => word(iso).slice(11, 16),
  span: (ms) => `${Number(ms) / 60_000} 分`,
  kind: word,
  term: (_, value) => word(value),
  note: (id) => (id === "note-1" ? "有备用打印机" : ""),
  number: () => "T-000004",
});
const told = (list: EventView[]) => historyLines(list, { sayings: HISTORY_ZH, speaker, comma: "；" });

test("the newest line comes first", () => {
  const lines = told([event("evidence_given", {}, at("10:00")), event("survey_sent", {}, at("11:00"))]);
  expect(lines.map(({ title }) => title)).toEqual(["发出满意度调查", "客户给了补充材料"]);
});

test("promises made as the ticket opened stand in its line", () => {
  const lines = told([
    event("ticket_opened", { priority: "P1", category: "aftersale", form: "support" }),
    event("commitment_opened", { kind: "first_response", dueAt: at("10:10"), why: "sla.outage.first_response" }),
    event("commitment_opened", { kind: "plan", dueAt: at("12:00"), why: "sla.P2.plan" }, at("11:00")),
  ]);
  expect(lines.map(({ title, detail }) => [title, detail])).toEqual([
    ["新承诺：plan，12:00 前", null],
    ["登记，定为 P1", "aftersale·support；first_response 10:10"],
  ]);
});

test("a reason stands with what it is the reason of, not as a note of its own", () => {
  const lines = told([
    event("note_added", { noteId: "note-1" }),
    event("reprioritised", { before: "P1", after: "P2", reason: "note-1" }),
    event("note_added", { noteId: "note-2" }),
  ]);
  expect(lines.map(({ title }) => title)).toEqual([`${anEvent.by}写了内部备注`, `${anEvent.by}改优先级：P1 → P2`]);
  expect(lines[1]?.detail).toBe("有备用打印机");
});

test("the next progress promised stands with the one that was told", () => {
  const lines = told([
    event("progress_told", { next: at("12:00") }),
    event("commitment_opened", { kind: "progress_update", dueAt: at("12:00") }),
  ]);
  expect(lines.map(({ detail }) => detail)).toEqual(["下次 12:00 前"]);
});

test("broken and told is marked as told, broken and silent as overdue", () => {
  const broken = (toldBefore: boolean) => told([event("commitment_broken", { kind: "eta", because: "due", toldBefore })])[0];
  expect(broken(true)).toMatchObject({ mark: { state: "told" }, title: "eta失约，已先告知，说好 " });
  expect(broken(false)).toMatchObject({ mark: { state: "overdue" }, title: "eta失约，说好 " });
});

test("an event that came later than this page, and data of any shape, are told without a fault", () => {
  const types = [...Object.keys(HISTORY_ZH).filter((type) => type !== "other"), "something_new"];
  for (const data of [null, "x", 7, [], {}, { kind: 1, scores: "x", before: null, after: "y", reason: {} }])
    for (const sayings of [HISTORY_ZH, HISTORY_EN])
      for (const type of types) {
        const [line] = historyLines([event(type, data)], { sayings, speaker, comma: "; " });
        expect(line?.title).not.toBe("");
        expect(`${line?.title}${line?.detail}`).not.toMatch(/\[object|undefined/);
      }
});

test("every event that the desk writes on a ticket has its words, in both languages", () => {
  const source = "src/domain";
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const code = files.map((name) => readFileSync(join(source, name), "utf8")).join("\n");
  // Those with `null` belong to the conversation, not to a ticket.
  const written = [...code.matchAll(/\.event\(\s*"([a-z_]+)",(?!\s*null)/g)].map(([, type]) => type!);
  expect(written.length).toBeGreaterThan(25);
  for (const type of ["commitment_met", "commitment_broken", "commitment_dropped", ...written]) {
    expect({ [type]: HISTORY_ZH[type] !== undefined }).toEqual({ [type]: true });
    expect({ [type]: HISTORY_EN[type] !== undefined }).toEqual({ [type]: true });
  }
});
