import { heard, INQUIRY, MONDAY_10, OUTAGE } from "../../support/desk-rules.js";
import { DomainDesk } from "../../support/domain-desk.js";

const SURE = { category: 0.95, urgency: 0.9 };
const phone = (value = "+8613800138000") => ({ type: "phone" as const, value, e164: value, from: 0, to: 11 });
const FAULT = heard({
  intent: "demand",
  category: "aftersale",
  form: "support",
  nature: "product",
  confidence: { category: 0.9 },
  keywords: ["打印机"],
});

describe("first contact (service-process 1)", () => {
  test("greets by name with the privacy notice before the first input", () => {
    const desk = new DomainDesk().open();
    expect(desk.log.map((u) => u.say?.key)).toEqual(["greeting.open", "privacy.notice"]);
    expect(desk.world.conversation?.mind.notice).toMatchObject({ version: "d1", locale: "zh-CN" });
    expect(desk.world.customer).toBeNull();
  });

  test("outside service hours says so and when people are back", () => {
    const saturday = Date.parse("2026-11-28T02:00:00Z");
    const desk = new DomainDesk(saturday).open();
    expect(desk.log[0]?.say).toMatchObject({
      key: "greeting.closed",
      params: { back: { time: Date.parse("2026-11-30T01:00:00Z") } },
    });
  });

  test("a second opening says nothing again", () => {
    expect(new DomainDesk().open().open().log).toHaveLength(2);
  });

  test("a message without an opening is greeted all the same, then heard", () => {
    const desk = new DomainDesk().say("系统宕机了客户下不了单", OUTAGE);
    expect(desk.log.map((u) => u.say?.key ?? u.from)).toEqual([
      "greeting.open",
      "privacy.notice",
      "customer",
      "empathy.urgent",
      "confirm.intake_stopped",
    ]);
  });
});

describe("collecting with as little effort as possible", () => {
  test("what the first message says is not asked again: one question before the ticket", () => {
    const desk = new DomainDesk().open().say("我是远航贸易的王芳,电话 138 0013 8000,系统宕机了客户下不了单", OUTAGE);
    expect(desk.answers).toEqual(["empathy.urgent", "confirm.intake_stopped"]);
    expect(desk.log.at(-1)?.say?.params).toMatchObject({
      name: "王芳，远航贸易",
      contact: { contact: "+8613800138000" },
    });
    desk.press("submit");
    expect(desk.answers[0]).toBe("receipt");
    expect(desk.ticket).toMatchObject({
      status: "open",
      priority: "P1",
      category: "aftersale",
      owner: "duty-technical",
      team: "technical",
    });
    expect(desk.world.customer).toMatchObject({
      name: "王芳",
      company: "远航贸易",
      contacts: [{ kind: "phone", value: "+8613800138000", verified: "typed" }],
    });
  });

  test("a bare demand costs name, contact and one confirmation", () => {
    const desk = new DomainDesk().open().say("企业版多少钱", { ...INQUIRY, entities: [] });
    expect(desk.answers).toEqual(["ask.name_contact"]);
    expect(desk.say("王芳", { bareName: "王芳" }).answers).toEqual(["ask.contact"]);
    expect(desk.say("13800138000", { entities: [phone()] }).answers).toEqual(["empathy.plain", "confirm.intake"]);
    // P4 hears of progress before its answer is due: the receipt names the times in their order.
    expect(desk.say("对", { intent: "affirm" }).answers[0]).toBe("receipt.progress_first");
  });

  test("a choice under the greeting is heard as words; only its particulars are asked", () => {
    const desk = new DomainDesk().open().press("quick_presale");
    expect(desk.answers).toEqual(["ask.describe"]);
    expect(desk.say("企业版一年多少钱").answers).toEqual(["ask.name_contact"]);
    expect(desk.world.conversation?.mind.intake?.understood?.category).toBe("presale");
  });

  test("a refused contact is respected and the chat is the way back", () => {
    const desk = new DomainDesk()
      .open()
      .say("企业版多少钱", { ...INQUIRY, entities: [] })
      .say("王芳", { bareName: "王芳" });
    expect(desk.press("skip").answers).toEqual(["contact.refused", "empathy.plain", "confirm.intake"]);
    expect(desk.press("submit").ticket.status).toBe("open");
  });

  test("a second demand asks nothing that the file holds", () => {
    const desk = new DomainDesk().withInquiry();
    desk.act({ do: "resolve", ticketId: desk.ticket.id, summary: "答复", outcome: null, prevention: null, rootCause: null });
    desk.press("accept");
    desk.say("我要开发票", { intent: "demand", category: "insale", confidence: SURE });
    expect(desk.answers).toEqual(["which.same_or_new"]);
    expect(desk.press("new").answers).toEqual(["empathy.plain", "confirm.intake"]);
  });

  test("two demands open two linked tickets, after a confirmation", () => {
    const desk = new DomainDesk().open().say("系统宕机了,另外想约培训", { ...OUTAGE, secondary: [{ category: "value_added" }] });
    expect(desk.answers).toContain("confirm.intake_two");
    desk.press("submit");
    expect(desk.world.tickets.map((t) => [t.category, t.priority])).toEqual([
      ["aftersale", "P1"],
      ["value_added", "P2"],
    ]);
    expect(desk.ticket.linkedTo).toBe(desk.world.tickets[0]?.id);
  });
});

