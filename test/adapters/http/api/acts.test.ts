import { DatabaseAway } from "../../../../src/application/ports.js";
import type { Act, Refusal } from "../../../../src/domain/input.js";
import { aDesk, goingWell, withApi } from "./stub.js";
import { aDraft } from "./some-pages.js";
import { aCommitment, aConversation, aMessage, aNote, aTicket, COMMITMENT, CONVERSATION, LI, TICKET, WANG } from "./views.js";

const reason = "as agreed on the phone";
const ACTS: readonly (readonly [path: string, body: object, act: Act, status: number, answer: object])[] = [
  [`/conversations/${CONVERSATION}/takeover`, {}, { do: "takeover" }, 200, aConversation],
  [`/conversations/${CONVERSATION}/handback`, {}, { do: "handback" }, 200, aConversation],
  [
    `/conversations/${CONVERSATION}/messages`,
    { text: "We are on it" },
    { do: "reply", text: "We are on it", attachments: [], ticketId: null, force: false },
    201,
    aMessage,
  ],
  [
    `/conversations/${CONVERSATION}/messages`,
    { text: "We are on it", ticketId: "T-000123", force: true, holdSeconds: 0, attachments: [] },
    { do: "reply", text: "We are on it", attachments: [], ticketId: TICKET, force: true },
    201,
    aMessage,
  ],
  [
    "/tickets/T-000123/assign",
    { owner: "Li Na", reason },
    { do: "assign", ticketId: TICKET, owner: LI, team: "sales", reason },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/assign`,
    { owner: LI, reason },
    { do: "assign", ticketId: TICKET, owner: LI, team: "sales", reason },
    200,
    aTicket,
  ],
  [
    `/tickets/t-123/assign`,
    { team: "service", reason },
    { do: "assign", ticketId: TICKET, owner: WANG, team: "service", reason },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/priority`,
    { priority: "P1", reason },
    { do: "prioritise", ticketId: TICKET, to: { priority: "P1" }, reason },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/priority`,
    { urgency: "high", importance: "low", reason },
    { do: "prioritise", ticketId: TICKET, to: { urgency: "high", importance: "low" }, reason },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/classification`,
    { category: null, form: "complaint", reason },
    { do: "classify", ticketId: TICKET, category: null, form: "complaint", reason },
    200,
    aTicket,
  ],
  [`/tickets/${TICKET}/notes`, { text: "Called back" }, { do: "note", ticketId: TICKET, text: "Called back" }, 201, aNote],
  [
    `/tickets/${TICKET}/updates`,
    { text: "Half done" },
    { do: "update", ticketId: TICKET, text: "Half done", nextUpdateAt: null },
    201,
    aMessage,
  ],
  [
    `/tickets/${TICKET}/updates`,
    { text: "Half done", nextUpdateAt: "2026-11-23T15:00:00+08:00" },
    { do: "update", ticketId: TICKET, text: "Half done", nextUpdateAt: Date.UTC(2026, 10, 23, 7) },
    201,
    aMessage,
  ],
  [
    `/tickets/${TICKET}/evidence`,
    { ask: "A photo of the label" },
    { do: "evidence", ticketId: TICKET, ask: "A photo of the label" },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/resolution`,
    { summary: "Replaced the fuser" },
    { do: "resolve", ticketId: TICKET, summary: "Replaced the fuser", outcome: null, prevention: null, rootCause: null },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/resolution`,
    { summary: "S", outcome: "O", prevention: "P", rootCause: { kind: "product_defect", systemic: true } },
    { do: "resolve", ticketId: TICKET, summary: "S", outcome: "O", prevention: "P", rootCause: "product_defect.systemic" },
    200,
    aTicket,
  ],
  [`/tickets/${TICKET}/cancel`, { reason }, { do: "cancel", ticketId: TICKET, reason }, 200, aTicket],
  [
    `/tickets/${TICKET}/acceptance`,
    { accepted: false, heardBy: "Wang Wei" },
    { do: "accept", ticketId: TICKET, accepted: false, heardBy: "Wang Wei" },
    200,
    aTicket,
  ],
  [
    `/tickets/${TICKET}/survey`,
    { scores: [5, 5, 4, 5], heardBy: "Wang Wei" },
    { do: "survey", ticketId: TICKET, scores: [5, 5, 4, 5], comment: null, heardBy: "Wang Wei" },
    200,
    aTicket,
  ],
  [`/tickets/${TICKET}/visit`, { text: "All well" }, { do: "visit", ticketId: TICKET, text: "All well" }, 200, aTicket],
  [
    `/commitments/${COMMITMENT}/settle`,
    { text: "Called" },
    { do: "settle", commitmentId: COMMITMENT, text: "Called" },
    200,
    aCommitment,
  ],
];

