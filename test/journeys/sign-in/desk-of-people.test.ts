import { addAgent, createToken, disableAgent } from "../../../src/commands/desk.js";
import {
  auditOf,
  DeskBrowser,
  elsewhere,
  emailOf,
  firstAdministrator,
  PASSWORD,
  secretIn,
  somebody,
} from "../../support/desk-browser.js";
import { apiClient, TestDesk } from "../../support/product.js";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
afterEach(() => desk.close());

const browser = () => new DeskBrowser(desk.base(), elsewhere());
const audit = (action?: string) => auditOf(desk, action);

test("availability is one's own, or a supervisor's to set; all else of people is for administrators", async () => {
  const admin = await firstAdministrator(desk);
  const { browser: chen, id } = await somebody(admin, { name: "Chen" });
  const { browser: boss } = await somebody(admin, { name: "Boss", role: "supervisor" });
  const own = (await admin.get("/session")).body.agent.id as string;
  expect((await chen.patch(`/agents/${id}`, { available: false })).body.available).toBe(false);
  expect((await chen.patch(`/agents/${own}`, { available: false })).body).toMatchObject({ code: "forbidden" });
  expect((await boss.patch(`/agents/${id}`, { available: true })).body.available).toBe(true);
  for (const person of [chen, boss])
    for (const wish of [{ role: "administrator" }, { team: "sales" }, { disabled: true }, { available: true, disabled: false }])
      expect((await person.patch(`/agents/${id}`, wish)).body.code).toBe("forbidden");
  expect((await admin.patch(`/agents/${id}`, {})).status).toBe(400);
  expect((await admin.patch(`/agents/${id}`, { team: "nowhere" })).body.code).toBe("unknown_team");
  expect((await admin.patch(`/agents/01890a5d-ac96-774b-bcce-b302099a8001`, { available: true })).body.code).toBe(
    "unknown_agent",
  );
});

test("an agent added without an invitation cannot sign in; name and e-mail are one person's, in any spelling", async () => {
  const admin = await firstAdministrator(desk);
  const wu = { name: "Wu", role: "agent", team: "sales", email: "Wu@Example.com", slack: "U1" };
  expect((await admin.post("/agents", wu)).body).toMatchObject({
    ...wu,
    email: "wu@example.com",
    available: true,
    disabled: false,
  });
  expect((await browser().signIn("wu@example.com")).status).toBe(401);
  expect((await admin.post("/agents", { ...wu, email: "x@example.com" })).body.code).toBe("name_taken");
  expect((await admin.post("/agents", { ...wu, name: "Other", email: "WU@EXAMPLE.COM" })).body.code).toBe("email_taken");
  expect((await admin.post("/agents", { ...wu, name: "Other", email: "y@example.com", team: "nowhere" })).body.code).toBe(
    "unknown_team",
  );
});

test("by command: a link alone on stdout, an id without an e-mail, refusals with their remedy", async () => {
  const lines: string[] = [];
  const command = desk.command((line) => lines.push(line));
  await addAgent(command, { name: "Chen", role: "administrator", email: "Chen@example.com" });
  expect(lines).toEqual([expect.stringMatching(/\/desk#invite=[\w-]{43}$/)]);
  const chen = browser();
  const used = await chen.post("/session/invite", { invite: secretIn(lines[0]!), password: PASSWORD, name: "陈静" });
  expect(used.body.agent).toMatchObject({ name: "陈静", role: "administrator" });
  // The first administrator takes the post over by whichever door.
  expect(await desk.query(`select distinct duty_agent_id as id from teams`)).toEqual([{ id: used.body.agent.id }]);
  await addAgent(command, { name: "Slack only", role: "agent", slack: "U7" });
  expect(lines[1]).toMatch(/^[0-9a-f-]{36}$/);
  await expect(addAgent(command, { name: "Other", role: "agent", email: "chen@example.com" })).rejects.toThrow(/another agent/);
  await expect(addAgent(command, { name: "Other", role: "agent", team: "nowhere" })).rejects.toThrow(/the teams are service/);
  await expect(disableAgent(command, "nobody", true)).rejects.toThrow(/no agent "nobody"/);
  await expect(disableAgent(command, "陈静", true)).rejects.toThrow(/administrator|duty/);
  await createToken(command, { role: "agent", name: null });
  expect((await apiClient(() => desk.base(), lines.at(-1)!).get("/session")).body.agent.id).toBe(used.body.agent.id);
  expect((await audit()).map(({ action, by }) => [action, by])).toEqual([
    ["invited", "cli"],
    ["invite_used", "agent"],
    ["agent_added", "cli"],
    ["token_made", "cli"],
  ]);
});

test("a fresh link is the way back for a forgotten password: it ends what was open, and needs no wait", async () => {
  const admin = await firstAdministrator(desk);
  const { browser: chen, email } = await somebody(admin, { name: "Chen" });
  const from = elsewhere();
  for (let n = 0; n < 6; n++) await new DeskBrowser(desk.base(), from).signIn(email, "a wrong password");
  const lines: string[] = [];
  await addAgent(
    desk.command((line) => lines.push(line)),
    { name: "Chen", email, role: "agent", team: "service" },
  );
  const back = new DeskBrowser(desk.base(), from);
  const next = "another calm sentence";
  expect((await back.post("/session/invite", { invite: secretIn(lines[0]!), password: next })).status).toBe(200);
  expect([await back.isIn(), await chen.isIn()]).toEqual([true, false]);
  expect([(await browser().signIn(email)).status, (await browser().signIn(email, next)).status]).toEqual([401, 200]);
});

test("the audit is for managers and administrators, newest first, page by page, and holds nothing personal", async () => {
  const admin = await firstAdministrator(desk);
  const { browser: manager, id } = await somebody(admin, { name: "Canary Manager", role: "manager" });
  for (let n = 0; n < 3; n++) await browser().signIn(emailOf("Canary Manager"), "a wrong password");
  await browser().signIn("canary-nobody@example.com", "canary password");
  await browser().signIn("canary-nobody@example.com", "canary password");
  const first = (await manager.get("/audit?limit=2")).body;
  const second = (await manager.get(`/audit?limit=200&cursor=${first.next}`)).body;
  const all = [...first.items, ...second.items] as { id: string; action: string; detail: { times?: number } }[];
  expect(all.map((entry) => entry.id)).toEqual(
    all
      .map((entry) => entry.id)
      .sort()
      .reverse(),
  );
  expect(
    all
      .filter(({ action }) => action === "sign_in_failed")
      .map(({ detail }) => detail.times)
      .sort(),
  ).toEqual([2, 3]);
  expect((await manager.get(`/audit?action=sign_in_failed&subject=${id}`)).body.items).toMatchObject([
    { by: "nobody", agent: null, subject: { kind: "agent", id }, detail: { times: 3 } },
  ]);
  expect((await manager.get(`/audit?agent=${id}`)).body.items).toMatchObject([
    { action: "invite_used", agentName: "Canary Manager" },
  ]);
  const rows = JSON.stringify([await desk.query(`select * from audit`), await desk.query(`select * from sign_in_tries`)]);
  expect(rows).not.toMatch(/canary/i);
});
