import type { Commitment } from "../../../../src/domain/commitment/commitment.js";
import { HOUR_MS, MINUTE_MS } from "../../../../src/domain/time.js";
import { aPromise } from "./a-change.js";
import type { Desk } from "./a-database.js";
import { anAffair } from "./an-affair.js";

type Owed = Partial<Commitment>;

/** Tickets and what they owe, by minutes from now; `at` is asked at each, since a desk is made after the tests are named. */
export function makeOwing(at: () => { desk: Desk; agentId: string; now: number }) {
  /** A ticket with what it owes, each due so many minutes from now. */
  async function owing(minutes: number[], of: Parameters<typeof anAffair>[1] & { each?: Owed } = {}) {
    const affair = await anAffair(at(), { ...of, change: { commitments: [] } });
    for (const m of minutes) await promise(affair, m, of.each);
    return affair;
  }

  async function promise({ ticket, conversation }: Awaited<ReturnType<typeof anAffair>>, minutes: number, each: Owed = {}) {
    const { desk, now } = at();
    const c = aPromise({ ticketId: ticket.id, dueAt: now + minutes * MINUTE_MS, startedAt: now - 10 * HOUR_MS, ...each });
    await desk.query(
      `insert into commitments (id, conversation_id, ticket_id, kind, state, owed_to, owed_by, started_at, due_at, clock, said_at, told_before,
         why, ended_at, policy_version) values ($1, $2, $3, $4, $5, 'customer', $6, $7, $8, 'always', $9, $10, 'sla.P2', $11, 'p1')`,
      [
        c.id,
        conversation.id,
        ticket.id,
        c.kind,
        c.state,
        c.owedBy,
        new Date(c.startedAt),
        new Date(c.dueAt),
        c.saidAt === null ? null : new Date(c.saidAt),
        c.toldBefore,
        c.endedAt === null ? null : new Date(c.endedAt),
      ],
    );
    return c.id;
  }

  return { owing, promise };
}
