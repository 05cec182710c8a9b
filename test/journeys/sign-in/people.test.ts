import { disableAgent } from "../../../src/commands/desk.js";
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
import { TestDesk } from "../../support/product.js";

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.open();
});
afterEach(() => desk.close());

const browser = () => new DeskBrowser(desk.base(), elsewhere());
const audit = (action?: string) => auditOf(desk, action);

test("the first administrator comes in by the link of the start, once, and takes the duty posts over", async () => {
  const first = desk.welcome();
  expect(first).toMatch(/^[\w-]{43}$/);
  const duty = await desk.query(`select distinct a.name from teams t join agents a on a.id = t.duty_agent_id`);
  const admin = await firstAdministrator(desk, "Li.Min@Example.com ");
  const { body } = await admin.get("/session");
  expect(body.agent).toEqual({
    id: body.agent.id,
    name: "李敏",
    role: "administrator",
    team: "service",
    email: "li.min@example.com",
  });
  expect(duty).toHaveLength(1);
  const posts = () => desk.query(`select distinct duty_agent_id as id from teams`);
  expect(await posts()).toEqual([{ id: body.agent.id }]);
  const again = { welcome: first, name: "别人", email: "b@example.com", password: PASSWORD };
  expect([(await browser().post("/session/welcome", again)).body.code]).toEqual(["void_link"]);
  // Every start seeds the people of the policy anew: who took the post keeps it, and no more links are given.
  await desk.instance();
  expect(desk.welcome(1)).toBeNull();
  expect(await posts()).toEqual([{ id: body.agent.id }]);
  expect((await audit()).map(({ action, by }) => [action, by])).toEqual([["welcome_used", "agent"]]);
});

test("whoever has the name already and never signed in becomes the administrator; a person's name is not taken over", async () => {
  const token = await desk.agent("李敏");
  const admin = await firstAdministrator(desk);
  const { agent } = (await admin.get("/session")).body;
  expect((await token.get("/session")).body.agent).toEqual({ ...agent, role: "agent" });
  await somebody(admin, { name: "Chen Li" });
  await desk.query(`update agents set password = null where id = $1`, [agent.id]);
  await desk.instance();
  const welcome = { welcome: desk.welcome(1), email: "x@example.com", password: PASSWORD };
  expect((await browser().post("/session/welcome", { ...welcome, name: "Chen Li" })).status).toBe(404);
  const taken = await browser().post("/session/welcome", { ...welcome, name: "New", email: emailOf("Chen Li") });
  expect([taken.status, taken.body.code]).toEqual([409, "email_taken"]);
  expect((await browser().post("/session/welcome", { ...welcome, name: "New" })).status).toBe(200);
});

