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
     update teams set duty_agent_id = '01900000-0000-7000-8000-000000000001'; select nextval('ticket_numbers');
     insert into conversations (id, channel, channel_conversation_id, channel_user_id, locale, holder, seq, opened_at, last_at,
       dialog_version, version, mind)
     values ('01900000-0000-7000-8000-000000000002', 'web', 'c', 'dl_1', 'en', 'bot', 0, now(), now(), 'd', 1, '');
     insert into attachments (id, conversation_id, name, type, bytes, sha256, by)
     values ('01900000-0000-7000-8000-000000000003', '01900000-0000-7000-8000-000000000002', 'a.png', 'image/png', 1500000, '', 'customer');
     insert into attachment_chunks select '01900000-0000-7000-8000-000000000003', n, string_agg(sha256((n * 100000 + m)::text::bytea), '')
     from generate_series(0, 1) n, generate_series(1, 32000) m group by n`,
  );
  expect(await backup(full.url, join(folder, "desk"))).toHaveProperty("bytes");
  expect(await restore(empty.url, join(folder, "desk"), { isRunning: () => false })).toHaveProperty("rows");
  const all = "select name, duty_agent_id, (select name from agents) as duty, nextval('ticket_numbers') from teams";
  expect(await query(empty.url, all)).toEqual(await query(full.url, all));
  const files =
    "select name, bytes, n, length(sealed), md5(sealed) from attachments join attachment_chunks on attachment_id = id order by n";
  const kept = await query(full.url, files);
  expect(kept).toMatchObject([{ length: 1_024_000 }, { length: 1_024_000 }]);
  expect(await query(empty.url, files)).toEqual(kept);
  await Promise.all([full.drop(), empty.drop(), rm(folder, { recursive: true })]);
});
