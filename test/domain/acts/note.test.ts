import { calledIn } from "../../../src/domain/acts/note.js";
import { DomainDesk } from "../../support/domain-desk.js";

const named = (...names: string[]) => names.map((name) => ({ id: `id of ${name}`, name }));
const TEAM = named("李敏", "李敏华", "Ann", "Anna Berg", "O'Hara (night)");

test.each([
  ["@李敏 请看一下", ["李敏"]],
  ["请@李敏看一下", ["李敏"]],
  ["＠李敏，已经改好", ["李敏"]],
  ["@李敏华看一下", ["李敏华"]],
  ["@李敏 @李敏华 @李敏", ["李敏", "李敏华"]],
  ["@Ann, please", ["Ann"]],
  ["@Ann看一下", ["Ann"]],
  ["@Anna Berg!", ["Anna Berg"]],
  ["@Annabel @Ann2", []],
  ["(@O'Hara (night))", ["O'Hara (night)"]],
  ["@ann @李 @ 李敏 李敏", []],
  ["写信给 li@Ann 或 a.b-@李敏", []],
  ["@", []],
  ["", []],
])("%j calls %j", (text, called) => {
  expect(calledIn(text, TEAM).map(({ name }) => name)).toEqual(called);
});

test("each colleague named is told once a note, nobody by own word, and the event holds ids alone", () => {
  const desk = new DomainDesk().withOutage();
  desk.colleagues = [...named("李敏", "陈立"), { id: "agent-1", name: "周晨" }];
  const ticketId = desk.ticket.id;
  const noteOf = (text: string) => desk.act({ do: "note", ticketId, text }, "agent-1") as { noteId: string };
  const told = () => desk.events.filter(({ type }) => type === "mentioned");
  const { noteId } = noteOf("@李敏 @周晨 客户要退款，@李敏 你来定");
  expect(told()).toMatchObject([{ ticketId, by: { kind: "agent", id: "agent-1" }, data: { noteId, to: "id of 李敏" } }]);
  expect(Object.keys(told()[0]!.data)).toEqual(["noteId", "to"]);
  noteOf("李敏说可以");
  expect(told()).toHaveLength(1);
  const again = noteOf("@李敏 @陈立 再看一眼");
  expect(told().map(({ data }) => data)).toEqual([
    { noteId, to: "id of 李敏" },
    { noteId: again.noteId, to: "id of 李敏" },
    { noteId: again.noteId, to: "id of 陈立" },
  ]);
});

test("a reason that names a colleague tells nobody: it is no note", () => {
  const desk = new DomainDesk().withOutage();
  desk.colleagues = named("李敏");
  desk.act({ do: "prioritise", ticketId: desk.ticket.id, reason: "@李敏 说的", to: { priority: "P3" } });
  expect(desk.notes.at(-1)?.text).toBe("@李敏 说的");
  expect(desk.events.filter(({ type }) => type === "mentioned")).toEqual([]);
});
