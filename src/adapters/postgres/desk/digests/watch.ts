import type { Listed, Load, OwedRow, WatchFigures } from "../../../../domain/digest/figures.js";
import { DAY_MS, type Instant } from "../../../../domain/time.js";
import type { AlertLevel, CommitmentKind, Holder, Priority, TicketStatus } from "../../../../domain/words.js";
import { watchAlerts, watchBroken, watchOverdue, watchOwed, watchToldBefore, watchUnseen } from "../../sql/digests/watch-owed.js";
import { watchLoad, watchUnanswered, watchUrgent, watchWaiting } from "../../sql/digests/watch-tickets.js";
import type { Asks } from "../shared/in-transaction.js";

/** Rows of a list; how many there are in all stands beside them. */
const ROWS_MOST = 20;

interface Total {
  total: number;
}
interface DbOwed extends Total {
  number: number;
  priority: Priority;
  kind: CommitmentKind;
  due_at: Date;
  owner_id: string;
}
interface DbUrgent extends Total {
  number: number;
  priority: Priority;
  status: TicketStatus;
  due_at: Date | null;
  owner_id: string;
}
interface DbWaiting extends Total {
  number: number;
  priority: Priority;
  created_at: Date;
  owner_id: string;
}
interface DbUnanswered extends Total {
  number: number | null;
  unanswered_since: Date;
  holder: Holder;
  agent_id: string | null;
}
interface DbLoad extends Load {
  of: "team" | "agent";
  team_id: string | null;
  owner_id: string | null;
}

/** What has to be looked at now. The last 24 hours are those before `now`, on the clock. */
export async function countWatch(
  ask: Asks,
  { now, until, team }: { now: Instant; until: Instant; team: string | null },
): Promise<WatchFigures> {
  const [at, dayAgo, end] = [now, now - DAY_MS, until].map((each) => new Date(each).toISOString()) as [string, string, string];
  const urgent = await ask<DbUrgent>(watchUrgent, [team, ROWS_MOST]);
  const broken = owed(await ask<DbOwed>(watchBroken, [team, ROWS_MOST, dayAgo]));
  const toldBefore = await ask<{ n: number }>(watchToldBefore, [team, dayAgo]);
  const unanswered = await ask<DbUnanswered>(watchUnanswered, [team, ROWS_MOST]);
  const waiting = await ask<DbWaiting>(watchWaiting, [team, ROWS_MOST]);
  const alerts = await ask<{ level: AlertLevel; n: number }>(watchAlerts, [team, dayAgo]);
  const load = await ask<DbLoad>(watchLoad, [team, at, end]);
  return {
    urgent: listed(urgent, (row) => ({
      number: row.number,
      priority: row.priority,
      status: row.status,
      dueAt: row.due_at?.getTime() ?? null,
      owner: row.owner_id,
    })),
    overdue: owed(await ask<DbOwed>(watchOverdue, [team, ROWS_MOST, at])),
    owed: owed(await ask<DbOwed>(watchOwed, [team, ROWS_MOST, at, end])),
    broken: { silent: broken.total, toldBefore: toldBefore[0]?.n ?? 0, rows: broken.rows },
    unanswered: listed(unanswered, (row) => ({
      number: row.number,
      since: row.unanswered_since.getTime(),
      holder: row.holder,
      agent: row.agent_id,
    })),
    waiting: listed(waiting, (row) => ({
      number: row.number,
      priority: row.priority,
      createdAt: row.created_at.getTime(),
      owner: row.owner_id,
    })),
    unseen: owed(await ask<DbOwed>(watchUnseen, [team, ROWS_MOST])),
    alerts: { owner: 0, supervisor: 0, manager: 0, ...Object.fromEntries(alerts.map(({ level, n }) => [level, n])) },
    teams: loads(load, "team"),
    agents: loads(load, "agent"),
  };
}

const listed = <Row extends Total, T>(rows: Row[], view: (row: Row) => T): Listed<T> => ({
  total: rows[0]?.total ?? 0,
  rows: rows.map(view),
});

const owed = (rows: DbOwed[]): Listed<OwedRow> =>
  listed(rows, (row) => ({
    number: row.number,
    priority: row.priority,
    kind: row.kind,
    dueAt: row.due_at.getTime(),
    owner: row.owner_id,
  }));

const loads = (rows: DbLoad[], by: "team" | "agent"): Record<string, Load> =>
  Object.fromEntries(
    rows
      .filter(({ of }) => of === by)
      .map((row) => [
        (by === "team" ? row.team_id : row.owner_id)!,
        { open: row.open, urgent: row.urgent, overdue: row.overdue, owed: row.owed },
      ]),
  );
