import { LINK_KINDS, type LinkKind } from "../../../../../domain/input.js";

export interface LinkedTicket {
  /** The other ticket's id. */
  to: string;
  /** Null: told by the ticket itself only, as when a demand came out of another. */
  as: LinkKind | null;
}

/** Every link once, as it was said last; the newest first. */
export function linksOf(ticket: { linkedTo: string | null }, events: readonly { type: string; data: unknown }[]): LinkedTicket[] {
  const links = new Map<string, LinkedTicket>();
  for (const { type, data } of events) {
    if (type !== "linked") continue;
    const { to, as } = data as { to?: unknown; as?: unknown };
    if (typeof to !== "string") continue;
    links.delete(to);
    links.set(to, { to, as: LINK_KINDS.find((kind) => kind === as) ?? null });
  }
  if (ticket.linkedTo !== null && !links.has(ticket.linkedTo)) links.set(ticket.linkedTo, { to: ticket.linkedTo, as: null });
  return [...links.values()].reverse();
}
