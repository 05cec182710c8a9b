import { BLANK, bodyOf, draftOf, fieldOf, missingIn } from "../../../../../src/adapters/desk/browser/pages/ticket/new/form.js";

const CLOCK = { now: Date.parse("2026-11-23T17:00:00.000Z"), zone: "Asia/Shanghai" };

describe("the form", () => {
  const draft = { ...BLANK, phone: " 13800138000 ", text: "打不开了" };

  test("sends what was given and leaves out what was not", () => {
    expect(bodyOf(draft, CLOCK)).toEqual({ channel: "phone", customer: { phone: "13800138000" }, text: "打不开了" });
    const more = { ...draft, category: "aftersale", callDay: "2026-11-24", callTime: "15:30", callWhy: " 回电 " } as const;
    expect(bodyOf(more, CLOCK)).toMatchObject({
      category: "aftersale",
      call: { at: "2026-11-24T07:30:00.000Z", why: "回电" },
    });
  });

  test("takes today for the call's day, as the desk's clock has it", () => {
    expect(bodyOf({ ...draft, callTime: "9：05", callWhy: "回电" }, CLOCK)).toMatchObject({
      call: { at: "2026-11-24T01:05:00.000Z" },
    });
  });

  test("names a file that was chosen in place of what was typed", () => {
    expect(bodyOf({ ...draft, customerId: "c-1" }, CLOCK)).toMatchObject({ customer: { id: "c-1" } });
  });

  test("says what is missing", () => {
    expect(missingIn(BLANK)).toEqual(["customer", "text"]);
    expect(missingIn({ ...draft, text: " \n" })).toEqual(["text"]);
    expect(missingIn({ ...draft, callTime: "15:30" })).toEqual(["callWhy"]);
    expect(missingIn({ ...draft, callWhy: "回电" })).toEqual(["callTime"]);
    expect(missingIn({ ...draft, callTime: "soon", callWhy: "回电" })).toEqual(["callTime"]);
    expect(missingIn({ ...draft, phone: "", customerId: "c-1" })).toEqual([]);
  });

  test("comes back as it was kept; what is of another shape is left out", () => {
    expect(draftOf(JSON.stringify(draft))).toEqual(draft);
    expect(draftOf('{"text":"x","phone":7,"strange":"y"}')).toEqual({ ...BLANK, text: "x" });
    for (const odd of ["", "{", "null", "[]", "7"]) expect(draftOf(odd)).toEqual(BLANK);
  });

  test("puts a refusal beside its field", () => {
    expect(fieldOf({ code: "bad_contact", field: "customer.phone" })).toBe("phone");
    expect(fieldOf({ code: "bad_time", field: "call.at" })).toBe("callTime");
    expect(fieldOf({ code: "which_customer", field: "customer" })).toBe("customerId");
    expect(fieldOf({ code: "invalid_body", fields: [{ field: "customer.email", problem: "…" }] })).toBe("email");
    expect(fieldOf({ code: "away" })).toBeNull();
    expect(fieldOf({ code: "x", field: "elsewhere" })).toBeNull();
  });
});
