import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Lists that grew with all tickets there ever were: an owner's, a team's (also one that has none), what is owed by ticket (the queue
 * asks it of every ticket that it looks at), what was alerted and what could not be brought out, which are looked at by when they
 * ended. When a ticket was first answered, which a report asks of each of its tickets, stands in two small indexes instead of among
 * everything that ever happened to it.
 */
const UP = `
create index tickets_owner on tickets (owner_id, id);
create index tickets_team on tickets (team_id, id);
create index commitments_owed_ticket on commitments (ticket_id, due_at, id) where state in ('owed', 'paused');
drop index commitments_alerted;
create index commitments_alerted on commitments (ended_at, id) where alerts <> '[]';
create index commitments_first_response on commitments (ticket_id, said_at) where kind = 'first_response' and state <> 'dropped';
create index events_answered_late on events (ticket_id, at) where type = 'answered_late';
create index deliveries_lost on deliveries (settled_at, id) where state in ('parked', 'unknown', 'expired') and kind <> 'typing';
`;

export class Scale1796169600000 implements MigrationInterface {
  readonly name = "Scale1796169600000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** An older version is as well served by these indexes, so a roll-back leaves them where they are. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
