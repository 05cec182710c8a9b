import { DomainDesk } from "../support/domain-desk.js";

describe("a customer edits or deletes what they said", () => {
  const withTicket = (): DomainDesk => {
    const desk = new DomainDesk().open().say("机器停了", { intent: "demand", category: "aftersale" });
    return desk;
  };
  const revised = (text: string | null) => ({ kind: "revised", messageId: "m-1", ticketId: null, text }) as const;

  test.each([
    ["edited", "机器没有停", "message_edited"],
    ["deleted", null, "message_deleted"],
  ])("%s: an event of the customer's, and nothing else changes", (_, text, type) => {
    const desk = withTicket();
    const before = structuredClone({ ...desk.world, log: desk.log });
    const events = desk.events.length;
    expect(desk.run(revised(text))).toMatchObject({ ok: true });
    expect(desk.events.slice(events)).toMatchObject([{ type, by: { kind: "customer" }, data: { messageId: "m-1" } }]);
    expect({ ...desk.world, log: desk.log }).toEqual(before);
  });

  test("of a conversation that is not there: refused", () => {
    expect(new DomainDesk().run(revised("x"))).toEqual({ refused: "unknown_conversation" });
  });
});