describe("below the threshold the bot asks, it never guesses (service-process 2)", () => {
  test("an unsure category is asked with choices", () => {
    const desk = new DomainDesk().open().say("关于上次说的那个事情想问一下", {
      intent: "demand",
      category: "presale",
      confidence: { category: 0.4 },
      keywords: ["事情"],
    });
    expect(desk.answers).toEqual(["ask.category"]);
    expect(desk.log.at(-1)?.buttons.map((b) => b.choice)).toContain("aftersale");
    expect(desk.press("presale").answers).toEqual(["ask.name_contact"]);
  });

  test("whether business stands still is asked only of a fault that leaves it open", () => {
    const desk = new DomainDesk()
      .open()
      .say("打印机坏了", { ...FAULT, entities: [phone(), { type: "name", value: "王芳", from: 0, to: 2 }] });
    expect(desk.answers).toEqual(["ask.stopped"]);
    desk.press("yes").press("submit");
    expect(desk.ticket.priority).toBe("P1");
  });

  test("not stopped is P3", () => {
    const desk = new DomainDesk()
      .open()
      .say("打印机坏了", { ...FAULT, entities: [phone(), { type: "name", value: "王芳", from: 0, to: 2 }] });
    expect(desk.say("没有", { intent: "deny" }).press("submit").ticket.priority).toBe("P3");
  });

  test("odd answers are asked again kindly twice, then a person answers within 10 minutes", () => {
    const desk = new DomainDesk()
      .open()
      .say("企业版多少钱", { ...INQUIRY, entities: [] })
      .say("王芳", { bareName: "王芳" });
    expect(desk.say("1380013800", { badPhone: "too_short" }).answers).toEqual(["again.contact.too_short"]);
    expect(desk.say("哈哈").answers).toEqual(["again.contact"]);
    expect(desk.say("嘿嘿").answers[0]).toBe("handoff.not_understood");
    expect(desk.ticket.status).toBe("open");
    expect(desk.commitment("first_response")?.dueAt).toBe(MONDAY_10 + 10 * 60_000);
  });
});

