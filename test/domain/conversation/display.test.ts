import { heard, MONDAY_10, OUTAGE } from "../../support/desk-rules.js";
import { DomainDesk } from "../../support/domain-desk.js";

const SURE = { category: 0.95, urgency: 0.9 };
const PHONE = { type: "phone" as const, value: "+8613800138000", e164: "+8613800138000", from: 0, to: 11 };
const FAULT = heard({
  intent: "demand",
  category: "aftersale",
  form: "support",
  confidence: SURE,
  urgency: "high",
  stopped: null,
} as never);
const MINUTE = 60_000;

const cards = (desk: DomainDesk) => desk.log.flatMap(({ display }) => (display.card ? [display.card] : []));
const lastOwed = (desk: DomainDesk) => desk.log.findLast(({ display }) => display.owed !== undefined)?.display.owed;

describe("name and contact are one step", () => {
  const asked = () =>
    new DomainDesk()
      .open()
      .say("打印机坏了，今天就要用", { ...FAULT, evidence: [{ field: "urgency", kind: "word", text: "今天就要用" }] });

  test("a form of both, once, where neither is known", () => {
    expect(asked().answers).toEqual(["ask.name_contact"]);
    expect(cards(asked()).map(({ kind, fields }) => [kind, fields.map(({ id }) => id)])).toEqual([
      ["contact", ["name", "contact"]],
    ]);
  });

  test("filled in, the next thing said is 'is this right?'", () => {
    const desk = asked().fill({ name: "王芳", contact: "13800138000" }, { entities: [PHONE] });
    expect(desk.answers.at(-1)).toBe("confirm.intake");
    expect(desk.log.at(-1)?.say?.params).toMatchObject({ name: "王芳", contact: { contact: "+8613800138000" } });
    expect(desk.log.at(-1)?.display.card).toMatchObject({ kind: "choices" });
  });

  test("a contact left empty is one not given, and nothing more is asked", () => {
    expect(asked().fill({ name: "王芳" }).answers.at(-1)).toBe("confirm.intake");
  });

  test("a bad number is named and asked again, alone; the name is kept", () => {
    const desk = asked().fill({ name: "王芳", contact: "1380013800" }, { badPhone: "too_short" });
    expect(desk.answers).toEqual(["again.contact.too_short"]);
    expect(
      cards(desk)
        .at(-1)
        ?.fields.map(({ id }) => id),
    ).toEqual(["contact"]);
    expect(desk.fill({ contact: "13800138000" }, { entities: [PHONE] }).log.at(-1)?.say?.params).toMatchObject({ name: "王芳" });
  });

  test("words instead of a number are asked again, not taken for one", () => {
    expect(asked().fill({ name: "王芳", contact: "没有" }).answers).toEqual(["again.contact"]);
  });

  test("typed words answer as before: the name, then the contact", () => {
    const desk = asked().say("王芳", { bareName: "王芳" });
    expect(desk.answers).toEqual(["ask.contact"]);
    expect(desk.say("不想留", { wish: "skip" }).answers).toContain("confirm.intake");
  });

  test("'skip' leaves out the contact, never the name", () => {
    expect(asked().say("跳过", { wish: "skip" }).answers).toEqual(["contact.refused", "ask.name"]);
  });

  test("an old form, sent again, changes nothing", () => {
    const desk = asked().fill({ name: "王芳" });
    const before = desk.log.length;
    desk.run({
      ...{ kind: "said", opening: desk.opening, text: "李四", heard: heard(), attachments: [], clientKey: null },
      button: { askId: "id-gone", choice: "form" },
      form: { name: "李四" },
    });
    expect(desk.log.slice(before).map(({ say, from }) => say?.key ?? from)).toEqual(["customer", "ask_gone", "confirm.intake"]);
    expect(desk.world.conversation?.mind.intake?.name).toBe("王芳");
  });
});

