import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup } from "../../../../src/adapters/postgres/backup/backup.js";
import { restore } from "../../../../src/adapters/postgres/backup/restore.js";
import { migrate } from "../../../../src/adapters/postgres/migrate.js";
import { createDatabase, templateDatabase } from "../../../support/postgres.js";
import { query } from "./desk-to-keep.js";

test("the product's own schema, freshly migrated, takes a backup of itself without a word about seeds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "frontdoor-backup-"));
  const template = await templateDatabase(async (url) => void (await migrate(url)));
  const [full, empty] = await Promise.all([createDatabase(template), createDatabase(template)]);
  await query(
    full.url,
    `insert into teams values ('duty', '{"en": "Duty"}', null);
     insert into agents (id, name, role, team_id) values ('01900000-0000-7000-8000-000000000001', '值班 / Duty', 'agent', 'duty');
     update teams set duty_agent_id = '01900000-0000-7000-8000-000000000001'; select nextval('ticket_numbers')`,
  );
  expect(await backup(full.url, join(folder, "desk"))).toHaveProperty("bytes");
  expect(await restore(empty.url, join(folder, "desk"), { isRunning: () => false })).toHaveProperty("rows");
  const all = "select name, duty_agent_id, (select name from agents) as duty, nextval('ticket_numbers') from teams";
  expect(await query(empty.url, all)).toEqual(await query(full.url, all));
  await Promise.all([full.drop(), empty.drop(), rm(folder, { recursive: true })]);
});
