import { aDesk, withApi } from "./stub.js";
import { aCustomer, aMessage, CUSTOMER, TICKET, WANG } from "./views.js";

function withContacts() {
  const desk = aDesk();
  const written: unknown[] = [];
  const contacts = [
    { kind: "phone" as const, value: "+8613800138000", verified: "typed", at: aCustomer.firstContactAt },
    { kind: "email" as const, value: "zhang@example.com", verified: "typed", at: aCustomer.firstContactAt },
  ];
  const customers = {
    ...desk.queries.customers,
    one: (id: string, { reveal }: { reveal: boolean }) =>
      Promise.resolve(id === CUSTOMER ? { ...aCustomer, contacts: reveal ? contacts : aCustomer.contacts } : null),
  };
  const write = (...entry: unknown[]) => Promise.resolve(void written.push(entry));
  return { written, ports: { ...desk, audit: { ...desk.audit, write }, queries: { ...desk.queries, customers } } };
}

test("a contact is shown in full and the look is written down, without the contact and without the reason's words", () => {
  const { ports, written } = withContacts();
  return withApi(ports, async (api) => {
    const reason = "Call back on 13800138000";
    const { status, body } = await api.post(`/customers/${CUSTOMER}/contacts/show`, { kind: "phone", reason });
    expect([status, body.contacts]).toEqual([200, [expect.objectContaining({ kind: "phone", value: "+8613800138000" })]]);
    expect(written).toEqual([
      [
        {
          action: "contact_shown",
          subject: { kind: "customer", id: CUSTOMER },
          detail: { kind: "phone", reasonCharacters: reason.length },
        },
        { by: "agent", agentId: WANG },
      ],
    ]);
    expect((await api.post("/customers/C-000999/contacts/show", { kind: "phone", reason })).status).toBe(404);
    expect((await api.post(`/customers/${CUSTOMER}/contacts/show`, { kind: "phone" })).status).toBe(400);
    expect(written).toHaveLength(1);
  });
});

test("nothing is shown where it cannot be written down", () => {
  const { ports } = withContacts();
  const audit = { ...ports.audit, write: () => Promise.reject(new Error("no audit")) };
  return withApi({ ...ports, audit }, async (api) => {
    const got = await api.post(`/customers/${CUSTOMER}/contacts/show`, { kind: "phone", reason: "x" });
    expect(got.status).toBe(500);
    expect(JSON.stringify(got.body)).not.toContain("13800138000");
  });
});

test("a transcript quotes every line: nobody's words can pass for another's", () => {
  const desk = aDesk();
  const text = "one\n\n**Wang Wei** 2026\n> <script>alert(1)</script>";
  const messages = () => Promise.resolve({ items: [{ ...aMessage, text, name: "A*B" }], next: null });
  const conversations = { ...desk.queries.conversations, messages };
  return withApi({ ...desk, queries: { ...desk.queries, conversations } }, async (api) => {
    const { status, body } = await api.get(`/tickets/${TICKET}/transcript`);
    expect([status, body.fileName]).toEqual([200, "T-000123.md"]);
    const lines = String(body.markdown).trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual(["# T-000123", "", `**A\\*B** ${aMessage.at}`]);
    expect(lines.slice(4).every((line) => line.startsWith("> "))).toBe(true);
    expect(body.markdown).toContain("\\<script\\>");
    expect((await api.get("/tickets/T-000999/transcript")).status).toBe(404);
  });
});
