/*
 * What counts as new work for the one signed in: a customer's word where one holds the conversation or owns the ticket, a ticket that
 * came to one, a ticket nobody has yet in one's own team (or in a team that has nobody), an alert to oneself. Nothing here asks or
 * shows; it compares what is known with what is there now.
 */

export type NewsKind = "said" | "mine" | "unassigned" | "alert";

/** Only what may stand on a locked screen: which ticket, whose. */
export interface News {
  kind: NewsKind;
  /** T-000123; null: a conversation without a ticket, or an alert about none. */
  number: string | null;
  customer: string | null;
}

export interface Work {
  ticketId: string;
  number: string;
  customer: string | null;
  conversationId: string;
  team: string;
}

/** What one has in hand, and what nobody has. */
export interface Desk {
  mine: readonly Work[];
  unassigned: readonly Work[];
}

export interface Known {
  /** Tickets that were told of, or stood there from the start, with where they were seen. */
  mine: ReadonlySet<string>;
  unassigned: ReadonlySet<string>;
}

const idsOf = (works: readonly Work[]): string[] => works.map(({ ticketId }) => ticketId);

export const knownOf = ({ mine, unassigned }: Desk): Known => ({
  mine: new Set(idsOf(mine)),
  unassigned: new Set(idsOf(unassigned)),
});

/** Once known it stays so: a ticket handed away and back within the day is no news; only one's own is told even after it was nobody's. */
export function together(known: Known, desk: Desk): Known {
  return {
    mine: new Set([...known.mine, ...idsOf(desk.mine)]),
    unassigned: new Set([...known.unassigned, ...idsOf(desk.unassigned), ...idsOf(desk.mine)]),
  };
}

/**
 * The tickets that came since. `open`: the number of the ticket that stands open, which one took oneself or sees anyway. `ours`: the
 * team's work is looked after by the one signed in.
 */
export function cameSince(
  known: Known,
  desk: Desk,
  { open, ours }: { open: string | null; ours: (team: string) => boolean },
): News[] {
  const mine = desk.mine.filter(({ ticketId, number }) => !known.mine.has(ticketId) && number !== open);
  const unassigned = desk.unassigned.filter(
    ({ ticketId, number, team }) => !known.unassigned.has(ticketId) && number !== open && ours(team),
  );
  const inMine = new Set(idsOf(desk.mine));
  return [
    ...mine.map((work) => newsOf("mine", work)),
    ...unassigned.filter(({ ticketId }) => !inMine.has(ticketId)).map((work) => newsOf("unassigned", work)),
  ];
}

export const newsOf = (kind: NewsKind, { number, customer }: Pick<News, "number" | "customer">): News => ({
  kind,
  number,
  customer,
});