test.each(ACTS)("POST %s %j is one turn and answers what changed", (...row) => {
  const [path, body, act, status, answer] = row;
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const got = await api.post(path, body);
    expect({ status: got.status, body: got.body }).toEqual({ status, body: answer });
    expect(acts.deeds).toEqual([{ conversationId: CONVERSATION, by: { agentId: WANG, name: "Wang Wei" }, act, key: null }]);
  });
});

test("takeover takes no body at all", () =>
  withApi(aDesk(), async (api) => {
    const got = await api.send("POST", `/conversations/${CONVERSATION}/takeover`);
    expect(got.status).toBe(200);
  }));

test.each([
  [aConversation.agent, true],
  [LI, false],
  [null, false],
])("writing is shown only of whoever holds the conversation: held by %s", (agent, shown) => {
  const desk = aDesk();
  const conversations = { ...desk.queries.conversations, one: () => Promise.resolve({ ...aConversation, agent }) };
  return withApi({ ...desk, queries: { ...desk.queries, conversations } }, async (api) => {
    expect((await api.post(`/conversations/${CONVERSATION}/typing`)).status).toBe(200);
    const typing = desk.asked.filter((one) => Array.isArray(one) && one[0] === "typing");
    expect(typing).toEqual(
      shown ? [["typing", expect.objectContaining({ id: CONVERSATION }), { id: "agent", name: "Wang Wei" }]] : [],
    );
  });
});

test("a held message is a draft with the moment it goes out, and nothing is sent", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const got = await api.post(`/conversations/${CONVERSATION}/messages`, { text: "Hello", holdSeconds: 30 });
    expect([got.status, got.body]).toEqual([201, aDraft]);
    expect(acts.deeds).toEqual([]);
    for (const holdSeconds of [301, -1, 0.5, "5"]) {
      const odd = await api.post(`/conversations/${CONVERSATION}/messages`, { text: "Hello", holdSeconds });
      expect([odd.status, odd.body.code]).toEqual([400, "invalid_body"]);
    }
  });
});

test("what is not there is named, and nobody is asked to act on it", () => {
  const acts = goingWell();
  return withApi({ ...aDesk(), acts }, async (api) => {
    const nobody = "01890a5d-ac96-774b-bcce-b302099a80ff";
    for (const [path, body, code] of [
      [`/tickets/${nobody}/cancel`, { reason }, "unknown_ticket"],
      ["/tickets/T-999999/cancel", { reason }, "unknown_ticket"],
      ["/tickets/T-99999999999999999999/cancel", { reason }, "unknown_ticket"],
      ["/tickets/..%2fagents/cancel", { reason }, "unknown_ticket"],
      [`/commitments/${nobody}/settle`, { text: "Called" }, "unknown_commitment"],
      ["/conversations/1/takeover", {}, "unknown_conversation"],
      [`/conversations/${CONVERSATION}/messages`, { text: "x", ticketId: "T-999999" }, "unknown_ticket"],
      [`/tickets/${TICKET}/assign`, { owner: "Nobody", reason }, "unknown_agent"],
      [`/tickets/${TICKET}/assign`, { team: "nowhere", reason }, "unknown_team"],
      [`/tickets/${TICKET}/plan`, { steps: [] }, "not_found"],
    ] as const) {
      const got = await api.post(path, body);
      expect([path, got.status, got.body.code]).toEqual([path, 404, code]);
    }
    const empty = await api.post(`/tickets/${TICKET}/assign`, { team: "empty", reason });
    expect([empty.status, empty.body.code]).toEqual([409, "no_duty_agent"]);
    expect(acts.deeds).toEqual([]);
  });
});

