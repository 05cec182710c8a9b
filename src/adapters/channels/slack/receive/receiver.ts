import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseAway } from "../../../../application/ports.js";
import type { Warn } from "../api/call.js";

/** Slack gives three seconds; what is not done by then goes on, and the retry finds it done. */
const ANSWER_WITHIN_MS = 2_500;

const STOP_WITHIN_MS = 10_000;

export type Payload = ReceiverEvent["body"];

export interface Told {
  payload: Payload;
  retryNum: number;
  retryReason: string | null;
}

/** `again`: nothing was stored, or not in time: Slack is to send it again. `answer`: what a click, a form or a command is told. */
export type Outcome = { done: true; answer: unknown } | { done: false };

/** Enters Bolt for both transports. Bolt itself acknowledges events before any listener ran: its `ack` has no effect here for them. */
export interface DeskReceiver extends Receiver {
  heed(told: Told): Promise<Outcome>;
  /** Once what is under way is done, or ten seconds have passed: what is not stored by then comes again. */
  stop(): Promise<void>;
}

export interface ReceiverDeps {
  warn: Warn;
  failed: (error: unknown) => void;
}

export function makeReceiver({ warn, failed }: ReceiverDeps): DeskReceiver {
  let app: App | null = null;
  const underWay = new Set<Promise<unknown>>();
  const process = (event: ReceiverEvent): Promise<boolean> => {
    const work: Promise<boolean> = app!
      .processEvent(event)
      .then(
        () => true,
        (error: unknown) => {
          // The server's own log has it already, once for all requests.
          if (!isAway(error)) failed(error);
          return false;
        },
      )
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  };
  return {
    init: (given) => void (app = given),
    start: () => Promise.resolve(),
    stop: async () => void (await Promise.race([Promise.all(underWay), sleep(STOP_WITHIN_MS, undefined, { ref: false })])),
    heed: ({ payload, retryNum, retryReason }) => {
      const common = { body: payload, retryNum, ...(retryReason === null ? {} : { retryReason }) };
      if (isEvent(payload)) return inTime(process({ ...common, ack: () => Promise.resolve() }).then(outcomeOf));
      if (payload.type === "app_rate_limited") {
        warn({ event: "slack_app_rate_limited" }, "Slack drops events of this workspace: more than 30,000 within the hour");
        return Promise.resolve(DONE);
      }
      if (!isForBolt(payload)) return Promise.resolve(DONE);
      return new Promise((resolve, reject) => {
        const ack = (answer?: unknown): Promise<void> => Promise.resolve(resolve({ done: true, answer: answer ?? null }));
        inTime(process({ ...common, ack }).then(outcomeOf)).then(resolve, reject);
      });
    },
  };
}

const DONE: Outcome = { done: true, answer: null };
const AGAIN: Outcome = { done: false };
const outcomeOf = (done: boolean): Outcome => (done ? DONE : AGAIN);

const inTime = (outcome: Promise<Outcome>): Promise<Outcome> =>
  Promise.race([outcome, sleep(ANSWER_WITHIN_MS, AGAIN, { ref: false })]);

/** With an inner event, shaped as Bolt takes them. What is not is acknowledged and let go: it would be no other the next time (F21). */
function isEvent({ type, event }: Payload): boolean {
  if (type !== "event_callback" || !isObject(event) || typeof event["type"] !== "string") return false;
  const { channel = "", item = {} } = event;
  return (typeof channel === "string" || isObject(channel)) && isObject(item);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isForBolt = (payload: Payload): boolean =>
  typeof payload.command === "string" ||
  ["block_actions", "view_submission", "view_closed", "message_action", "shortcut", "block_suggestion"].includes(
    String(payload.type),
  );

/** Bolt wraps what listeners throw. */
function isAway(error: unknown): boolean {
  const { original, originals } = error as { original?: unknown; originals?: unknown[] };
  if (originals !== undefined) return originals.every(isAway);
  return error instanceof DatabaseAway || original instanceof DatabaseAway;
}
