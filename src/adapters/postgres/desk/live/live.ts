import { v7 as newId } from "uuid";
import type { Background, Committed } from "../../../../application/desk-ports.js";
import { PRESENCE_MS } from "../../../../application/live.js";
import type { Live, LiveEvent, LiveListener, Presence } from "../../../../application/live.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { LIVE_CHANNEL, notifyLive } from "../../sql/live/notify-live.js";
import { makeListener } from "../bell/listener.js";
import { levelsOf } from "../../../../application/alerts/alerts.js";
import { alertsOf, hintOf, hintsIn, payloadsOf } from "./hints.js";

/** Gathered so long for the other instances: ten notifications a second at most, however many turns there are. */
const GATHER_MS = 100;
/** More at once is "everything". */
const GATHERED_MOST = 500;
/** Kept for whoever comes back with `Last-Event-ID`. */
const KEPT_MOST = 1_000;
const TICKETS_WATCHED_MOST = 10_000;

interface LiveDeps {
  pool: Pool;
  failed: (error: unknown) => void;
  /** Machine time, milliseconds. */
  now?: () => number;
}

export type DeskLive = Live &
  Background &
  Committed & {
    /** Tells all pages here and on the other instances. */
    tell(event: LiveEvent): void;
    /** Ends every listener: they come back to another instance. */
    close(): void;
  };

/** Own pages hear at once, those of other instances within a tenth of a second. */
export function makeLive({ pool, failed, now = Date.now }: LiveDeps): DeskLive {
  const instance = newId();
  const listeners = new Set<LiveListener>();
  const kept = makeKept(instance);
  const watching = makeWatching(now);

  const emit = (event: LiveEvent): void => {
    const isPassing = event.kind === "presence" || event.kind === "typing";
    if (event.kind === "presence") watching.heard(event);
    const id = isPassing ? null : kept.add(event);
    for (const listener of listeners) tellOne(listener, id, event);
  };
  const tellOne = (listener: LiveListener, id: string | null, event: LiveEvent): void => {
    if (!concerns(listener, event)) return;
    try {
      listener.tell(id, event);
    } catch (error) {
      failed(error);
    }
  };
  const others = makeOthers(pool, { instance, emit, failed });
  const tell = (event: LiveEvent): void => {
    emit(event);
    others.tell(event);
  };
  return {
    tell,
    join: (joined, lastEventId) => {
      const missing = lastEventId === null ? [] : kept.since(lastEventId);
      for (const { id, event } of missing) tellOne(joined, id, event);
      listeners.add(joined);
      return () => void listeners.delete(joined);
    },
    present: (presence) => {
      tell({ kind: "presence", ...presence });
      return watching.others(presence);
    },
    committed: (changes) => {
      for (const change of changes) {
        const hint = hintOf(change);
        if (hint) tell(hint);
        for (const alert of alertsOf(change)) tell(alert);
      }
    },
    close: () => {
      for (const each of [...listeners]) each.end();
    },
    start: others.start,
    stop: others.stop,
  };
}

/** A held reply's end is its author's, an alert is for its owner or for who hears of its level. */
function concerns({ agentId, role }: LiveListener, event: LiveEvent): boolean {
  if (event.kind === "draft") return event.to === agentId;
  if (event.kind !== "alert") return true;
  return event.to === null ? levelsOf(role).includes(event.level) : event.to === agentId;
}

/** The last hints by their ids, which name the instance: nobody can go on from another's. */
function makeKept(instance: string) {
  const kept: { n: number; event: LiveEvent }[] = [];
  let n = 0;
  const idOf = (of: number): string => `${instance}.${of}`;
  return {
    add: (event: LiveEvent): string => {
      kept.push({ n: ++n, event });
      if (kept.length > KEPT_MOST) kept.shift();
      return idOf(n);
    },
    /** What followed, or `all` where that is not known any more. */
    since: (lastEventId: string): { id: string; event: LiveEvent }[] => {
      const [of, last] = lastEventId.split(".");
      const from = Number(last);
      const oldest = (kept[0]?.n ?? n + 1) - 1;
      const isKnown = of === instance && Number.isInteger(from) && from >= oldest && from <= n;
      if (!isKnown) return [{ id: idOf(n), event: { kind: "all" } }];
      return kept.filter((each) => each.n > from).map((each) => ({ id: idOf(each.n), event: each.event }));
    },
  };
}

/** Who is at which ticket, from memory: every instance hears of all. */
function makeWatching(now: () => number) {
  const tickets = new Map<string, Map<string, Presence & { at: number }>>();
  return {
    heard: ({ ticketId, agent, name, state }: Presence): void => {
      const there = tickets.get(ticketId) ?? new Map<string, Presence & { at: number }>();
      // Anew, so that the oldest ticket comes first.
      tickets.delete(ticketId);
      if (state === "away") there.delete(agent);
      else there.set(agent, { ticketId, agent, name, state, at: now() });
      if (there.size > 0) tickets.set(ticketId, there);
      for (const oldest of tickets.keys()) {
        if (tickets.size <= TICKETS_WATCHED_MOST) break;
        tickets.delete(oldest);
      }
    },
    others: ({ ticketId, agent }: Presence): Presence[] =>
      [...(tickets.get(ticketId)?.values() ?? [])]
        .filter((each) => each.agent !== agent && now() - each.at < PRESENCE_MS)
        .map(({ at: _, ...presence }) => presence),
  };
}

interface Others {
  instance: string;
  emit: (event: LiveEvent) => void;
  failed: (error: unknown) => void;
}

function makeOthers(pool: Pool, { instance, emit, failed }: Others) {
  let gathered: LiveEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let listened = false;
  const flush = (): void => {
    timer = undefined;
    const hints: LiveEvent[] = gathered.length > GATHERED_MOST ? [{ kind: "all" }] : gathered;
    gathered = [];
    run(pool, notifyLive, [payloadsOf(instance, hints)]).catch(failed);
  };
  const listener = makeListener(pool, {
    channel: LIVE_CHANNEL,
    heard: (payload) => {
      const { from, hints } = hintsIn(payload);
      if (from !== instance) for (const hint of hints) emit(hint);
    },
    listening: () => {
      if (listened) emit({ kind: "all" });
      listened = true;
    },
    failed,
  });
  return {
    tell: (event: LiveEvent): void => {
      if (gathered.length <= GATHERED_MOST) gathered.push(event);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    start: listener.start,
    stop: async (): Promise<void> => {
      clearTimeout(timer);
      await listener.stop();
    },
  };
}
