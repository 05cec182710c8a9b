import { aDesk, goingWell, withApi } from "./stub.js";
import { li, TICKET } from "./views.js";

test("nothing is assigned to somebody who has left the desk", () => {
  const desk = { ...aDesk(), acts: goingWell() };
  const agent = () => Promise.resolve({ ...li, disabled: true });
  const queries = { ...desk.queries, people: { ...desk.queries.people, agent } };
  return withApi({ ...desk, queries }, async (api) => {
    const got = await api.post(`/tickets/${TICKET}/assign`, { owner: li.id, reason: "r" });
    expect([got.status, got.body.code, desk.acts.deeds]).toEqual([409, "agent_disabled", []]);
  });
});