const REFUSALS: [Refusal, number, object][] = [
  [{ refused: "unknown_conversation" }, 404, {}],
  [{ refused: "unknown_ticket" }, 404, {}],
  [{ refused: "unknown_commitment" }, 404, {}],
  [{ refused: "taken", holder: LI }, 409, { holder: { id: LI, name: "Li Na" } }],
  [{ refused: "not_held" }, 409, {}],
  [{ refused: "which_ticket", ticketIds: [TICKET] }, 409, { ticketIds: [TICKET] }],
  [{ refused: "ticket_ended", status: "closed" }, 409, { ticketStatus: "closed" }],
  [{ refused: "not_resolved" }, 409, {}],
  [{ refused: "already_resolved" }, 409, {}],
  [{ refused: "already_settled" }, 409, {}],
  [{ refused: "bad_time", why: "past" }, 422, { why: "past" }],
  [{ refused: "bad_time", why: "too_far" }, 422, { why: "too_far" }],
  [{ refused: "bad_scores" }, 422, {}],
  [{ refused: "no_survey" }, 409, {}],
  [{ refused: "no_visit_owed" }, 409, {}],
  [{ refused: "settled_by_its_own_act", act: "updates" }, 409, { act: "updates" }],
];

test.each(REFUSALS)("%j is a problem with its code and a remedy", (refusal, status, more) =>
  withApi({ ...aDesk(), acts: goingWell(refusal) }, async (api) => {
    const got = await api.post(`/conversations/${CONVERSATION}/messages`, { text: "Hello" });
    expect(got.status).toBe(status);
    expect(got.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(got.body).toMatchObject({ type: "about:blank", status, code: refusal.refused, ...more });
    expect(got.body.detail).toMatch(/^[A-Z].{20,}[.]$/);
  }),
);

test("an act the desk could not finish is kept: 202 parked", () =>
  withApi({ ...aDesk(), acts: goingWell({ parked: true }) }, async (api) => {
    const got = await api.post(`/tickets/${TICKET}/notes`, { text: "x" });
    expect([got.status, got.body.code]).toEqual([202, "parked"]);
  }));

test("while the database is away every call answers 503 with Retry-After", () => {
  const away = () => Promise.reject(new DatabaseAway(new Error("ECONNREFUSED 10.0.0.7")));
  const desk = aDesk();
  return withApi({ ...desk, acts: { act: away } }, async (api) => {
    const got = await api.post(`/conversations/${CONVERSATION}/takeover`);
    expect([got.status, got.body.code, got.headers.get("retry-after")]).toEqual([503, "database_away", "1"]);
    expect(JSON.stringify(got.body)).not.toContain("10.0.0.7");
  }).then(() =>
    withApi({ ...desk, tokens: { find: away } }, async (api) => {
      expect((await api.get("/tickets")).status).toBe(503);
    }),
  );
});

test("an unexpected fault tells nothing of itself", () => {
  const lost = () => Promise.reject(new Error("canary: relation tickets does not exist"));
  return withApi({ ...aDesk(), acts: { act: lost } }, async (api) => {
    const got = await api.post(`/conversations/${CONVERSATION}/takeover`);
    expect([got.status, got.body.code]).toEqual([500, "unexpected"]);
    expect(JSON.stringify(got.body)).not.toContain("canary");
  });
});

test("a message that was sent but cannot be read is a fault, never a 404", () => {
  const desk = aDesk();
  return withApi({ ...desk, written: { ...desk.written, message: () => Promise.resolve(null) } }, async (api) => {
    expect((await api.post(`/conversations/${CONVERSATION}/messages`, { text: "x" })).status).toBe(500);
  });
});
