import { makeTokenHash } from "../../../../src/adapters/crypto/keys.js";
import { makeInvites } from "../../../../src/adapters/postgres/desk/sign-in/invites.js";
import { makeAccounts, makeSessions } from "../../../../src/adapters/postgres/desk/sign-in/sessions.js";
import { makeTries } from "../../../../src/adapters/postgres/desk/sign-in/tries.js";
import { cutAddress } from "../../../../src/adapters/postgres/desk/sign-in/where.js";
import { makeUpkeep } from "../../../../src/adapters/postgres/desk/upkeep.js";
import { aDatabase, aDesk, type Desk } from "./a-database.js";

const hash = makeTokenHash(Buffer.alloc(32, 7), "session");
const VISIT = { address: "203.0.113.9", browser: "Firefox", session: null };
const CLI = { by: "cli" } as const;

let desk: Desk;
let id: string;
beforeEach(async () => {
  desk = await aDatabase();
  await aDesk(desk);
  const [row] = await desk.query<{ id: string }>(
    `insert into agents (id, name, role, team_id, email, password)
     values (gen_random_uuid(), 'Chen', 'agent', 'care', 'chen@example.com', 'old') returning id`,
  );
  id = row!.id;
});
afterEach(() => desk.drop());

const open = (verified = "old") => makeSessions(desk.pool, { hash }).open({ id, verified, better: null }, VISIT);

test("a password that changed, or a person disabled, between the check and the session opens none", async () => {
  expect(await open("older")).toBeNull();
  await desk.query(`update agents set disabled_at = now()`);
  expect(await open()).toBeNull();
  expect(await desk.query(`select from sessions union all select from audit`)).toEqual([]);
});

test("of two changes of one password at once the second finds another one", async () => {
  const [one, two] = [await open(), await open()];
  const accounts = [desk.pool, desk.another()].map((pool) => makeAccounts(pool, { hash }));
  const outcomes = await Promise.all(
    accounts.map((each, n) =>
      each.changePassword({ agentId: id, verified: "old", password: `new ${n}`, session: (n ? two : one)! }),
    ),
  );
  expect(outcomes.filter((session) => session !== null)).toHaveLength(1);
  expect(await desk.query(`select from sessions`)).toHaveLength(1);
});

test("an open page alone keeps nobody signed in", async () => {
  const sessions = makeSessions(desk.pool, { hash });
  const session = (await open())!;
  await desk.query(`update sessions set seen_at = now() - interval '1 hour', expires_at = now() + interval '1 hour'`);
  const left = async () =>
    (await desk.query<{ h: number }>(`select round(extract(epoch from expires_at - now()) / 3600)::int as h from sessions`))[0]
      ?.h;
  expect([(await sessions.find(session, { idle: true }))?.id, await left()]).toEqual([id, 1]);
  expect([(await sessions.find(session))?.id, await left()]).toEqual([id, 12]);
});

test("what is no secret of ours is looked up nowhere", async () => {
  const sessions = makeSessions(desk.pool, { hash });
  for (const odd of ["", "x", "\0", "a".repeat(42), "a".repeat(44), `${"a".repeat(42)}=`]) {
    expect(await sessions.find(odd)).toBeNull();
    expect(await makeInvites(desk.pool, { hash, defaultTeam: () => "care" }).find(odd)).toBeNull();
    await sessions.close(odd);
  }
  expect(await makeAccounts(desk.pool, { hash }).byEmail("chen@example.com\0")).toBeNull();
});

test("tries are counted in a span that begins with the first, over all instances, none lost", async () => {
  const pools = [desk.pool, desk.another(), desk.another()];
  const tries = pools.map((pool) => makeTries(pool, { hash, now: Date.now }));
  const counted = await Promise.all(Array.from({ length: 30 }, (_, n) => tries[n % 3]!.count("both a b", 60_000)));
  expect(counted.map((row) => row.tries).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  await tries[0]!.forgive("both a b", ["account a"]);
  expect(await tries[1]!.count("both a b", 60_000)).toMatchObject({ tries: 1, known: true });
  await desk.query(`update sign_in_tries set tries = 99, ends_at = now()`);
  expect(await tries[2]!.count("both a b", 60_000)).toMatchObject({ tries: 1, waitS: 60 });
  expect(await tries[0]!.count("account a", 60_000)).toMatchObject({ tries: 1, known: false });
});

test("failures of an hour are one row for each account and one for all that nobody has", async () => {
  const clock = { ms: Date.parse("2026-11-23T02:10:00Z") };
  const tries = makeTries(desk.pool, { hash, now: () => clock.ms });
  await Promise.all([id, id, null, null, null].map((agent) => tries.failed(agent)));
  clock.ms += 60 * 60_000;
  await tries.failed(id);
  const rows = await desk.query(`select subject_id, detail->'times' as times from audit order by id, detail->'times'`);
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(
    expect.arrayContaining([
      { subject_id: id, times: 2 },
      { subject_id: null, times: 3 },
      { subject_id: id, times: 1 },
    ]),
  );
});

test("of invitations of one person made at once one link is good", async () => {
  const wu = { email: "wu@example.com", name: "Wu", role: "agent", team: "care", slack: null } as const;
  const invites = [desk.pool, desk.another()].map((pool) => makeInvites(pool, { hash, defaultTeam: () => "care" }));
  const made = await Promise.all([0, 1, 0, 1].map((n) => invites[n]!.create(wu, CLI)));
  const secrets = made.flatMap((link) => ("secret" in link ? [link.secret] : []));
  expect([secrets.length, (await desk.query(`select from agents where name = 'Wu'`)).length]).toEqual([4, 1]);
  const found = await Promise.all(secrets.map((secret) => invites[0]!.find(secret)));
  expect(found.filter((link) => link !== null)).toHaveLength(1);
  const to = { password: "new", name: null, email: null };
  const used = await Promise.all(secrets.map((secret) => invites[1]!.use(secret, to, VISIT)));
  expect(used.filter((session) => session !== null)).toHaveLength(1);
});

test("a night takes what has ended, and keeps where somebody is known", async () => {
  await open();
  await desk.query(`insert into sessions select '\\x01', agent_id, now(), now(), now() - interval '1 s', '', '' from sessions`);
  await desk.query(
    `insert into invites (hash, kind, expires_at) values ('\\x01', 'welcome', now() - interval '31 days'), ('\\x02', 'welcome', now())`,
  );
  await desk.query(
    `insert into sign_in_tries values ('\\x01', 1, now() - interval '1 s', null), ('\\x02', 1, now() + interval '1 min', null),
      ('\\x03', 0, now() - interval '1 s', now() + interval '1 day'), ('\\x04', 0, now() - interval '1 s', now() - interval '1 s')`,
  );
  expect(await makeUpkeep(desk.pool)()).toMatchObject({ sessions: 1, invites: 1, tries: 2 });
});

test.each([
  ["203.0.113.9", "203.0.113.0"],
  ["::1", "0:0:0::"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::"],
  ["2001:db8::6", "2001:db8:0::"],
  ["fe80::1:2", "fe80:0:0::"],
  ["unknown", ""],
  ["", ""],
])("of the address %s is kept %s", (address, kept) => expect(cutAddress(address)).toBe(kept));
