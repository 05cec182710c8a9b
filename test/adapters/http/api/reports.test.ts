import type { Ports } from "../../../../src/adapters/http/api/desk.js";
import { aDesk, withApi, type Got } from "./stub.js";
import { idOf, li, LI, wang, WANG } from "./views.js";

const said = ({ status, body }: Got): unknown[] => [status, body.code];

/** Supervisor Wang of team `service`; Li is of `sales`. */
function supervised(): Ports & { asked: unknown[] } {
  const desk = aDesk();
  const agent = (id: string) => Promise.resolve([wang, li].find((each) => each.id === id) ?? null);
  return { ...desk, queries: { ...desk.queries, people: { ...desk.queries.people, agent } } };
}

const SUPERVISOR = { token: "supervisor-token" };
const MANAGER = { token: "manager-token" };

test("a supervisor sees the whole desk's figures and the own team's, and no other team's", () => {
  const desk = supervised();
  return withApi(desk, async (api) => {
    expect((await api.get("/reports", SUPERVISOR)).status).toBe(200);
    expect((await api.get(`/reports?team=service&agent=${WANG}`, SUPERVISOR)).status).toBe(200);
    for (const query of ["team=sales", `agent=${LI}`, `team=service&agent=${LI}`])
      expect([query, ...said(await api.get(`/reports?${query}`, SUPERVISOR))]).toEqual([query, 403, "forbidden"]);
    expect(desk.asked).toHaveLength(2);
    expect((await api.get(`/reports?team=sales&agent=${LI}`, MANAGER)).status).toBe(200);
  });
});

test("the period is this week's unless told; what is no day or nobody is refused", () => {
  const desk = supervised();
  return withApi(desk, async (api) => {
    expect((await api.get("/reports", MANAGER)).body).toMatchObject({ period: "week", key: "2026-W48", team: null, agent: null });
    await api.get("/reports?period=month&at=2026-02-28&locale=en", MANAGER);
    expect(desk.asked[1]).toEqual({ period: "month", at: "2026-02-28", team: null, agent: null, locale: "en" });
    for (const query of ["at=2026-02-31", "at=0001-01-01", "at=today", "period=year", "agent=x"])
      expect([query, ...said(await api.get(`/reports?${query}`, MANAGER))]).toEqual([query, 400, "invalid_filter"]);
    expect(said(await api.get(`/reports?agent=${idOf("ff")}`, MANAGER))).toEqual([404, "unknown_agent"]);
  });
});