describe("what is owed is told along", () => {
  test("the receipt says the first answer, and an update the next one", () => {
    const desk = new DomainDesk().withOutage();
    expect(lastOwed(desk)).toEqual({
      number: "T-000123",
      kind: "first_response",
      what: "owed.first_response",
      by: MONDAY_10 + 10 * MINUTE,
    });
    desk.act({ do: "reply", text: "在看了", attachments: [], ticketId: null, force: false });
    desk.seenAll();
    desk.act({ do: "update", ticketId: desk.ticket.id, text: "定位到了", nextUpdateAt: MONDAY_10 + 60 * MINUTE });
    expect(lastOwed(desk)).toMatchObject({ what: "owed.progress_update", by: MONDAY_10 + 60 * MINUTE });
  });

  test("a proposed result awaits the customer's word, and nothing is owed before anything is", () => {
    expect(lastOwed(new DomainDesk().open())).toBeNull();
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "resolve", ticketId: desk.ticket.id, summary: "扩容", outcome: null, prevention: null, rootCause: null });
    expect(lastOwed(desk)).toMatchObject({ what: "owed.acceptance" });
  });

  test("only the desk's last words carry it", () => {
    const desk = new DomainDesk().withOutage();
    expect(desk.log.filter(({ display }) => display.owed !== undefined).every(({ from }) => from !== "customer")).toBe(true);
  });

  test("the receipt and the status show where the ticket stands", () => {
    const desk = new DomainDesk().withOutage();
    const stages = () =>
      desk.log.flatMap(({ display }) => (display.ticket ? [[display.ticket.status, display.ticket.stage]] : []));
    expect(stages()).toEqual([["open", 1]]);
    desk.act({ do: "reply", text: "在看了", attachments: [], ticketId: null, force: false });
    desk.seenAll().say("进度", { wish: "status" });
    expect(stages().at(-1)).toEqual(["open", 2]);
  });
});

describe("which asks are answered is told along", () => {
  test("by a press, in words, or because the desk went on", () => {
    const pressed = new DomainDesk().open().say("系统宕机了", OUTAGE);
    const confirm = cards(pressed).at(-1)!.askId;
    const closed = (desk: DomainDesk) => desk.log.flatMap(({ display }) => display.closed ?? []);
    expect(closed(pressed)).not.toContain(confirm);
    expect(closed(pressed.press("submit"))).toContain(confirm);
    const typed = new DomainDesk().open().say("系统宕机了", OUTAGE);
    expect(closed(typed.say("对", { intent: "affirm" }))).toContain(cards(typed).at(-1)!.askId);
  });
});

describe("the survey as a form (service-process 6)", () => {
  const asked = () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "resolve", ticketId: desk.ticket.id, summary: "扩容", outcome: null, prevention: null, rootCause: null });
    return desk
      .seenAll()
      .press("accept")
      .after(3 * 60 * MINUTE, true);
  };
  const marks = { speed: "5", resolution: "5", attitude: "4", overall: "5" };

  test("four stars and a word at once: one step, nothing asked after it", () => {
    const desk = asked();
    expect(desk.log.at(-1)?.say?.key).toBe("survey.ask");
    expect(cards(desk).at(-1)).toMatchObject({ kind: "survey" });
    expect(desk.fill({ ...marks, comment: "快" }).answers).toEqual(["survey.thanks"]);
    expect(desk.world.surveys[0]?.answers).toMatchObject([{ scores: [5, 5, 4, 5], comment: "快" }]);
  });

  test("the same form again has no effect; another is the answer that counts", () => {
    const desk = asked().fill(marks).fill(marks);
    expect(desk.world.surveys[0]?.answers).toHaveLength(1);
    expect(desk.fill({ ...marks, overall: "3" }).world.surveys[0]?.answers.map(({ scores }) => scores.at(-1))).toEqual([5, 3]);
  });

  test.each([{ ...marks, overall: "6" }, { ...marks, speed: "" }, { speed: "5" }, { ...marks, speed: "many" }])(
    "marks that are none are said kindly and kept out: %j",
    (form) => {
      const desk = asked().fill(form);
      expect(desk.answers).toEqual(["survey.count"]);
      expect(desk.world.surveys[0]?.answers).toEqual([]);
    },
  );
});

