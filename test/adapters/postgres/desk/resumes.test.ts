import { v7 as newId } from "uuid";
import { makeResumes } from "../../../../src/adapters/postgres/desk/resumes.js";
import { makeTokenHash } from "../../../../src/adapters/crypto/keys.js";
import { aDatabase } from "./a-database.js";
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
  const secret = await resumes.create(conversationId, "dl_a");
  expect(secret.length).toBeGreaterThanOrEqual(43);
  const used = await resumes.use(secret);
  expect(used).toMatchObject({ conversationId, userId: "dl_a" });
  await older("29 days 23 hours");
  expect(await resumes.use(used!.resume)).toMatchObject({ conversationId });
});

test("two tabs that reload at once both go on; a minute later the old secret is void", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const secret = await resumes.create(newId(), "dl_a");
  const [a, b] = await Promise.all([resumes.use(secret), makeResumes(desk.another(), { hash }).use(secret)]);
  expect(a && b && a.resume !== b.resume).toBe(true);
  await older("30 seconds");
  expect(await resumes.use(secret)).not.toBeNull();
  await older("31 seconds");
  expect(await resumes.use(secret)).toBeNull();
  expect(await resumes.use(a!.resume)).not.toBeNull();
  expect(await resumes.use(b!.resume)).not.toBeNull();
});

test("it ends after its time, and when it is forgotten", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const conversationId = newId();
  const month = await resumes.create(conversationId, "dl_a");
  const week = await resumes.create(conversationId, "dl_a", 7 * 86_400_000);
  await older("7 days 1 second");
  expect(await resumes.use(week)).toBeNull();
  const used = await resumes.use(month);
  await resumes.forget(conversationId);
  expect(await resumes.use(month)).toBeNull();
  expect(await resumes.use(used!.resume)).toBeNull();
});

test("the database holds no secret, only its hash; nonsense is nobody's", async () => {
  const resumes = makeResumes(desk.pool, { hash });
  const secret = await resumes.create(newId(), "dl_a");
  const [row] = await desk.query<{ row: string }>(`select r::text as row from resumes r`);
  expect(row!.row).not.toContain(secret);
  expect(row!.row).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
  for (const bad of ["", "x", secret.slice(1), `${secret}=`, "\u0000".repeat(43)]) expect(await resumes.use(bad)).toBeNull();
});
