import type { MessageFile } from "../domain/conversation/display.js";
import type { Answer } from "../domain/input.js";
import { SECOND_MS } from "../domain/time.js";
import { makeTicker } from "./deliveries/ticker.js";
import type { DraftFailure, DraftView } from "./draft-view.js";
import type { DeskActs } from "./ports.js";

export type { DraftFailure, DraftView };

export interface NewDraft {
  conversationId: string;
  ticketId: string | null;
  agentId: string;
  text: string;
  attachments: MessageFile[];
  force: boolean;
  holdSeconds: number;
  /** A repeat of the key gets the first answer. */
  repeat: { channel: string; key: string; bodyHash: string } | null;
}

/** Of the author alone. Rejects with `DatabaseAway` on an outage. */
export interface Drafts {
  hold(draft: NewDraft): Promise<DraftView | { refused: "too_many_drafts" | "key_reused" }>;
  /** With its text, so that it can stand in the box again. Also puts away what failed. */
  takeBack(id: string, agentId: string): Promise<DraftView | { refused: "unknown_draft" | "already_sent" }>;
  /** Held and failed ones, the oldest first. */
  ofAuthor(conversationId: string, agentId: string): Promise<DraftView[]>;
}

export interface DueDraft extends Omit<NewDraft, "holdSeconds" | "repeat" | "text"> {
  id: string;
  /** Null: it cannot be opened, and must not keep others waiting. */
  text: string | null;
  agentName: string;
}

/** What is to be released now, claimed for 10 s so that one instance does it. */
export interface DueDrafts {
  claim(limit: number): Promise<DueDraft[]>;
  settle(id: string, as: { messageId: string | null } | { failed: DraftFailure }): Promise<void>;
}

export interface HeldReplies {
  /** A reply falls due then, in milliseconds from now: it is looked for at that moment, not at the next tick. */
  expect(ms: number): void;
  start(): void;
  /** What is held stays held: any instance releases it. */
  stop(): Promise<void>;
}

const EVERY_MS = SECOND_MS;
const CLAIM_MOST = 64;

interface HeldRepliesDeps {
  due: DueDrafts;
  act: DeskActs["act"];
  /** Tells the author's pages. */
  told: (draft: DueDraft, as: "sent" | "failed") => void;
  failed: (error: unknown) => void;
}

/**
 * Releases what was held long enough, exactly once over all instances: through the usual reply turn, whose key is the draft's id. A
 * crash before the turn's commit leaves a claim that ends; one after it finds the kept answer.
 */
export function makeHeldReplies({ due, act, told, failed }: HeldRepliesDeps): HeldReplies {
  const release = async (draft: DueDraft): Promise<void> => {
    const { conversationId, agentId, agentName, text, attachments, ticketId, force } = draft;
    if (text === null) return due.settle(draft.id, { failed: { code: "unreadable", holder: null } });
    const answer = await act({
      conversationId,
      by: { agentId, name: agentName },
      act: { do: "reply", text, attachments, ticketId, force },
      key: { channel: "draft", key: draft.id, bodyHash: "" },
    });
    await due.settle(draft.id, outcome(answer));
    told(draft, "ok" in answer ? "sent" : "failed");
  };
  const run = async (): Promise<void> => {
    for (let claimed = await due.claim(CLAIM_MOST); claimed.length > 0; claimed = await due.claim(CLAIM_MOST)) {
      const lanes = new Map<string, DueDraft[]>();
      for (const draft of claimed) lanes.set(draft.conversationId, [...(lanes.get(draft.conversationId) ?? []), draft]);
      // In the order they were held, one conversation beside the other.
      await Promise.all([...lanes.values()].map((lane) => inTurn(lane, release, failed)));
    }
  };
  const ticker = makeTicker({ everyMs: () => EVERY_MS, run, failed });
  return {
    start: ticker.start,
    stop: ticker.stop,
    expect: (ms) => void setTimeout(ticker.ring, ms).unref(),
  };
}

/** What fails keeps its claim to the end and is tried again; what follows it in its conversation waits as long. */
async function inTurn(lane: DueDraft[], release: (draft: DueDraft) => Promise<void>, failed: (error: unknown) => void) {
  try {
    for (const draft of lane) await release(draft);
  } catch (error) {
    failed(error);
  }
}

function outcome(answer: Answer): { messageId: string | null } | { failed: DraftFailure } {
  if ("ok" in answer) return { messageId: answer.messageId };
  if ("parked" in answer) return { failed: { code: "parked", holder: null } };
  return { failed: { code: answer.refused, holder: answer.refused === "taken" ? answer.holder : null } };
}
