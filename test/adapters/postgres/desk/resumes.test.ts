import { v7 as newId } from "uuid";
import { makeResumes } from "../../../../src/adapters/postgres/desk/resumes.js";
import { makeTokenHash } from "../../../../src/adapters/crypto/keys.js";
import { latestConversation } from "../../../../src/adapters/postgres/sql/resumes/latest-conversation.js";
import { aConversation, aDatabase, aDesk } from "./a-database.js";
import type { Desk } from "./a-database.js";

const hash = makeTokenHash(Buffer.alloc(32, 7));

let desk: Desk;
beforeEach(async () => {
  desk = await aDatabase();
});
afterEach(() => desk.drop());

const older = (interval: string) => desk.query(`update resumes set expires_at = expires_at - $1::interval`, [interval]);

test("a resume continues its conversation as the same visitor, and is renewed", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const conversationId = newId();
  const secret = await resumes.create(conversationId, "dl_a", "browser");
  expect(secret.length).toBeGreaterThanOrEqual(43);
  const used = await resumes.use(secret, null);
  expect(used).toMatchObject({ conversationId, userId: "dl_a" });
  await older("29 days 23 hours");
  expect(await resumes.use(used!.resume, null)).toMatchObject({ conversationId });
});

test("two tabs that reload at once both go on; a minute later the old secret is void", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const secret = await resumes.create(newId(), "dl_a", "browser");
  const [a, b] = await Promise.all([resumes.use(secret, null), makeResumes(desk.another(), { hash }).use(secret, null)]);
  expect(a && b && a.resume !== b.resume).toBe(true);
  await older("30 seconds");
  expect(await resumes.use(secret, null)).not.toBeNull();
  await older("31 seconds");
  expect(await resumes.use(secret, null)).toBeNull();
  expect(await resumes.use(a!.resume, null)).not.toBeNull();
  expect(await resumes.use(b!.resume, null)).not.toBeNull();
});

test("it ends after its time, and when it is forgotten", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const conversationId = newId();
  const month = await resumes.create(conversationId, "dl_a", "browser");
  const week = await resumes.create(conversationId, "dl_a", "link");
  await older("7 days 1 second");
  expect(await resumes.use(week, null)).toBeNull();
  const used = await resumes.use(month, null);
  await resumes.forget(conversationId);
  expect(await resumes.use(month, null)).toBeNull();
  expect(await resumes.use(used!.resume, null)).toBeNull();
});

test("the database holds no secret, only its hash; nonsense is nobody's", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const secret = await resumes.create(newId(), "dl_a", "browser");
  const [row] = await desk.query<{ row: string }>(`select r::text as row from resumes r`);
  expect(row!.row).not.toContain(secret);
  expect(row!.row).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
  for (const bad of ["", "x", secret.slice(1), `${secret}=`, "\u0000".repeat(43)])
    expect(await resumes.use(bad, null)).toBeNull();
});

test("a resume made under an identity works only with one of the same person; another's is left as it was", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const [own, conversationId] = [newId(), newId()];
  const secret = await resumes.create(conversationId, "dl_id_chen", "identity");
  const anonymous = await resumes.create(own, "dl_a", "browser");
  expect(await resumes.use(secret, null)).toBeNull();
  expect(await resumes.use(secret, "dl_id_wang")).toBeNull();
  expect(await resumes.use(anonymous, "dl_id_chen")).toBeNull();
  await older("29 days");
  const used = await resumes.use(secret, "dl_id_chen");
  expect(used).toMatchObject({ conversationId, userId: "dl_id_chen" });
  expect(await resumes.use(used!.resume, null)).toBeNull();
  expect(await resumes.use(used!.resume, "dl_id_chen")).not.toBeNull();
  expect(await resumes.use(anonymous, null)).toMatchObject({ conversationId: own });
});

test("a link works to its end, each time with a resume of its own that needs no identity", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const conversationId = newId();
  const link = await resumes.create(conversationId, "dl_id_chen", "link");
  const [first, second] = [await resumes.use(link, null), await resumes.use(link, null)];
  expect(first!.resume).not.toBe(second!.resume);
  await older("6 days 23 hours");
  expect(await resumes.use(link, null)).toMatchObject({ conversationId, userId: "dl_id_chen" });
  expect(await resumes.use(link, "dl_id_wang")).toBeNull();
  await older("2 hours");
  expect(await resumes.use(link, null)).toBeNull();
  const later = await resumes.use(first!.resume, null);
  expect(later).toMatchObject({ conversationId });
  await resumes.forget(conversationId);
  expect(await resumes.use(later!.resume, null)).toBeNull();
});

test("the conversation of a person whom the site names is the last alive on the web within 30 days of desk time, found by index", async () => {
  await aDesk(desk);
  const resumes = makeResumes(desk.pool, { hash });
  const user = `dl_id_${"a".repeat(32)}`;
  const opened = async (userId: string, { ago = "0", channel = "web" } = {}) => {
    const id = await aConversation(desk);
    await desk.query(
      `update conversations set channel_user_id = $2, channel = $3, last_at = now() - $4::interval where id = $1`,
      [id, userId, channel, ago],
    );
    return id;
  };
  await opened(user, { ago: "31 days" });
  expect(await resumes.latestOf(user)).toBeNull();
  const lively = await opened(user, { ago: "1 day" });
  await opened(user, { ago: "2 days" });
  await opened(user, { channel: "slack" });
  await opened("dl_id_other");
  expect(await resumes.latestOf(user)).toBe(lively);
  await desk.query(`update clock set offset_ms = 30 * 86400000::bigint`);
  expect(await resumes.latestOf(user)).toBeNull();
  const rows = await desk.query<{ "QUERY PLAN": string }>(
    `explain (costs off) ${latestConversation.text.replace("$1", "'dl_id_x'")}`,
  );
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/on conversations_identified|using conversations_identified/);
});
