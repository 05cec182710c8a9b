import type { DeliveryKind } from "./outbox.js";

/** A channel's address: order and leases are per destination, so that a dead one never stops another (architecture 8). */
export interface Destination {
  id: string;
  channel: string;
  address: string;
}

export interface OutboundMessage {
  kind: DeliveryKind;
  /** As given to `enqueue`; the channel's own adapter knows its shape. */
  payload: unknown;
  /** It may have been sent before, the outcome is not known: look it up first where the channel can tell. */
  repeat: boolean;
}

/** `idempotencyKey`: the delivery's id. `signal` ends with the time there is for it. */
export interface SendCall {
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** Speaks to the destinations of one channel. Never throws for a dead chat; a throw counts as `unknown`. */
export interface Messenger {
  readonly channel: string;
  /** The channel can tell whether a key was sent before, so that a repeat is never a second message (Slack metadata). */
  readonly looksUp: boolean;
  /** What the channel asks to be left between two messages to one destination, over all instances. */
  readonly paceMs?: number;
  /** The same key may be given twice and is then sent once where the channel can tell. */
  send(to: Destination, message: OutboundMessage, call: SendCall): Promise<Sent>;
}

/**
 * `retry`: an outage, 429, 5xx; `afterMs` where the channel said how long, else null. `refused`: this message is to blame and may be
 * tried again; `gone`, `window-closed`: the destination will not take it, trying again is of no use.
 */
export type Sent =
  | { status: "sent" }
  | { status: "retry"; afterMs: number | null }
  | { status: "unknown" }
  | { status: "refused"; reason: string }
  | { status: "gone" | "window-closed" };
