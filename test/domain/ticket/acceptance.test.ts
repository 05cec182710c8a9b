import { OUTAGE } from "../../support/desk-rules.js";
import { DomainDesk } from "../../support/domain-desk.js";
import { DAY_MS, HOUR_MS } from "../../../src/domain/time.js";

const resolved = (desk: DomainDesk) => {
  desk.act({
    do: "resolve",
    ticketId: desk.ticket.id,
    summary: "扩容",
    outcome: "恢复下单",
    prevention: "告警",
    rootCause: null,
  });
  return desk.seenAll();
};
const local = (at: number) => new Date(at + 8 * HOUR_MS).toISOString().slice(0, 16);

describe("acceptance (service-process 6)", () => {
  test("the result is proposed with its summary; the customer accepts in words", () => {
    const desk = resolved(new DomainDesk().withOutage());
    expect(desk.ticket.status).toBe("resolved");
    expect(desk.log.at(-2)?.say).toMatchObject({ key: "resolution.proposed", params: { summary: "扩容", outcome: "恢复下单" } });
    desk.say("好了", { intent: "affirm" });
    expect(desk.ticket).toMatchObject({ status: "closed", reason: "accepted" });
    expect(desk.commitment("acceptance")?.state).toBe("met");
    expect(desk.commitment("progress_update", "owed")).toBeUndefined();
  });

  test("not accepted reopens with its history and promises the next word", () => {
    const desk = resolved(new DomainDesk().withOutage()).press("not_yet");
    expect(desk.ticket).toMatchObject({ status: "open", reopened: 1 });
    expect(desk.answers).toEqual(["acceptance.refused", "acceptance.why"]);
    expect(desk.commitment("progress_update", "owed")?.dueAt).toBe(desk.now + 2 * HOUR_MS);
    desk.say("还是下不了单", { intent: "demand", category: "aftersale" });
    expect(desk.answers).toEqual(["noted"]);
  });

  test("thanks does not reopen and does not accept", () => {
    const desk = resolved(new DomainDesk().withOutage()).say("谢谢", { intent: "thanks" });
    expect(desk.answers).toEqual(["thanks.reply"]);
    expect(desk.ticket.status).toBe("resolved");
  });

  test("a reminder after 1 working day, closed by silence after 3, counted apart", () => {
    const desk = resolved(new DomainDesk().withOutage());
    desk.until(desk.now + DAY_MS);
    expect(desk.log.at(-1)?.say?.key).toBe("acceptance.reminder");
    desk.after(2 * DAY_MS);
    expect(desk.ticket).toMatchObject({ status: "closed", reason: "silence" });
    expect(desk.commitment("acceptance")?.state).toBe("dropped");
  });

  test("a consultation is accepted by 'did this help?', has a short survey, no plan, no visit", () => {
    const desk = resolved(new DomainDesk().withInquiry());
    expect(desk.log.at(-1)?.say?.key).toBe("resolution.answered");
    desk.press("accept").after(2 * HOUR_MS);
    expect(desk.log.at(-1)?.say?.key).toBe("survey.ask_short");
    expect(desk.commitment("return_visit")).toBeUndefined();
  });

  test("a cancelled demand gets neither survey nor visit", () => {
    const desk = new DomainDesk().withOutage().say("不用了", { wish: "cancel" });
    expect(desk.answers).toEqual(["cancel.ask"]);
    desk.press("cancel_ticket").after(10 * DAY_MS);
    expect(desk.ticket).toMatchObject({ status: "cancelled", reason: "by_customer" });
    expect(desk.commitment("survey")).toBeUndefined();
    expect(desk.world.commitments.every((c) => c.state !== "owed")).toBe(true);
  });

  test("what comes after closing is asked: the same problem or a new one; the same reopens", () => {
    const desk = resolved(new DomainDesk().withOutage()).press("accept");
    desk.say("又宕机了", OUTAGE);
    expect(desk.answers).toEqual(["which.same_or_new"]);
    desk.press("same");
    expect(desk.world.tickets).toHaveLength(1);
    expect(desk.ticket).toMatchObject({ status: "open", reopened: 1 });
  });

  test("replying with the number reopens what was closed, as closing promised", () => {
    const desk = resolved(new DomainDesk().withOutage()).press("accept");
    desk.say("T-000123", { entities: [{ type: "ticket_no", value: "T-000123", from: 0, to: 8 }] });
    expect(desk.answers).toEqual(["acceptance.refused"]);
    expect(desk.ticket.status).toBe("open");
    desk.say("T-000123", { entities: [{ type: "ticket_no", value: "T-000123", from: 0, to: 8 }] });
    expect(desk.answers).toEqual(["status.ticket"]);
  });
});