describe("answers in any form", () => {
  test("words that stand on a button are that button", () => {
    const desk = new DomainDesk().open().say("系统宕机了", OUTAGE);
    expect(desk.say(" Submit! ").ticket.priority).toBe("P1");
  });

  test.each(["远航贸易 王芳", "Anna Schmidt, Contoso"])("a name as people give it: %s", (name) => {
    const desk = new DomainDesk().open().say("企业版多少钱", { ...INQUIRY, entities: [] });
    expect(desk.say(name, { intent: "chitchat", confidence: { intent: 0.3 } }).answers).toEqual(["ask.contact"]);
    expect(desk.world.conversation?.mind.intake?.name).toBe(name);
  });

  test("a short code is no contact anybody can be called back on", () => {
    const desk = new DomainDesk()
      .open()
      .say("企业版多少钱", { ...INQUIRY, entities: [] })
      .say("王芳", { bareName: "王芳" });
    expect(desk.say("12345", { entities: [{ type: "phone", value: "12345", from: 0, to: 5 }] }).answers).toEqual([
      "again.contact.too_short",
    ]);
  });

  test("'not satisfied' about an open ticket reaches the supervisor at once", () => {
    const desk = new DomainDesk().withOutage().say("很不满意", { intent: "complaint", complaint: true, dissatisfied: true });
    expect(desk.commitment("call")?.alerts.map((a) => a.level)).toEqual(["supervisor"]);
  });
});

describe("at every step", () => {
  const asking = () => new DomainDesk().open().say("企业版多少钱", { ...INQUIRY, entities: [] });

  test("status while registering, then the question again", () => {
    expect(asking().say("进度", { wish: "status" }).answers).toEqual(["status.intake", "ask.name_contact"]);
  });

  test("help, then the question again", () => {
    expect(asking().say("帮助", { wish: "help" }).answers).toEqual(["help", "ask.name_contact"]);
  });

  test("a person at once, with what was said so far, and the contact may be refused", () => {
    const desk = asking().say("转人工", { wish: "human" });
    expect(desk.answers).toEqual(["handoff.promised", "ask.contact_handoff"]);
    expect(desk.ticket.text).toBe("企业版多少钱");
    expect(desk.press("skip").answers).toEqual(["contact.refused"]);
    expect(desk.say("在吗", { intent: "greeting" }).answers).toEqual(["status.ticket"]);
  });

  test("whoever asks for a person before saying why is invited to say it meanwhile", () => {
    expect(new DomainDesk().open().press("human").answers).toEqual(["handoff.promised_first", "ask.contact_handoff"]);
  });

  test("back asks the last question again", () => {
    const desk = asking().say("王芳", { bareName: "王芳" });
    expect(desk.say("返回", { wish: "back" }).answers).toEqual(["ask.name_contact"]);
  });

  test("cancel leaves nothing behind", () => {
    const desk = asking().say("取消", { wish: "cancel" });
    expect(desk.answers).toEqual(["cancel.intake"]);
    expect(desk.world.tickets).toEqual([]);
    expect(desk.world.conversation?.mind.asks).toEqual([]);
  });

  test("a correction in words replaces what was understood", () => {
    const desk = new DomainDesk().open().say("系统宕机了", OUTAGE);
    desk.say("不对,电话是 13900001111", { intent: "deny", entities: [phone("+8613900001111")] });
    expect(desk.answers).toEqual(["corrected", "confirm.intake_stopped"]);
    expect(desk.log.at(-1)?.say?.params["contact"]).toEqual({ contact: "+8613900001111" });
  });

  test("a correction by buttons asks only that question", () => {
    const desk = new DomainDesk().open().say("系统宕机了", OUTAGE).press("edit");
    expect(desk.answers).toEqual(["confirm.what_is_wrong"]);
    expect(desk.press("edit_name").answers).toEqual(["ask.name"]);
    expect(desk.say("李雷", { bareName: "李雷" }).answers).toEqual(["confirm.intake_stopped"]);
  });

  test("the language switches at once and the question comes in it", () => {
    const desk = asking().say("English please", { switchTo: "en" });
    expect(desk.answers).toEqual(["language.switched", "ask.name_contact"]);
    expect(desk.world.conversation?.locale).toBe("en");
  });

  test("an old button answers nothing and the open question is shown again", () => {
    const desk = new DomainDesk().open().say("系统宕机了", OUTAGE).press("submit");
    expect(desk.press("submit").answers).toEqual(["ask_gone"]);
    expect(desk.world.tickets).toHaveLength(1);
  });
});
