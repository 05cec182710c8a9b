import fc from "fast-check";
import { firstAsk } from "../../../../../src/adapters/desk/browser/pages/conversation/reply/asks.js";
import { sizeOf } from "../../../../../src/adapters/desk/browser/pages/conversation/reply/files/size.js";
import {
  daysFrom,
  fieldOf,
  momentOf,
  timeOf,
} from "../../../../../src/adapters/desk/browser/pages/conversation/reply/time/zoned.js";

const plain = { text: "查到了", openTickets: ["t1"], ticketId: "t1", holder: null, writing: [], colleagues: ["陈立", "周晨"] };

test("an ordinary reply is asked nothing", () => {
  expect(firstAsk(plain, [])).toBeNull();
  expect(firstAsk({ ...plain, text: "写到 li@desk.example", openTickets: ["t1", "t2"] }, [])).toBeNull();
});

test("each thing is asked once, in its order, and the answer stands", () => {
  const all = { ...plain, text: "@陈立 看一下", openTickets: ["t1", "t2"], ticketId: null, holder: "周晨", writing: ["周晨"] };
  expect(firstAsk(all, [])).toEqual({ ask: "which_ticket" });
  expect(firstAsk({ ...all, ticketId: "t2" }, [])).toEqual({ ask: "held_by", name: "周晨" });
  expect(firstAsk({ ...all, ticketId: "t2" }, ["held_by"])).toEqual({ ask: "writing", name: "周晨" });
  expect(firstAsk({ ...all, ticketId: "t2" }, ["held_by", "writing"])).toEqual({ ask: "to_colleague", name: "陈立" });
  expect(firstAsk({ ...all, ticketId: "t2" }, ["held_by", "writing", "to_colleague"])).toBeNull();
});

test("a full-width @ calls a colleague too", () => {
  expect(firstAsk({ ...plain, text: "＠周晨 帮忙" }, [])).toEqual({ ask: "to_colleague", name: "周晨" });
});

test.each(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "UTC"])("a time picked in %s is the moment it shows", (zone) => {
  fc.assert(
    fc.property(fc.integer({ min: Date.parse("2026-01-01T00:00:00Z"), max: Date.parse("2028-01-01T00:00:00Z") }), (ms) => {
      const field = fieldOf(ms, zone);
      const moment = momentOf(field, zone);
      expect(moment).not.toBeNull();
      expect(fieldOf(moment ?? 0, zone)).toBe(field);
    }),
    { seed: 20261123 },
  );
});

test("times by name", () => {
  expect(fieldOf(Date.parse("2026-11-23T02:00:00Z"), "Asia/Shanghai")).toBe("2026-11-23T10:00");
  expect(momentOf("2026-11-23T10:00", "Asia/Shanghai")).toBe(Date.parse("2026-11-23T02:00:00Z"));
  expect(["", "2026-11-23", "soon", "2026-13-40T10:00"].map((field) => momentOf(field, "UTC"))).toEqual([null, null, null, null]);
});

test("sizes as people say them", () =>
  expect([500, 320_400, 3_840_000, 38_000_000].map(sizeOf)).toEqual(["500 B", "320 KB", "3.8 MB", "38 MB"]));

test("a time of day as people type it", () => {
  expect(["15:00", "1500", "9:05", "15：30", "15", "24:00", "12:60", "soon", ""].map(timeOf)).toEqual([
    "15:00",
    "15:00",
    "09:05",
    "15:30",
    "15:00",
    null,
    null,
    null,
    null,
  ]);
});

test("the days ahead, also over the night in which the clock changes", () => {
  const days = daysFrom(Date.parse("2026-10-24T21:30:00Z"), "Europe/Berlin", 3);
  expect(days.map(({ day }) => day)).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
});
