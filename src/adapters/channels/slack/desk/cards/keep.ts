import type { NewDelivery } from "../../../../../application/deliveries/outbox.js";
import { makeTicker } from "../../../../../application/deliveries/ticker.js";
import type { Behind, CardStore } from "../../../../../application/triage/ports.js";
import { ruleOf, type TriageRule } from "../../../../../application/triage/rules.js";
import { DAY_MS, SECOND_MS } from "../../../../../domain/time.js";

/** What goes to a channel of the desk's own beside digests and alerts; the words are made when it is sent. */
export type CardPost =
  | { do: "card"; ticketId: string }
  /** The card that stood here stands elsewhere now. */
  | { do: "moved"; ticketId: string; ts: string; to: string }
  | { do: "mirror"; ticketId: string }
  | { do: "mark"; draftId: string };

export interface KeepDeps {
  cards: CardStore;
  rules: () => readonly TriageRule[];
  newId: () => string;
  now: () => number;
  failed: (error: unknown) => void;
}

export interface Keeper {
  /** These conversations changed. Only a hint: what is missed is found by the next round. */
  changed(conversationIds: readonly string[]): void;
  /** The same, after a while. */
  later(conversationId: string, ms: number): void;
  start(): void;
  stop(): Promise<void>;
}

const ROUND_EVERY_MS = 30 * SECOND_MS;
/** Turns come in groups. */
const GATHER_MS = 100;
const CONVERSATIONS_MOST = 100;
/** Of a conversation that was going on already, so much is shown. */
const MESSAGES_BEFORE = 20;
/** Without a card, tickets older than this get one only when something happens: who turns this on is not flooded. */
const NEW_MS = DAY_MS;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Keeps cards and threads as their tickets are: compares the tables with what was shown, and asks the outbox for the rest. */
export function makeKeeper(deps: KeepDeps): Keeper {
  const { cards, now, failed } = deps;
  const waiting = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let nextRound = -Infinity;
  const look = async (): Promise<void> => {
    if (performance.now() >= nextRound) {
      nextRound = performance.now() + ROUND_EVERY_MS;
      await ask(await cards.behind(null, idFrom(now() - NEW_MS)), deps);
      await marks(null, deps);
    }
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, CONVERSATIONS_MOST);
      for (const id of some) waiting.delete(id);
      await ask(await cards.behind(some, FIRST_ID), deps);
      await marks(some, deps);
    }
  };
  const ticker = makeTicker({ everyMs: () => ROUND_EVERY_MS, run: look, failed });
  const soon = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms).unref();
    timers.add(timer);
  };
  let isRung = false;
  const changed = (ids: readonly string[]): void => {
    for (const id of ids) waiting.add(id);
    if (isRung) return;
    isRung = true;
    soon(GATHER_MS, () => {
      isRung = false;
      ticker.ring();
    });
  };
  return {
    changed,
    later: (id, ms) => soon(ms, () => changed([id])),
    start: ticker.start,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await ticker.stop();
    },
  };
}

async function ask(behind: readonly Behind[], { cards, rules, newId }: KeepDeps): Promise<void> {
  for (const ticket of behind) {
    const { ticketId, card, isOpen, seq } = ticket;
    const channel = (isOpen ? ruleOf(rules(), ticket)?.channel : undefined) ?? card?.channel;
    if (channel === undefined) continue;
    const post = (to: string, payload: CardPost) => delivery(newId(), to, payload);
    if (card === null ? isOpen : card.behind) {
      const leaves = card !== null && card.ts !== null && card.channel !== channel;
      const leave = leaves ? post(card.channel, { do: "moved", ticketId, ts: card.ts!, to: channel }) : null;
      const begin = Math.max(0, seq - MESSAGES_BEFORE);
      await cards.askCard({ ...ticket, channel, begin }, post(channel, { do: "card", ticketId }), leave);
    }
    if (card?.threadBehind && card.channel === channel) await cards.askMirror(ticket, post(channel, { do: "mirror", ticketId }));
  }
}

async function marks(of: readonly string[] | null, { cards, newId }: KeepDeps): Promise<void> {
  for (const { draftId, channel } of await cards.changedReplies(of))
    await cards.askMark(draftId, delivery(newId(), channel, { do: "mark", draftId }));
}

const delivery = (id: string, address: string, payload: CardPost): NewDelivery => ({
  ...{ id, channel: "slack", address, kind: "card", payload },
  messageId: null,
});

/** The first id that can be made at this moment (UUID v7). */
function idFrom(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
