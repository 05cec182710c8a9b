import { evidenceOf } from "../../../../../src/adapters/desk/browser/pages/side/evidence.js";
import { linksOf } from "../../../../../src/adapters/desk/browser/pages/side/links-of.js";
import { callAt, meant, withName } from "../../../../../src/adapters/desk/browser/pages/side/note/mention.js";

describe("evidence", () => {
  test("stands under the field it speaks for, each word once, with how sure it is", () => {
    const evidence = [
      { field: "category", kind: "word", text: "坏了" },
      { field: "category", kind: "word", text: "坏了" },
      { field: "complaint", kind: "word", text: "我要投诉" },
      { field: "urgency", kind: "rule", text: "aftersale" },
      { field: "intent", kind: "word", text: "我要投诉" },
    ];
    expect(evidenceOf({ evidence, confidence: { category: 0.97, urgency: 0 } })).toEqual([
      { field: "category", words: ["坏了"], rules: [], sure: 0.97 },
      { field: "form", words: ["我要投诉"], rules: [], sure: null },
      { field: "urgency", words: [], rules: ["aftersale"], sure: null },
    ]);
  });

  test("what is not as expected is left out", () => {
    for (const odd of [null, undefined, "x", 7, [], {}, { evidence: "x" }, { evidence: [null, 1, { field: 1 }] }])
      expect(evidenceOf(odd)).toEqual([]);
  });
});

describe("links", () => {
  const linked = (to: string, as: string) => ({ type: "linked", data: { to, as } });

  test("each once, as it was said last, the newest first", () => {
    const events = [linked("a", "related"), linked("b", "duplicate"), linked("a", "same_cause")];
    expect(linksOf({ linkedTo: "a" }, events)).toEqual([
      { to: "a", as: "same_cause" },
      { to: "b", as: "duplicate" },
    ]);
  });

  test("a ticket that came out of another has no link in its history", () => {
    expect(linksOf({ linkedTo: "a" }, [{ type: "ticket_opened", data: {} }])).toEqual([{ to: "a", as: null }]);
    expect(linksOf({ linkedTo: null }, [])).toEqual([]);
  });
});

describe("calling a colleague", () => {
  const call = (text: string) => callAt(text, text.length);

  test("begins with an @ and goes on to the caret", () => {
    expect(call("请@")).toEqual({ at: 1, typed: "" });
    expect(call("@陈")).toEqual({ at: 0, typed: "陈" });
    expect(callAt("请@陈立看", 3)).toEqual({ at: 1, typed: "陈" });
  });

  test("ends with a space; an address is none", () => {
    for (const none of ["请看", "@陈立 ", "li@desk", "mail li.min@desk.example"]) expect(call(none)).toBeNull();
  });

  test("is replaced by the whole name with one space behind it", () => {
    expect(withName("请@陈 看", { at: 1, typed: "陈" }, "陈立")).toEqual({ text: "请@陈立 看", caret: 5 });
    expect(withName("@c", { at: 0, typed: "c" }, "Chen Li")).toEqual({ text: "@Chen Li ", caret: 9 });
  });

  test("offers names that begin so before those that hold it", () => {
    expect(meant(["Ann Li", "Li Min", "Zhou"], "li")).toEqual(["Li Min", "Ann Li"]);
    expect(meant(["李敏", "陈立"], "")).toEqual(["李敏", "陈立"]);
  });
});
