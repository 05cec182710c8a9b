import { momentIn, wallIn } from "../../../../../src/adapters/desk/browser/pages/ticket/new/desk-moment.js";
import { BLANK, bodyOf, draftOf, fieldOf, missingIn } from "../../../../../src/adapters/desk/browser/pages/ticket/new/form.js";

describe("a time of the desk's zone", () => {
  const iso = (zone: string, wall: string): string | null => {
    const at = momentIn(zone, wall);
    return at === null ? null : new Date(at).toISOString();
  };

  test("is meant on the desk's clock, whatever this machine's is", () => {
    expect(iso("Asia/Shanghai", "2026-11-23T15:30")).toBe("2026-11-23T07:30:00.000Z");
    expect(iso("America/New_York", "2026-07-01T09:00")).toBe("2026-07-01T13:00:00.000Z");
    expect(iso("Asia/Kathmandu", "2026-11-23T00:00")).toBe("2026-11-22T18:15:00.000Z");
  });

  test("is told where the clock is put forward or back", () => {
    // 2:30 is skipped on 29 March 2026 in Berlin, and comes twice on 25 October.
    expect(iso("Europe/Berlin", "2026-03-29T02:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(iso("Europe/Berlin", "2026-10-25T02:30")).toBe("2026-10-25T00:30:00.000Z");
    expect(iso("Europe/Berlin", "2026-10-25T03:30")).toBe("2026-10-25T02:30:00.000Z");
  });

  test("is none where nothing was given", () => {
    for (const none of ["", "tomorrow", "2026-11-23", "2026-13-40T99:99"]) expect(momentIn("Asia/Shanghai", none)).toBeNull();
  });

  test("comes back as the same wall clock", () => {
    for (const zone of ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"])
      for (const wall of ["2026-11-23T15:30", "2026-06-30T23:59", "2026-01-01T00:00"])
        expect(wallIn(zone, momentIn(zone, wall)!)).toBe(wall);
  });
});

describe("the form", () => {
  const draft = { ...BLANK, phone: " 13800138000 ", text: "打不开了" };

  test("sends what was given and leaves out what was not", () => {
    expect(bodyOf(draft, "Asia/Shanghai")).toEqual({ channel: "phone", customer: { phone: "13800138000" }, text: "打不开了" });
    const more = { ...draft, category: "aftersale", callAt: "2026-11-23T15:30", callWhy: " 回电 " } as const;
    expect(bodyOf(more, "Asia/Shanghai")).toMatchObject({
      category: "aftersale",
      call: { at: "2026-11-23T07:30:00.000Z", why: "回电" },
    });
  });

  test("names a file that was chosen in place of what was typed", () => {
    expect(bodyOf({ ...draft, customerId: "c-1" }, "UTC")).toMatchObject({ customer: { id: "c-1" } });
  });

  test("says what is missing", () => {
    expect(missingIn(BLANK)).toEqual(["customer", "text"]);
    expect(missingIn({ ...draft, text: " \n" })).toEqual(["text"]);
    expect(missingIn({ ...draft, callAt: "2026-11-23T15:30" })).toEqual(["callWhy"]);
    expect(missingIn({ ...draft, callWhy: "回电" })).toEqual(["callAt"]);
    expect(missingIn({ ...draft, phone: "", customerId: "c-1" })).toEqual([]);
  });

  test("comes back as it was kept; what is of another shape is left out", () => {
    expect(draftOf(JSON.stringify(draft))).toEqual(draft);
    expect(draftOf('{"text":"x","phone":7,"strange":"y"}')).toEqual({ ...BLANK, text: "x" });
    for (const odd of ["", "{", "null", "[]", "7"]) expect(draftOf(odd)).toEqual(BLANK);
  });

  test("puts a refusal beside its field", () => {
    expect(fieldOf({ code: "bad_contact", field: "customer.phone" })).toBe("phone");
    expect(fieldOf({ code: "bad_time", field: "call.at" })).toBe("callAt");
    expect(fieldOf({ code: "which_customer", field: "customer" })).toBe("customerId");
    expect(fieldOf({ code: "invalid_body", fields: [{ field: "customer.email", problem: "…" }] })).toBe("email");
    expect(fieldOf({ code: "away" })).toBeNull();
    expect(fieldOf({ code: "x", field: "elsewhere" })).toBeNull();
  });
});