describe("survey (service-process 6)", () => {
  const asked = () =>
    resolved(new DomainDesk().withOutage())
      .press("accept")
      .after(2 * HOUR_MS);

  test("2 h after closing, moved out of the night", () => {
    const evening = Date.parse("2026-11-23T12:00:00Z"); // 20:00
    const desk = resolved(new DomainDesk(evening).withOutage()).press("accept").after(DAY_MS);
    expect(local(desk.log.find((u) => u.say?.key === "survey.ask")!.at)).toBe("2026-11-24T09:00");
  });

  test("four marks typed at once are one answer, credited to the owner of that time", () => {
    const desk = asked().say("5 5 4 5", { marks: [5, 5, 4, 5] });
    expect(desk.world.surveys[0]).toMatchObject({ state: "answered", assignee: "duty-technical" });
    expect(desk.world.surveys[0]?.answers.at(-1)?.scores).toEqual([5, 5, 4, 5]);
    expect(desk.answers).toEqual(["survey.thanks", "survey.comment"]);
    expect(desk.say("很快").world.surveys[0]?.answers.at(-1)?.comment).toBe("很快");
  });

  test("by buttons, one dimension after the other; a repeated click has no effect", () => {
    const desk = asked().press("5").press("4").press("5").press("4");
    expect(desk.world.surveys[0]?.answers.at(-1)?.scores).toEqual([5, 4, 5, 4]);
    desk.press("1");
    expect(desk.world.surveys[0]?.answers).toHaveLength(1);
  });

  test("a mark of 6 is asked about, the wrong count is explained", () => {
    expect(asked().say("5 5 6 5", { marks: [5, 5, 6, 5] }).answers).toEqual(["survey.out_of_range"]);
    expect(asked().say("5 5", { marks: [5, 5] }).answers).toEqual(["survey.count"]);
  });

  test("the last answer before expiry counts, earlier ones are kept", () => {
    const desk = asked()
      .say("5 5 4 5", { marks: [5, 5, 4, 5] })
      .after(HOUR_MS)
      .say("3 3 3 3", { marks: [3, 3, 3, 3] });
    expect(desk.world.surveys[0]?.answers.map((a) => a.scores)).toEqual([
      [5, 5, 4, 5],
      [3, 3, 3, 3],
    ]);
  });

  test("an overall of 1 or 2 opens a follow-up for the supervisor at once", () => {
    const desk = asked().say("5 5 4 2", { marks: [5, 5, 4, 2] });
    expect(desk.commitment("call")).toMatchObject({ why: "survey.low", state: "owed" });
    expect(desk.commitment("call")?.alerts.map((a) => a.level)).toEqual(["supervisor"]);
    expect(desk.answers[0]).toBe("survey.low");
  });

  test("'not satisfied' in words opens one too", () => {
    const desk = asked();
    desk.say("我很不满意", { intent: "complaint", complaint: true, dissatisfied: true });
    expect(desk.commitment("call")).toMatchObject({ why: "dissatisfied" });
  });

  test("one reminder after 24 h, expires after 7 days, dropped on reopen", () => {
    const desk = asked().after(8 * DAY_MS);
    expect(desk.log.filter((u) => u.say?.key === "survey.reminder")).toHaveLength(1);
    expect(desk.world.surveys[0]?.state).toBe("expired");
    const again = asked().say("又坏了", OUTAGE).press("same");
    expect(again.world.surveys[0]?.state).toBe("dropped");
  });

  test("a visit is owed within 3 working days of closing an after-sale ticket, apart from the survey", () => {
    const desk = resolved(new DomainDesk().withOutage()).press("accept");
    expect(local(desk.commitment("return_visit")!.dueAt)).toBe("2026-11-26T10:00");
    desk.act({ do: "visit", ticketId: desk.ticket.id, text: "客户满意" });
    expect(desk.commitment("return_visit")?.state).toBe("met");
  });
});

