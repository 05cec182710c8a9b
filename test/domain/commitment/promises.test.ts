import { isOverdue, nextAt } from "../../../src/domain/commitment/commitment.js";
import { heard, INQUIRY, MONDAY_10, OUTAGE } from "../../support/desk-rules.js";
import { DomainDesk } from "../../support/domain-desk.js";
import { HOUR_MS, MINUTE_MS } from "../../../src/domain/time.js";

const at = (iso: string): number => Date.parse(iso);

describe("clocks of a new ticket (service-process 3)", () => {
  test("an outage is answered within 10 minutes and told of every 2 hours", () => {
    const desk = new DomainDesk().withOutage();
    expect(desk.commitment("first_response")).toMatchObject({
      dueAt: MONDAY_10 + 10 * MINUTE_MS,
      why: "sla.outage.first_response",
    });
    expect(desk.commitment("progress_update")).toMatchObject({ dueAt: MONDAY_10 + 2 * HOUR_MS, why: "cadence.P1" });
  });

  test("P3 is answered within 2 h of service time, over lunch and the night", () => {
    const friday17 = at("2026-11-27T09:00:00Z");
    const desk = new DomainDesk(friday17).open().say("发票抬头错了", { ...INQUIRY, category: "insale", form: "support" });
    desk.press("submit");
    expect(desk.ticket.priority).toBe("P3");
    expect(desk.commitment("first_response")?.dueAt).toBe(at("2026-11-30T02:00:00Z"));
  });

  test("P2 owes a plan beside the first response", () => {
    const desk = new DomainDesk()
      .open()
      .say("想定制一个报表", { ...INQUIRY, category: "value_added" })
      .press("submit");
    expect(desk.ticket.priority).toBe("P2");
    expect(desk.commitment("plan")).toMatchObject({ dueAt: MONDAY_10 + 24 * HOUR_MS, state: "owed" });
  });

  test("P4 is answered within 48 h on the clock", () => {
    expect(new DomainDesk().withInquiry().commitment("first_response")?.dueAt).toBe(MONDAY_10 + 48 * HOUR_MS);
  });

  test("a complaint owes investigation and solution; of two first-response clocks the earlier holds", () => {
    const complaint = heard({
      intent: "complaint",
      complaint: true,
      category: "aftersale",
      form: "complaint",
      confidence: { category: 0.9, urgency: 0.9 },
      entities: INQUIRY.entities,
    });
    const saturday = at("2026-11-28T02:00:00Z");
    const desk = new DomainDesk(saturday).open().say("你们太差了", complaint).press("submit");
    expect(desk.ticket).toMatchObject({ priority: "P3", rank: 2 });
    expect(desk.commitment("first_response")).toMatchObject({
      dueAt: saturday + 24 * HOUR_MS,
      why: "sla.complaint.first_response",
    });
    expect(desk.commitment("investigation")?.dueAt).toBe(saturday + 48 * HOUR_MS);
    expect(desk.commitment("solution")?.dueAt).toBe(saturday + 96 * HOUR_MS);
  });

  test("an update of P2 to P4 that would fall in the customer's night is owed before the night", () => {
    const evening = at("2026-11-23T14:00:00Z"); // 22:00 in Shanghai
    const desk = new DomainDesk(evening).open().say("企业版多少钱", INQUIRY).press("submit");
    expect(desk.commitment("progress_update")?.dueAt).toBe(at("2026-11-24T13:00:00Z"));
  });
});

