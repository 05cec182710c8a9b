import { DeskBrowser, elsewhere, firstAdministrator, PASSWORD, somebody } from "../../support/desk-browser.js";
import { TestDesk } from "../../support/product.js";

let desk: TestDesk;
let email: string;
beforeAll(async () => {
  desk = await TestDesk.open({ clock: "real" });
  await desk.instance();
  email = (await somebody(await firstAdministrator(desk), { name: "Chen" })).email;
});
beforeEach(() => desk.query(`delete from sign_in_tries`));
afterAll(() => desk.close());

const browser = (nth = 0, headers = elsewhere()) => new DeskBrowser(desk.base(nth), headers);
const nextMinute = () => desk.query(`update sign_in_tries set ends_at = now() where ends_at < now() + interval '1 minute'`);

test("an unknown e-mail, a wrong password, one without a password and one disabled are told the same", async () => {
  await desk.query(
    `insert into agents (id, name, role, team_id, email, disabled_at, password)
     select gen_random_uuid(), n.name, 'agent', 'service', n.name || '@example.com', n.at, n.password from (values
       ('never', null::timestamptz, null), ('gone', now(), (select password from agents where email = $1))) n(name, at, password)`,
    [email],
  );
  const told = [];
  for (const who of [email, "nobody@example.com", "never@example.com", "gone@example.com"]) {
    const { status, body, headers } = await browser().signIn(who, who === "gone@example.com" ? PASSWORD : "a wrong password");
    told.push(JSON.stringify([status, body, Object.keys(headers)]));
  }
  expect(new Set(told).size).toBe(1);
  expect(told[0]).toContain("E-mail or password is wrong.");
});

test("five wrong ones a minute from one network over all instances, then a wait; right ones are not counted", async () => {
  const from = elsewhere();
  for (let n = 0; n < 7; n++) expect((await browser(n % 2, from).signIn(email)).status).toBe(200);
  const answers = [];
  for (let n = 0; n < 7; n++)
    answers.push(await browser(n % 2, from).signIn(n % 3 ? "x@example.com" : email, "a wrong password"));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
  const last = answers.at(-1)!;
  expect([last.body.code, Number(last.headers["retry-after"]) <= 60]).toEqual(["too_many_tries", true]);
  expect((await browser(0, from).signIn(email)).status).toBe(429);
  expect((await browser(1).signIn(email)).status).toBe(200);
  await nextMinute();
  expect((await browser(0, from).signIn(email)).status).toBe(200);
});

test("ten wrong ones for one account from one network, then a quarter of an hour; said from the third last on", async () => {
  const from = elsewhere();
  const told: string[] = [];
  for (let n = 0; n < 10; n++) {
    if (n === 5) await nextMinute();
    const { status, body } = await browser(0, from).signIn(email, "a wrong password");
    expect([status, body.triesLeft]).toEqual([401, 9 - n]);
    told.push(body.detail as string);
  }
  expect(told.slice(5)).toEqual([
    "E-mail or password is wrong.",
    "E-mail or password is wrong. 3 more tries, then 15 minutes' wait.",
    "E-mail or password is wrong. 2 more tries, then 15 minutes' wait.",
    "E-mail or password is wrong. 1 more try, then 15 minutes' wait.",
    "E-mail or password is wrong. Wait 15 minutes.",
  ]);
  await nextMinute();
  const ends = () => desk.query(`select max(ends_at)::text as at from sign_in_tries`);
  const before = await ends();
  const refused = await browser(1, from).signIn(email);
  expect([refused.status, Number(refused.headers["retry-after"]) > 600, refused.body.detail]).toEqual([
    429,
    true,
    expect.stringMatching(/^Too many wrong passwords from here: wait 15 minutes\./),
  ]);
  // Who goes on trying does not lengthen it, and keeps nobody out who comes from elsewhere.
  expect(await ends()).toEqual(before);
  expect((await browser().signIn(email)).status).toBe(200);
  await desk.query(`update sign_in_tries set ends_at = now()`);
  expect((await browser(1, from).signIn(email)).status).toBe(200);
});

test("all of twenty guesses at the same moment are counted", async () => {
  const from = elsewhere();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => browser(n % 2, from).signIn(email, `guess number ${n}`)),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
});

test("wrong present passwords of a live session count too", async () => {
  const thief = browser();
  await thief.signIn(email);
  const guess = (n: number) => thief.post("/session/password", { current: `guess number ${n}`, next: "taken over by evil" });
  const statuses = [];
  for (let n = 0; n < 6; n++) statuses.push((await guess(n)).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

test("nothing empty, no list, no object, no spaces come in anywhere", async () => {
  const odd = ["", " ", "\t\n", null, [], [""], {}, { $ne: "" }, 0, true, "x".repeat(5_000)];
  const secret = "s".repeat(43);
  const rows: [string, Record<string, unknown>][] = [
    ["/session", { email, password: PASSWORD }],
    ["/session/invite", { invite: secret, password: PASSWORD }],
    ["/session/welcome", { welcome: secret, name: "x", email: "x@example.com", password: PASSWORD }],
  ];
  const { length } = await desk.query(`select from sessions`);
  for (const [path, body] of rows)
    for (const name of Object.keys(body))
      for (const value of odd) {
        const got = await browser().post(path, { ...body, [name]: value });
        expect([path, name, value, got.status, got.body.code]).toEqual([path, name, value, 400, "invalid_body"]);
      }
  for (const invite of ["undefined", "null", secret.slice(1), `${secret}=`, "%00".repeat(15)])
    expect((await browser().post("/session/invite", { invite, password: PASSWORD })).status).toBe(400);
  expect((await browser().post("/session/invite", { invite: secret, password: PASSWORD })).body.code).toBe("void_link");
  expect(await desk.query(`select from sessions`)).toHaveLength(length);
  expect(await desk.query(`select from sign_in_tries`)).toHaveLength(0);
});

test("a flood of sign-ins from one address is cut before anything is hashed", async () => {
  const from = elsewhere();
  const answers = await Promise.all(Array.from({ length: 70 }, () => browser(0, from).post("/session", {})));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
  expect(answers.find(({ status }) => status === 429)?.body.code).toBe("rate_limited");
});