describe("takeover is of the conversation (architecture 5)", () => {
  test("of two agents one holds it, the other is told who", () => {
    const desk = new DomainDesk().withOutage();
    expect(desk.act({ do: "takeover" }, "agent-1")).toMatchObject({ ok: true });
    expect(desk.act({ do: "takeover" }, "agent-2")).toEqual({ refused: "taken", holder: "agent-1" });
    expect(desk.act({ do: "reply", text: "x", attachments: [], ticketId: null, force: false }, "agent-2")).toEqual({
      refused: "taken",
      holder: "agent-1",
    });
    expect(desk.act({ do: "handback" }, "agent-2")).toEqual({ refused: "taken", holder: "agent-1" });
  });

  test("the bot is silent but for buttons, status and privacy; what falls due still speaks", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "takeover" });
    expect(desk.say("怎么样了", { intent: "demand" }).answers).toEqual([]);
    expect(desk.say("进度", { wish: "status" }).answers).toEqual(["status.ticket"]);
    desk.after(7 * 60_000);
    expect(desk.log.at(-1)?.say?.key).toBe("hold.first_response");
  });

  test("under takeover the result is accepted in words too, unless the agent has asked something since; closing hands back", () => {
    const held = () => {
      const desk = new DomainDesk().withOutage();
      desk.act({ do: "takeover" });
      desk
        .after(60_000)
        .act({ do: "resolve", ticketId: desk.ticket.id, summary: "x", outcome: null, prevention: null, rootCause: null });
      return desk.after(60_000);
    };
    const accepted = held().say("好了", { intent: "affirm" });
    expect(accepted.ticket.status).toBe("closed");
    expect(accepted.world.conversation?.holder).toBe("bot");
    const asked = held();
    asked.act({ do: "reply", text: "发票收到了吗", attachments: [], ticketId: null, force: false });
    expect(asked.say("收到了", { intent: "affirm" }).ticket.status).toBe("resolved");
  });

  test("30 minutes without a word from the agent alert the supervisor; a word settles it", () => {
    const silent = new DomainDesk().withOutage();
    silent.act({ do: "takeover" });
    silent.say("在吗").after(31 * 60_000);
    expect(silent.commitment("step")?.alerts.map((a) => a.level)).toContain("supervisor");
    const answered = new DomainDesk().withOutage();
    answered.act({ do: "takeover" });
    answered.say("在吗").after(60_000);
    answered.act({ do: "reply", text: "在", attachments: [], ticketId: null, force: false });
    expect(answered.commitment("step")?.state).toBe("met");
  });

  test("a reply names its ticket when several are open", () => {
    const desk = new DomainDesk()
      .open()
      .say("两件事", { ...OUTAGE, secondary: [{ category: "value_added" }] })
      .press("submit");
    const ids = desk.world.tickets.map((t) => t.id);
    expect(desk.act({ do: "reply", text: "x", attachments: [], ticketId: null, force: false })).toEqual({
      refused: "which_ticket",
      ticketIds: ids,
    });
    expect(desk.act({ do: "reply", text: "x", attachments: [], ticketId: ids[1]!, force: false })).toMatchObject({ ok: true });
    expect(desk.world.commitments.filter((c) => c.kind === "first_response" && c.saidAt !== null).map((c) => c.ticketId)).toEqual(
      [ids[1]],
    );
  });

  test("a note never enters the public sequence", () => {
    const desk = new DomainDesk().withOutage();
    const seq = desk.world.conversation!.seq;
    desk.act({ do: "note", ticketId: desk.ticket.id, text: "客户很急" });
    expect(desk.world.conversation?.seq).toBe(seq);
    expect(desk.notes.at(-1)?.text).toBe("客户很急");
  });

  test("events hold no names, contacts or free text", () => {
    const desk = resolved(new DomainDesk().withOutage())
      .press("accept")
      .after(2 * HOUR_MS)
      .say("1 1 1 1", { marks: [1, 1, 1, 1] });
    const data = JSON.stringify(desk.events);
    for (const personal of ["王芳", "远航", "13800138000", "宕机", "扩容"]) expect(data).not.toContain(personal);
  });
});
