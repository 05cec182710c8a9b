import { show, TestDesk, until, type ApiClient } from "../support/product.js";

let desk: TestDesk;
let grace: ApiClient;
beforeAll(async () => {
  desk = await TestDesk.open();
  grace = await desk.agent("Grace");
});
afterAll(() => desk.close());

test("from hello to the survey in English, in the customer's zone; 'it still fails' opens the ticket again", async () => {
  const tom = await desk.visitor({ locale: "en", timezone: "Europe/Berlin" });
  await tom.say("Hi, I'm Tom Baker from Northwind Ltd, our system is down and customers can't order");
  await tom.say("tom.baker@northwind.example");
  const [receipt] = await tom.press("submit");
  const { id, number, conversationId, priority } = await desk.ticketOf(tom);
  expect(priority).toBe("P1");
  expect(receipt).toContain(number);
  expect(receipt).toMatch(/03:1\d your time, UTC\+1/);

  await tom.say("some of them");
  await grace.do(`/conversations/${conversationId}/messages`, { text: "Hi Tom, I see a broken gateway." });
  await tom.waitFor(/broken gateway/);
  await grace.do(`/tickets/${id}/evidence`, { ask: "The text of the error, please." });
  await tom.waitFor(/text of the error/);
  expect((await desk.ticketOf(tom)).status).toBe("waiting");
  await tom.say("ok, one moment");
  expect((await desk.ticketOf(tom)).status).toBe("waiting");
  await tom.say("It says: upstream timed out");
  expect((await desk.ticketOf(tom)).status).toBe("open");

  await grace.do(`/conversations/${conversationId}/handback`);
  await grace.do(`/tickets/${id}/resolution`, { summary: "Replaced the gateway", outcome: "Orders go through" });
  await tom.waitFor(/Replaced the gateway/);
  await tom.press("not_yet");
  expect(await desk.ticketOf(tom)).toMatchObject({ status: "open", reopened: 1 });
  await tom.say("the second step times out");
  await grace.do(`/tickets/${id}/resolution`, { summary: "Raised the timeout", outcome: "Orders go through" });
  await tom.waitFor(/Raised the timeout/);
  await tom.say("yes, it works now");
  expect(await desk.ticketOf(tom)).toMatchObject({ status: "closed", reason: "accepted" });

  // When the two hours are over it is five in Berlin's morning: the survey waits for nine.
  await desk.advance({ advance: "PT4H" });
  expect(await desk.saidTo(tom)).not.toContain("survey.ask");
  await desk.advance({ advance: "PT2H30M" });
  await tom.waitFor(/5 5 4 5/);
  await tom.say("5 5 4 5");
  expect((await grace.get(`/surveys?ticketId=${id}`)).body.items[0]).toMatchObject({ scores: [5, 5, 4, 5] });
  show("from hello to the survey in English", tom);
});

test("a problem that goes on after the proposed result is asked about, not closed by silence", async () => {
  const tom = await desk.visitor({ locale: "en" });
  await tom.say("Hi, I'm Tom Baker, our system is down and customers can't order");
  await tom.say("tom.baker@northwind.example");
  await tom.press("submit");
  const { id } = await desk.ticketOf(tom);
  await grace.do(`/tickets/${id}/resolution`, { summary: "Restarted it" });
  await tom.waitFor(/Restarted it/);
  await tom.say("the app keeps crashing with an error");
  expect(await desk.ticketOf(tom)).toMatchObject({ status: "resolved" });
  await tom.press("same");
  expect(await desk.ticketOf(tom)).toMatchObject({ status: "open", reopened: 1 });
});

test("a price question goes to sales, is answered, and has the short survey and no visit", async () => {
  const anna = await desk.visitor({ locale: "en" });
  await anna.say("How much is the enterprise plan for 40 users?");
  await anna.say("I am Anna Schmidt");
  await anna.press("skip");
  await anna.press("submit");
  const { id, conversationId, ...ticket } = await desk.ticketOf(anna);
  expect(ticket).toMatchObject({ category: "presale", form: "consultation", priority: "P4", team: "sales" });
  await grace.do(`/conversations/${conversationId}/messages`, { text: "40 seats are 4,000 a year." });
  await grace.do(`/tickets/${id}/resolution`, { summary: "Quoted 4,000 a year" });
  await anna.waitFor(/Did this help/);
  await anna.say("yes");
  await until(async () => (await desk.ticketOf(anna)).status === "closed", "accepted in words");
  await desk.advance({ advance: "PT3H" });
  await anna.waitFor(/One score/);
  await anna.press("5");
  expect((await grace.get(`/surveys?ticketId=${id}`)).body.items[0]).toMatchObject({ kind: "short", scores: [5] });
  expect((await desk.ticketOf(anna)).commitments.map(({ kind }) => kind)).not.toContain("return_visit");
  show("a price question", anna);
});
