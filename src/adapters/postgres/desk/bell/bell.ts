import { v7 as newId } from "uuid";
import type { Background } from "../../../../application/desk-ports.js";
import type { PublicLog, PublicMessage } from "../../../../application/ports.js";
import { makeTicker } from "../../../../application/deliveries/ticker.js";
import { SECOND_MS } from "../../../../domain/time.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { beat } from "../../sql/log/beat.js";
import { leave } from "../../sql/log/leave.js";
import { notifySaid, SAID_CHANNEL } from "../../sql/log/notify-said.js";
import { readHeads } from "../../sql/log/read-heads.js";
import { makeListener } from "./listener.js";

const POLL_MS = SECOND_MS;
/** Alone, all that is said is said here; the poll is for what a listener failed to take. */
const POLL_ALONE_MS = 5 * SECOND_MS;
const BEAT_MS = 5 * SECOND_MS;
const ALIVE_SECONDS = 15;
/** Conversations a statement of the poll, so that it stays short beside the turns. */
const HEADS_MOST = 2_000;
/** A notification may have 8,000 bytes; a conversation takes 45 or so. */
const TOLD_MOST = 150;

type Listener = Parameters<PublicLog["onSaid"]>[0];
type Cursors = Parameters<PublicLog["watch"]>[0];

export interface Bell extends Background {
  onSaid: PublicLog["onSaid"];
  watch: PublicLog["watch"];
  /** This process committed it: tells its own listeners at once and the other instances by one NOTIFY. */
  said(news: { conversationId: string; messages: PublicMessage[]; seq: number }[]): void;
}

/** Other instances hear by NOTIFY, and within a second by the poll where that is lost. */
export function makeBell(pool: Pool, { name, failed }: { name: string; failed: (error: unknown) => void }): Bell {
  const instance = newId();
  const listeners = new Set<Listener>();
  const watched = new Set<Cursors>();
  const emit = (conversationId: string, messages: PublicMessage[], seq: number) => {
    for (const listener of listeners) {
      try {
        listener(conversationId, messages, seq);
      } catch (error) {
        failed(error);
      }
    }
  };
  const tell = makeTeller(pool, { instance, failed });
  const others = makeOthers(pool, { instance, name });
  const poll = async () => {
    await others.beat();
    const cursors = [...watched].flatMap((of) => [...of()]);
    for (let i = 0; i < cursors.length; i += HEADS_MOST) {
      const some = cursors.slice(i, i + HEADS_MOST);
      const heads = await run<{ id: string; seq: string }>(pool, readHeads, [
        some.map(([id]) => id),
        some.map(([, cursor]) => cursor),
      ]);
      for (const { id, seq } of heads) emit(id, [], Number(seq));
    }
  };
  const ticker = makeTicker({ everyMs: () => (others.alive() ? POLL_MS : POLL_ALONE_MS), run: poll, failed });
  const heard = (payload: string) => {
    const [from, news = ""] = payload.split("|");
    if (from === instance) return;
    if (others.met()) ticker.ring();
    for (const each of news.split(",")) {
      const [conversationId, seq] = each.split(":");
      if (conversationId && seq) emit(conversationId, [], Number(seq));
    }
  };
  const listener = makeListener(pool, { channel: SAID_CHANNEL, heard, listening: ticker.ring, failed });

  return {
    onSaid: (each) => {
      listeners.add(each);
      return () => listeners.delete(each);
    },
    watch: (cursors) => void watched.add(cursors),
    said: (news) => {
      for (const { conversationId, messages, seq } of news) emit(conversationId, messages, seq);
      if (others.alive()) tell.news(news);
    },
    start: async () => {
      await others.beat();
      ticker.start();
      await listener.start();
      if (others.alive()) tell.hello();
    },
    stop: async () => {
      await Promise.all([ticker.stop(), listener.stop()]);
      await others.leave();
    },
  };
}

/** Whether other instances are alive: told by their beats, and by a newcomer's hello before its first. */
function makeOthers(pool: Pool, { instance, name }: { instance: string; name: string }) {
  let alive = false;
  let beatAt = -Infinity;
  return {
    alive: () => alive,
    /** True: for the first time. */
    met: () => {
      const first = !alive;
      alive = true;
      return first;
    },
    beat: async () => {
      if (performance.now() - beatAt < BEAT_MS) return;
      const [row] = await run<{ others: boolean }>(pool, beat, [instance, name, ALIVE_SECONDS]);
      beatAt = performance.now();
      alive = row?.others ?? false;
    },
    leave: () => run(pool, leave, [instance]).catch(() => undefined),
  };
}

/** One NOTIFY at a time: what is said while it is under way goes with the next. */
function makeTeller(pool: Pool, { instance, failed }: { instance: string; failed: (error: unknown) => void }) {
  const news = new Map<string, number>();
  let telling = false;
  const tell = async (payloads: string[]) => {
    telling = true;
    // A hint only: the poll of the others finds what it could not tell.
    await run(pool, notifySaid, [payloads]).catch(failed);
    telling = false;
    if (news.size > 0) void next();
  };
  const next = () => {
    const said = [...news].map(([conversationId, seq]) => `${conversationId}:${seq}`);
    news.clear();
    const parts = Array.from({ length: Math.ceil(said.length / TOLD_MOST) }, (_, i) =>
      said.slice(i * TOLD_MOST, (i + 1) * TOLD_MOST),
    );
    return tell(parts.map((part) => `${instance}|${part.join(",")}`));
  };
  return {
    hello: () => void tell([`${instance}|`]),
    news: (said: { conversationId: string; seq: number }[]) => {
      for (const { conversationId, seq } of said) news.set(conversationId, seq);
      if (!telling && news.size > 0) void next();
    },
  };
}
