import { DatabaseAway } from "../../../src/application/ports.js";
import type { Change, Loaded, TurnStore, Wanted } from "../../../src/application/turn-store.js";
import { emptyMind } from "../../../src/domain/conversation/conversation.js";
import type { Conversation } from "../../../src/domain/conversation/conversation.js";
import type { Customer } from "../../../src/domain/ticket/customer.js";

/** Keeps the promises of `TurnStore` in memory, and lets a test break them on purpose. */
export function makeMemoryStore() {
  const conversations = new Map<string, Conversation>();
  const received = new Map<string, unknown>();
  const log: { read: number[]; wrote: string[][]; parked: string[]; most: number } = { read: [], wrote: [], parked: [], most: 0 };
  const faults: {
    read?: (wanted: Wanted[]) => void;
    write?: (changes: Change[]) => void;
    lose?: (change: Change) => boolean;
    park?: () => void;
  } = {};
  let reading = 0;

  const loadedOf = ({ conversationId, key }: Wanted): Loaded => ({
    answer: (key && received.get(key.key)) ?? null,
    conversation: conversations.get(conversationId) ?? null,
    customer: null,
    dataKey: null,
    tickets: [],
    commitments: [],
    surveys: [],
    blocked: null,
  });

  function keep(change: Change): boolean {
    const { conversation, readVersion, wanted } = change;
    if (faults.lose?.(change)) return false;
    if ((conversations.get(conversation.id)?.version ?? null) !== readVersion) return false;
    conversations.set(conversation.id, { ...conversation, version: (readVersion ?? 0) + 1 });
    if (wanted.key) received.set(wanted.key.key, change.answer);
    return true;
  }

  const store: TurnStore = {
    async read(wanted) {
      log.read.push(wanted.length);
      log.most = Math.max(log.most, ++reading);
      await new Promise(setImmediate);
      reading--;
      faults.read?.(wanted);
      return { now: 1, loaded: wanted.map(loadedOf) };
    },
    async write(changes) {
      log.most = Math.max(log.most, ++reading);
      await new Promise(setImmediate);
      reading--;
      faults.write?.(changes);
      for (const { wanted } of changes) if (wanted.key && received.has(wanted.key.key)) throw new Error("23505");
      const won = changes.map(keep);
      log.wrote.push(changes.filter((_, i) => won[i]).map(({ answer }) => String(answer)));
      return won;
    },
    park({ key, answer }) {
      faults.park?.();
      log.parked.push(key?.key ?? "");
      if (key) received.set(key.key, answer);
      return Promise.resolve();
    },
  };
  return { store, conversations, received, log, faults };
}

export const away = () => {
  throw new DatabaseAway(new Error("connection refused"));
};

/** A turn that counts: its answer is `<conversation><n>`, n from 1 without gaps. */
export interface Say {
  of: string;
  say: string;
  customer?: { id: string; isNew: boolean };
}

export function decideSay({ conversation }: Loaded, { of, say, customer }: Say): Change | { answer: string } {
  if (say === "refuse") return { answer: "refused" };
  if (say === "bug") throw new TypeError("this input meets a bug");
  const seq = (conversation?.seq ?? 0) + 1;
  const fresh = { id: of, channel: "web", channelUserId: `dl_${of}`, mind: emptyMind() } as Conversation;
  return {
    wanted: wantedOf({ of, say }),
    readVersion: conversation?.version ?? null,
    conversation: { ...(conversation ?? fresh), seq },
    customer: customer ? { file: { id: customer.id } as Customer, isNew: customer.isNew } : null,
    dataKey: null,
    tickets: [],
    commitments: [],
    surveys: [],
    messages: [],
    notes: [],
    revisions: [],
    events: [],
    block: null,
    muffled: false,
    deliveries: [],
    answer: `${of}${seq}`,
  };
}

/** The key of a turn is what it says; one that begins with `-` has none. */
export const wantedOf = ({ of, say }: Say): Wanted => ({
  conversationId: of,
  key: say.startsWith("-") ? null : { channel: "web", key: say },
  person: null,
});
