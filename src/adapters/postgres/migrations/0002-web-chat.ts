import type { MigrationInterface, QueryRunner } from "typeorm";
import { ATTACHMENTS } from "./0002-attachment-tables.js";
import { RESUMES } from "./0002-resumes.js";

/** What the web chat shows beside words: cards and what is owed (`display`, nothing personal), and files. */
const UP = `
alter table messages add column attachments jsonb, add column display jsonb;
${ATTACHMENTS}${RESUMES}`;

export class WebChat1795392000000 implements MigrationInterface {
  readonly name = "WebChat1795392000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** Columns only: an older version does not see them, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