test("of two links of two instances used at once, one makes an administrator", async () => {
  await desk.instance();
  const use = (nth: number) =>
    new DeskBrowser(desk.base(nth), elsewhere()).post("/session/welcome", {
      welcome: desk.welcome(nth),
      name: `Admin ${nth}`,
      email: `a${nth}@example.com`,
      password: PASSWORD,
    });
  const answers = await Promise.all([use(0), use(1)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect(await desk.query(`select from agents where role = 'administrator'`)).toHaveLength(1);
});

test("somebody invited sets a password by a link that is good for once, also of two uses at once", async () => {
  const admin = await firstAdministrator(desk);
  const person = { name: "陈静", email: "chen@example.com", role: "agent", team: "technical" };
  const { status, body } = await admin.post("/invites", person);
  expect([status, String(body.url).split("=")[0]]).toEqual([201, `${desk.base()}/desk#invite`]);
  expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  const invite = secretIn(body.url);
  const answers = await Promise.all([1, 2, 3].map(() => browser().post("/session/invite", { invite, password: PASSWORD })));
  expect(answers.map((got) => got.status).sort()).toEqual([200, 404, 404]);
  const chen = browser();
  expect((await chen.signIn(" CHEN@example.com ")).body.agent).toMatchObject({ name: "陈静", role: "agent", team: "technical" });
  expect((await admin.get("/agents?team=technical")).body.items).toMatchObject([{ name: "陈静", disabled: false }]);
  expect((await audit("invite_used"))[0]?.by).toBe("agent");
});

test("a fresh link voids the one before; an expired one and one of somebody disabled are void", async () => {
  const admin = await firstAdministrator(desk);
  const person = { name: "陈静", email: "chen@example.com", role: "agent", team: "technical" };
  const link = async () => secretIn((await admin.post("/invites", person)).body.url);
  const use = async (invite: string) =>
    String((await browser().post("/session/invite", { invite, password: PASSWORD })).body.code);
  const [first, second] = [await link(), await link()];
  expect(await use(first)).toBe("void_link");
  await desk.query(`update invites set expires_at = now() - interval '1 second' where kind = 'invite'`);
  expect(await use(second)).toBe("void_link");
  const third = await link();
  const { items } = (await admin.get("/agents?team=technical")).body;
  expect((await admin.patch(`/agents/${items[0].id}`, { disabled: true })).body.disabled).toBe(true);
  expect(await use(third)).toBe("void_link");
  expect((await admin.post("/invites", person)).body.code).toBe("email_taken");
  // Known otherwise: an invitation changes neither role nor team nor whose e-mail it is.
  await somebody(admin, { name: "Zhou" });
  for (const other of [{ role: "administrator" }, { team: "sales" }, { name: "Wu" }])
    expect(
      (await admin.post("/invites", { name: "Zhou", email: emailOf("Zhou"), role: "agent", team: "service", ...other })).status,
    ).toBe(409);
  expect((await admin.post("/invites", { ...person, name: "Wu", email: "wu@example.com", team: "nowhere" })).body.code).toBe(
    "unknown_team",
  );
});

test("a changed password ends every other browser, on all instances at once, and gives this one a new secret", async () => {
  const admin = await firstAdministrator(desk);
  const elsewhereBase = await desk.instance();
  const { browser: chen, email } = await somebody(admin, { name: "Chen" });
  const phone = browser();
  await phone.signIn(email);
  const before = chen.cookie;
  expect(await phone.at(elsewhereBase).isIn()).toBe(true);
  const wrong = await chen.post("/session/password", { current: "not this one", next: "another calm sentence" });
  expect([wrong.status, wrong.body.code, wrong.body.triesLeft]).toEqual([403, "wrong_password", 9]);
  for (const [next, why] of [
    ["short", "short"],
    ["Password1234", "common"],
    ["abcabcabcabc", "common"],
    ["chen@example.com", "personal"],
  ]) {
    const got = await chen.post("/session/password", { current: PASSWORD, next });
    expect([got.status, got.body.code, got.body.why]).toEqual([422, "weak_password", why]);
  }
  expect((await chen.post("/session/password", { current: PASSWORD, next: "another calm sentence" })).status).toBe(200);
  expect(await phone.at(elsewhereBase).isIn()).toBe(false);
  expect(await phone.isIn()).toBe(false);
  expect([chen.cookie === before, await chen.isIn()]).toEqual([false, true]);
  chen.cookie = before;
  expect(await chen.isIn()).toBe(false);
  expect((await browser().signIn(email)).status).toBe(401);
  expect((await browser().signIn(email, "another calm sentence")).status).toBe(200);
  expect(await audit("password_changed")).toHaveLength(1);
});

test("who is disabled is out at once: cookie, token, link, password", async () => {
  const admin = await firstAdministrator(desk);
  const { browser: chen, id, email } = await somebody(admin, { name: "Chen", role: "supervisor" });
  const token = await desk.agent("Chen", "supervisor");
  const other = await desk.instance();
  expect([await chen.at(other).isIn(), (await token.get("/tickets")).status]).toEqual([true, 200]);
  await disableAgent(desk.command(), email, true);
  expect([await chen.at(other).isIn(), await chen.isIn()]).toEqual([false, false]);
  expect((await token.get("/tickets")).status).toBe(401);
  expect((await browser().signIn(email)).body.code).toBe("wrong_password");
  expect((await admin.get("/agents?team=service")).body.items).toContainEqual(expect.objectContaining({ id, disabled: true }));
  await expect(desk.agent("Chen")).rejects.toThrow(/disabled/);
  await disableAgent(desk.command(), "Chen", false);
  expect((await browser().signIn(email)).status).toBe(200);
  expect((await token.get("/tickets")).status).toBe(401);
  expect((await audit()).map(({ action }) => action)).toEqual(
    expect.arrayContaining(["agent_disabled", "agent_enabled", "token_made"]),
  );
});

test("another role ends the sessions, and tokens that may more", async () => {
  const admin = await firstAdministrator(desk);
  const { browser: chen, id, email } = await somebody(admin, { name: "Chen", role: "manager" });
  const [high, low] = [await desk.agent("Chen", "manager"), await desk.agent("Chen", "agent")];
  expect((await admin.patch(`/agents/${id}`, { role: "agent", team: "sales" })).body).toMatchObject({
    role: "agent",
    team: "sales",
  });
  expect([await chen.isIn(), (await high.get("/session")).status, (await low.get("/session")).status]).toEqual([false, 401, 200]);
  await chen.signIn(email);
  expect((await chen.get("/audit")).status).toBe(403);
  expect((await audit("agent_changed"))[0]).toMatchObject({
    by: "agent",
    subject_id: id,
    detail: { role: ["manager", "agent"], team: ["service", "sales"] },
  });
  expect((await admin.patch(`/agents/${id}`, { role: "agent" })).status).toBe(200);
  expect(await chen.isIn()).toBe(true);
});

test("an administrator always remains, and a duty post is never empty, also when two act at once", async () => {
  const admin = await firstAdministrator(desk);
  const own = (await admin.get("/session")).body.agent.id as string;
  for (const wish of [{ role: "agent" }, { disabled: true }])
    expect((await admin.patch(`/agents/${own}`, wish)).body.code).toMatch(/^(last_administrator|at_duty_post)$/);
  const { browser: second, id } = await somebody(admin, { name: "Second", role: "administrator" });
  expect((await second.patch(`/agents/${own}`, { disabled: true })).body.code).toBe("at_duty_post");
  const answers = await Promise.all([
    second.patch(`/agents/${own}`, { role: "agent" }),
    admin.patch(`/agents/${id}`, { role: "agent" }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await desk.query(`select from agents where role = 'administrator' and password is not null`)).toHaveLength(1);
});