describe("told before it bites (service-process 4)", () => {
  test("the owner is warned at 75 %, always before the customer is told", () => {
    const desk = new DomainDesk().withOutage().after(7 * MINUTE_MS);
    const types = desk.events.map((e) => e.type);
    expect(types.indexOf("owner_warned")).toBeLessThan(types.indexOf("held_by_bot"));
    expect(types).toContain("owner_warned");
  });

  test("an unanswered outage is told at least 3 minutes before the due, with the next time, and the supervisor hears of it", () => {
    const desk = new DomainDesk().withOutage().after(7 * MINUTE_MS - 1);
    expect(desk.keysSince(MONDAY_10 + 1)).toEqual([]);
    desk.after(1);
    const hold = desk.log.at(-1)!;
    expect(hold.say?.key).toBe("hold.first_response");
    expect(hold.say?.params["next"]).toEqual({ time: desk.commitment("progress_update", "owed")?.dueAt });
    expect(desk.commitment("first_response")).toMatchObject({ state: "owed", toldBefore: true, heldByBot: true });
    expect(desk.commitment("first_response")?.alerts).toEqual([{ level: "supervisor", at: desk.now, to: "supervisor" }]);
  });

  test("nobody is told that somebody is still on it before anybody answered", () => {
    const desk = new DomainDesk().withOutage().after(2 * HOUR_MS, true);
    expect(desk.log.map((u) => u.say?.key)).toContain("hold.unanswered");
    expect(desk.log.map((u) => u.say?.key)).not.toContain("hold.progress");
  });

  test("a delay of P2 to P4 that can wait is told after the night, still in time", () => {
    const desk = new DomainDesk().withInquiry();
    desk.act({ do: "reply", text: "企业版每年两万", attachments: [], ticketId: null, force: false });
    desk.seenAll().until(MONDAY_10 + 24 * HOUR_MS, true);
    expect(desk.log.find((u) => u.say?.key === "hold.progress")?.at).toBe(Date.parse("2026-11-24T01:00:00Z"));
  });

  test("a handoff's 10 minutes are not held almost as they begin", () => {
    const desk = new DomainDesk()
      .open()
      .say("转人工", { wish: "human" })
      .after(6 * MINUTE_MS);
    expect(desk.events.map((e) => e.type)).not.toContain("held_by_bot");
    expect(desk.after(MINUTE_MS).events.map((e) => e.type)).toContain("held_by_bot");
  });

  test("held is never kept: at the due it is broken, told before, and each level hears once", () => {
    const desk = new DomainDesk().withOutage().after(3 * HOUR_MS);
    const response = desk.commitment("first_response")!;
    expect(response).toMatchObject({ state: "broken", toldBefore: true, heldByBot: true });
    expect(response.alerts.map((a) => a.level)).toEqual(["supervisor", "owner", "manager"]);
  });

  test("a silent cadence is held before its due, closed as broken and promised anew; silence never", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "reply", text: "在看", attachments: [], ticketId: null, force: false });
    desk.seenAll().after(2 * HOUR_MS - 12 * MINUTE_MS, true);
    const held = desk.commitment("progress_update", "broken")!;
    expect(desk.log.at(-1)?.say?.key).toBe("hold.progress");
    expect(held).toMatchObject({ toldBefore: true, heldByBot: true, state: "broken" });
    expect(desk.commitment("progress_update", "owed")?.dueAt).toBe(desk.now + 2 * HOUR_MS);
    desk.after(12 * HOUR_MS, true);
    expect(desk.world.commitments.filter((c) => c.kind === "progress_update" && c.state === "broken").length).toBeGreaterThan(5);
    expect(desk.commitment("progress_update", "owed")).toBeDefined();
  });

  test("after down-time over the due the truth is told late and not counted as told before", () => {
    const desk = new DomainDesk().withOutage();
    desk.now += 5 * HOUR_MS;
    desk.run({ kind: "due" });
    expect(desk.commitment("first_response")).toMatchObject({ state: "broken", toldBefore: false, late: true });
    expect(desk.keysSince(desk.now)).toContain("hold.late");
  });
});

describe("told means seen (architecture 4)", () => {
  test("an answer is met as of when it was said, once it was seen", () => {
    const desk = new DomainDesk().withOutage().after(5 * MINUTE_MS);
    desk.act({ do: "reply", text: "我是李敏，正在看", attachments: [], ticketId: null, force: false });
    expect(desk.commitment("first_response")).toMatchObject({ state: "owed", saidAt: desk.now });
    desk.after(8 * MINUTE_MS).seenAll();
    expect(desk.commitment("first_response")).toMatchObject({ state: "met", endedAt: MONDAY_10 + 5 * MINUTE_MS });
  });

  test("said in time but unseen neither breaks nor calls for a holding message; a call is owed", () => {
    const desk = new DomainDesk().withOutage().after(5 * MINUTE_MS);
    desk.act({ do: "reply", text: "正在看", attachments: [], ticketId: null, force: false });
    desk.after(11 * MINUTE_MS);
    expect(desk.commitment("first_response")?.state).toBe("owed");
    expect(desk.keysSince(MONDAY_10 + 6 * MINUTE_MS)).toEqual([]);
    expect(desk.commitment("call")).toMatchObject({ state: "owed", why: "unseen", dueAt: MONDAY_10 + 45 * MINUTE_MS });
  });

  test("who reads it after all needs no call; a call made settles what it told", () => {
    const unseen = () => {
      const desk = new DomainDesk().withOutage();
      desk.act({ do: "reply", text: "正在看", attachments: [], ticketId: null, force: false });
      return desk.after(11 * MINUTE_MS);
    };
    expect(unseen().seenAll().commitment("call")?.state).toBe("dropped");
    const called = unseen();
    called.act({ do: "settle", commitmentId: called.commitment("call")!.id, text: "电话里说了" });
    expect(called.commitment("call")?.state).toBe("met");
    expect(called.commitment("first_response")?.state).toBe("met");
  });

  test("a call that nobody made stays overdue past all alerts, and is done late by whoever makes it", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "reply", text: "正在看", attachments: [], ticketId: null, force: false });
    desk.after(11 * MINUTE_MS).after(24 * HOUR_MS);
    const call = desk.commitment("call")!;
    expect([call.state, isOverdue(call), nextAt(call)! > desk.now]).toEqual(["broken", true, true]);
    const made = { do: "settle", commitmentId: call.id, text: "打通了，说清楚了" } as const;
    expect(desk.act(made)).toMatchObject({ ok: true });
    expect([desk.commitment("call")!.state, isOverdue(desk.commitment("call")!), nextAt(desk.commitment("call")!)]).toEqual([
      ...["broken", false, null],
    ]);
    expect(desk.act(made)).toEqual({ refused: "already_settled" });
  });

  test("a first response given after its due and every alert is no longer overdue, and never kept", () => {
    const desk = new DomainDesk().withOutage().after(24 * HOUR_MS);
    expect(isOverdue(desk.commitment("first_response")!)).toBe(true);
    desk.act({ do: "reply", text: "正在看", attachments: [], ticketId: null, force: false });
    expect([desk.commitment("first_response")!.state, isOverdue(desk.commitment("first_response")!)]).toEqual(["broken", false]);
  });

  test("a progress update settles the cadence and promises the next by the time named", () => {
    const desk = new DomainDesk().withOutage();
    const next = desk.now + HOUR_MS;
    expect(desk.act({ do: "update", ticketId: desk.ticket.id, text: "找到了原因", nextUpdateAt: next })).toMatchObject({
      ok: true,
    });
    desk.seenAll();
    expect(desk.commitment("progress_update", "met")).toBeDefined();
    expect(desk.commitment("first_response")?.state).toBe("met");
    expect(desk.commitment("progress_update", "owed")?.dueAt).toBe(next);
    expect(desk.log.at(-1)?.say).toEqual({ key: "progress.next", params: { next: { time: next } } });
  });

  test("a reply never settles a progress update", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "reply", text: "在看", attachments: [], ticketId: null, force: false });
    desk.seenAll();
    expect(desk.commitment("progress_update")).toMatchObject({ state: "owed", saidAt: null });
  });

  test("a next update in the past or later than the cadence is refused", () => {
    const desk = new DomainDesk().withOutage();
    const update = (nextUpdateAt: number) => desk.act({ do: "update", ticketId: desk.ticket.id, text: "x", nextUpdateAt });
    expect(update(desk.now)).toEqual({ refused: "bad_time", why: "past" });
    expect(update(desk.now + 3 * HOUR_MS)).toEqual({ refused: "bad_time", why: "too_far" });
  });
});

