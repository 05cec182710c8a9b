import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * One person on many channels: where they wrote last, where they chose to be told things, and which contact of a new file nobody else
 * was vouched for with, so that of two first messages at once one finds the other's file.
 */
const UP = `
alter table customers
  add column prefers text constraint customers_prefers_check check (prefers in ('last', 'web', 'slack', 'botframework')),
  add column wrote_in uuid;
create index identities_customer on identities (customer_id);
alter table contacts add column sole boolean not null default false;
create unique index contacts_sole on contacts (lookup) where sole;
`;

export class Persons1796256000000 implements MigrationInterface {
  readonly name = "Persons1796256000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version does not see the columns, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