describe("files", () => {
  test("a file without a word: its matter is asked, and it is kept", () => {
    const desk = new DomainDesk().open().send("报错.png");
    expect(desk.answers).toEqual(["file.tell"]);
    expect(desk.log.find(({ from }) => from === "customer")?.attachments).toMatchObject([{ name: "报错.png" }]);
  });

  test("while a demand is being registered the question comes again", () => {
    const desk = new DomainDesk().open().say("打印机坏了，今天就要用", FAULT).send("照片.png");
    expect(desk.answers).toEqual(["file.with_intake", "ask.name_contact"]);
  });

  test("what the agent asked for: the ticket goes on", () => {
    const desk = new DomainDesk().withOutage();
    desk.act({ do: "evidence", ticketId: desk.ticket.id, ask: "报错截图" });
    expect(desk.ticket.status).toBe("waiting");
    expect(desk.send("报错.png").ticket.status).toBe("open");
  });

  test("with words it is a message like any other", () => {
    expect(new DomainDesk().open().send("报错.png", "系统宕机了客户下不了单", OUTAGE).answers).toEqual([
      "empathy.urgent",
      "confirm.intake_stopped",
    ]);
  });
});

describe("a customer the site vouches for (service-process 1)", () => {
  const profile = { name: "王芳", company: "远航贸易", email: "wf@example.com", phone: "+8613800138000" };

  test("is greeted by name and asked for nothing the site has said", () => {
    const desk = new DomainDesk();
    desk.opening.profile = profile;
    desk.open();
    expect(desk.log[0]?.say).toMatchObject({ key: "greeting.known", params: { name: "王芳" } });
    expect(desk.world.customer).toMatchObject({ name: "王芳", contacts: [{ verified: "site" }, { verified: "site" }] });
    expect(desk.say("系统宕机了", OUTAGE).answers.at(-1)).toBe("confirm.intake_stopped");
    expect(desk.log.at(-1)?.say?.params).toMatchObject({ name: "王芳，远航贸易", contact: { contact: "+8613800138000" } });
  });

  test("the same profile again changes nothing; a new number is put first", () => {
    const desk = new DomainDesk();
    desk.opening.profile = profile;
    desk.open();
    const events = desk.events.length;
    expect(desk.open().events).toHaveLength(events);
    desk.opening.profile = { ...profile, phone: "+8613900139000" };
    desk.open();
    expect(desk.world.customer?.contacts.map(({ value }) => value)).toEqual([
      "+8613900139000",
      "wf@example.com",
      "+8613800138000",
    ]);
  });
});

test("status after closing tells of the visit that is still owed", () => {
  const desk = new DomainDesk().withOutage();
  desk.act({ do: "resolve", ticketId: desk.ticket.id, summary: "扩容", outcome: null, prevention: null, rootCause: null });
  desk.seenAll().press("accept").say("进度", { wish: "status" });
  expect(desk.answers).toEqual(["status.ticket"]);
  expect(lastOwed(desk)).toMatchObject({ what: "owed.return_visit" });
});

test("outside service hours a known customer is greeted by name too", () => {
  const desk = new DomainDesk(Date.parse("2026-11-28T02:00:00Z"));
  desk.opening.profile = { name: "王芳", company: null, email: null, phone: null };
  expect(desk.open().log[0]?.say).toMatchObject({ key: "greeting.known_closed", params: { name: "王芳" } });
});

test("asking for the other language is no small talk, even where the first words are that", () => {
  const desk = new DomainDesk().open().say("Hello", { intent: "greeting", writtenIn: "en" });
  expect(desk.say("中文", { switchTo: "zh-CN", writtenIn: "zh-CN", intent: "greeting" }).answers[0]).toBe("language.switched");
});

test("a file with words that say nothing of the matter: it is asked for", () => {
  expect(new DomainDesk().open().send("报错.png", "这是截图", { intent: "provide_info" }).answers).toEqual(["file.tell"]);
});