describe("priority changed by an agent, with a reason", () => {
  test("clocks are recomputed from the original start; what is past due fires at once, marked", () => {
    const desk = new DomainDesk().withInquiry().after(3 * HOUR_MS);
    desk.act({ do: "prioritise", ticketId: desk.ticket.id, to: { priority: "P1" }, reason: "整个门店停了" });
    const response = desk.commitment("first_response")!;
    expect(response).toMatchObject({ dueAt: MONDAY_10 + 30 * MINUTE_MS, byReprioritising: true });
    desk.run({ kind: "due" });
    expect(desk.commitment("first_response")).toMatchObject({ state: "broken", byReprioritising: true, toldBefore: false });
    expect(desk.keysSince(desk.now)).not.toContain("hold.first_response");
  });

  test("what was met stays met", () => {
    const desk = new DomainDesk().withInquiry();
    desk.act({ do: "reply", text: "企业版每年两万", attachments: [], ticketId: null, force: false });
    desk.seenAll().after(3 * HOUR_MS);
    desk.act({ do: "prioritise", ticketId: desk.ticket.id, to: { urgency: "high", importance: "high" }, reason: "急" });
    expect(desk.ticket.priority).toBe("P1");
    expect(desk.commitment("first_response")?.state).toBe("met");
  });

  test("the reason is kept as a note, not in the event", () => {
    const desk = new DomainDesk().withInquiry();
    desk.act({ do: "prioritise", ticketId: desk.ticket.id, to: { priority: "P2" }, reason: "长期合作" });
    expect(desk.notes.at(-1)?.text).toBe("长期合作");
    expect(JSON.stringify(desk.events)).not.toContain("长期合作");
    expect(desk.commitment("plan")).toMatchObject({ state: "owed", dueAt: MONDAY_10 + 24 * HOUR_MS });
  });
});

describe("waiting for the customer (service-process 0)", () => {
  test("pauses investigation and solution, never the first response; the answer resumes them", () => {
    const complaint = heard({
      ...OUTAGE,
      intent: "complaint",
      complaint: true,
      form: "complaint",
      outage: false,
      entities: INQUIRY.entities,
    });
    const desk = new DomainDesk().open().say("坏了三次了", complaint).press("submit").seenAll();
    desk.act({ do: "evidence", ticketId: desk.ticket.id, ask: "请拍一张照片" });
    expect(desk.ticket.status).toBe("waiting");
    expect(desk.commitment("investigation")?.state).toBe("paused");
    desk
      .seenAll()
      .after(5 * HOUR_MS, true)
      .say("照片在这里");
    expect(desk.ticket.status).toBe("open");
    expect(desk.commitment("investigation")).toMatchObject({ state: "owed", dueAt: MONDAY_10 + 53 * HOUR_MS });
  });

  test("the cadence becomes at most two reminders", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "evidence", ticketId: desk.ticket.id, ask: "请发一份日志" });
    desk.seenAll().after(24 * HOUR_MS, true);
    expect(desk.log.filter((u) => u.say?.key === "waiting.for_you")).toHaveLength(2);
    expect(desk.commitment("progress_update", "owed")).toBeUndefined();
  });
});
