import { setTimeout as sleep } from "node:timers/promises";
import type { Warn } from "../api/call.js";
import { SlackFault } from "../api/fault.js";
import type { DeskReceiver } from "./receiver.js";
import { type Frame, openSocket, type SlackSocket, type SocketTimes } from "./socket.js";

const TIMES: SocketTimes = { helloWithinMs: 10_000, pingEveryMs: 3_000, silenceMostMs: 10_000 };
const RETRY_FIRST_MS = 250;
/** Slack's own client waits three minutes after an outage of ten (reliability 0, finding 6). */
const RETRY_MOST_MS = 10_000;
/** While the app is not let in. */
const SHUT_MS = 30_000;
/** Then the operator is told. */
const WITHOUT_MOST_MS = 30_000;
/** Slack sends some away as soon as they come: another at once would only be the next. */
const LIVES_LEAST_MS = 2_000;
/** What came over the old socket is answered there before it goes. */
const OLD_LIVES_MS = 5_000;

export interface SocketModeDeps {
  /** A fresh address; each is good for one socket. Rejects with {@link SlackFault}. */
  address: () => Promise<string>;
  receiver: DeskReceiver;
  warn: Warn;
  failed: (error: unknown) => void;
  times?: Partial<SocketTimes>;
}

export interface SocketMode {
  /** Does not wait for Slack: while it is away, the desk runs. */
  start(): void;
  stop(): Promise<void>;
}

/** One socket at all times. The next is opened before Slack closes the one in hand, so that nothing is sent into a gap. */
export function makeSocketMode(deps: SocketModeDeps): SocketMode {
  const { warn, failed } = deps;
  const stopping = new AbortController();
  const open = new Set<SlackSocket>();
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    const health = makeHealth(warn);
    while (!stopping.signal.aborted) {
      try {
        let refresh = (): void => undefined;
        const refreshed = new Promise<void>((resolve) => (refresh = resolve));
        const socket = await openNext(deps, { onRefresh: () => refresh(), isStopping: () => stopping.signal.aborted });
        open.add(socket);
        void socket.ended.then(() => open.delete(socket));
        const openedAt = performance.now();
        health.isOpen();
        await Promise.race([refreshed, socket.ended, aborted(stopping.signal)]);
        // The one that was told to go lives on until the next is open, and a little longer.
        retire(socket, open, stopping.signal).catch(failed);
        if (performance.now() - openedAt < LIVES_LEAST_MS) await pause(health.failed(null));
        else health.lived();
      } catch (error) {
        await pause(health.failed(error));
      }
    }
  };
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  return {
    start: () => void (running ??= run()),
    stop: async () => {
      stopping.abort();
      await deps.receiver.stop();
      for (const socket of open) socket.close();
      await running;
      await Promise.all([...open].map(({ ended }) => ended));
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

/** Once another is open, or after a while, an old socket is closed. */
async function retire(old: SlackSocket, open: ReadonlySet<SlackSocket>, signal: AbortSignal): Promise<void> {
  if (!open.has(old)) return;
  const until = performance.now() + OLD_LIVES_MS;
  const hasNext = (): boolean => [...open].some((socket) => socket !== old);
  while (performance.now() < until && !signal.aborted && !hasNext()) await sleep(50, undefined, { ref: false });
  if (hasNext()) await sleep(OLD_LIVES_MS / 2, undefined, { ref: false, signal }).catch(() => undefined);
  if (!signal.aborted) old.close();
}

/** How long to wait after a failure, and when the operator is to know. */
function makeHealth(warn: Warn) {
  let failures = 0;
  let since: number | null = null;
  let told = false;
  return {
    isOpen: (): void => {
      if (told) warn({ event: "slack_socket_open" }, "a socket to Slack is open again");
      [since, told] = [null, false];
    },
    lived: (): void => void (failures = 0),
    failed: (error: unknown): number => {
      failures += 1;
      since ??= performance.now();
      if (!told && performance.now() - since > WITHOUT_MOST_MS) {
        told = true;
        warn({ event: "slack_no_socket" }, "no socket to Slack for 30 s: nothing is heard from there");
      }
      if (error instanceof SlackFault && error.kind === "shut") return SHUT_MS;
      if (error instanceof SlackFault && error.afterMs !== null) return Math.min(error.afterMs, SHUT_MS);
      return Math.min(RETRY_FIRST_MS * 2 ** Math.min(failures, 10), RETRY_MOST_MS) * (0.5 + Math.random() / 2);
    },
  };
}

async function openNext(deps: SocketModeDeps, of: { onRefresh: () => void; isStopping: () => boolean }): Promise<SlackSocket> {
  const url = await deps.address();
  const socket: SlackSocket = await openSocket(
    url,
    (frame) => {
      if (frame["type"] === "disconnect") of.onRefresh();
      else if (!of.isStopping()) heed(deps, frame, (answer) => socket.send(answer)).catch(deps.failed);
    },
    { ...TIMES, ...deps.times },
  );
  if (of.isStopping()) socket.close();
  return socket;
}

/** Acknowledged by its envelope once it is stored; what is not comes again, over whichever socket. */
async function heed({ receiver }: SocketModeDeps, frame: Frame, answer: (frame: object) => void): Promise<void> {
  const { envelope_id, payload, retry_attempt, retry_reason } = frame;
  if (typeof envelope_id !== "string" || typeof payload !== "object" || payload === null) return;
  const retryReason = typeof retry_reason === "string" && retry_reason !== "" ? retry_reason : null;
  const outcome = await receiver.heed({ payload: payload, retryNum: Number(retry_attempt) || 0, retryReason });
  if (!outcome.done) return;
  const isText = typeof outcome.answer === "string";
  const shown = isText ? { text: outcome.answer } : outcome.answer;
  answer({
    envelope_id,
    ...(shown === null || shown === undefined || frame["accepts_response_payload"] !== true ? {} : { payload: shown }),
  });
}
