import { DAY_MS, HOUR_MS, SECOND_MS } from "../../domain/time.js";
import type { Destination } from "./messenger.js";

export const DELIVERY_KINDS = ["typing", "customer", "digest", "webhook", "alert", "card"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export const DELIVERY_STATES = ["waiting", "sent", "unknown", "parked", "expired"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How long an outage may last before a delivery is of no use any more. */
export const DEADLINE_MS = {
  typing: 10 * SECOND_MS,
  customer: 72 * HOUR_MS,
  digest: DAY_MS,
  alert: DAY_MS,
  card: DAY_MS,
  webhook: 3 * DAY_MS,
} as const satisfies Record<DeliveryKind, number>;

export interface NewDelivery {
  /** UUID v7; also the idempotency key given to the channel. */
  id: string;
  channel: string;
  address: string;
  kind: DeliveryKind;
  /** JSON; stored sealed under the desk's own key. */
  payload: unknown;
  messageId: string | null;
}

/** A delivery that waits at the head of a leased destination. */
export interface Waiting {
  id: string;
  kind: DeliveryKind;
  payload: unknown;
  /** The message of the log that it brings out; null: it is none. */
  messageId: string | null;
  /** Answers so far that blamed the message. */
  refusals: number;
  /** Tries so far that ended in an outage. */
  attempts: number;
  /** Tries so far whose outcome is unknown; a claim that was lost while it may have been sent counts. */
  unknowns: number;
  /** Why it must not be sent any more: its deadline is over, or its payload cannot be read. */
  dead: "deadline" | "unreadable" | null;
}

/** A destination leased for `LEASE_MS`, with its oldest waiting deliveries in order. */
export interface Lease {
  destination: Destination;
  /** Fences the finisher: a later lease of the same destination makes this one void. */
  token: string;
  waiting: Waiting[];
}

/** What became of one delivery. `waiting`: it stays at the head and is tried again. */
export interface Settled {
  id: string;
  kind: DeliveryKind;
  messageId: string | null;
  state: DeliveryState;
  reason: string | null;
  refusals: number;
  attempts: number;
  unknowns: number;
}

/** Ends a lease. `retryMs`: nothing goes to this destination before; 0: what waits may go at once. */
export interface Finished {
  destinationId: string;
  token: string;
  settled: Settled[];
  retryMs: number;
}

export const LEASE_MS = 10 * SECOND_MS;

/** What may be leased of one channel. */
export interface Room {
  channel: string;
  /** Leases at most. */
  destinations: number;
  /** Deliveries a lease. One where the channel cannot tell a repeat: then only that one can ever be in doubt. */
  each: number;
}

/** The deliveries in Postgres. Each call is one statement; all reject with `DatabaseAway` on an outage. */
export interface Outbox {
  /** In the order given, for each destination. */
  enqueue(deliveries: readonly NewDelivery[]): Promise<void>;
  /** Leases destinations that are free and due. */
  claim(rooms: readonly Room[]): Promise<Lease[]>;
  /** Writes the outcomes, whole leases each; answers the destinations whose lease was lost meanwhile: nothing was written for them. */
  finish(finished: readonly Finished[]): Promise<string[]>;
}
