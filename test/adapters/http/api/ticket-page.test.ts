import { aDesk, withApi } from "./stub.js";
import { aCustomer, CUSTOMER, WANG } from "./views.js";

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
