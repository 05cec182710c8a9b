import type { MessageFile } from "../../../../../../../domain/conversation/display.js";
import type { MessageView } from "../../../../../../../application/desk-views.js";
import type { DraftView } from "../../../../../../../application/draft-view.js";
import type { Problem } from "../../../../api/problem.js";

/*
 * What an agent has sent and the transcript does not hold yet. Each is known by the key it was born with: however often it is asked for,
 * over however many reloads, the server does it once. Plain values and rules; who asks the server is `outbox.ts`.
 */
export interface Outgoing {
  /** Its Idempotency-Key. */
  key: string;
  conversationId: string;
  ticketId: string | null;
  text: string;
  attachments: readonly MessageFile[];
  what: What;
  /** Browser time, milliseconds. */
  writtenAt: number;
  /** The last message known when it was written: its own comes after it. */
  afterSeq: number;
  going: Going;
}

export type What =
  | { do: "reply"; force: boolean }
  /** Counts as progress and names the next time; null: by the rule. */
  | { do: "update"; nextUpdateAt: string | null }
  | { do: "evidence" };

export type Going =
  /** Not held by anybody yet; `tried`: the server may have it all the same. */
  | { is: "waiting"; tried: boolean }
  /** The server holds it until then (browser time). */
  | { is: "held"; draftId: string; until: number }
  /** This page holds it until then, since the server cannot hold one of its kind. */
  | { is: "here"; until: number }
  /** Taken back here; the server has yet to hear of it. */
  | { is: "back"; draftId: string | null }
  /** Gone out; its message is about to stand in the transcript. */
  | { is: "gone"; messageId: string | null; at: number }
  | { is: "failed"; problem: Problem };

export const HOLD_SECONDS = 5;
/** After so long without its message, what has gone is not shown beside the transcript any more: the transcript knows. */
const GONE_MOST_MS = 20_000;

type Change = (outgoing: Outgoing) => Outgoing | null;

/** The list with the one of this key changed; null takes it away. */
export const changed = (all: readonly Outgoing[], key: string, change: Change): Outgoing[] =>
  all.flatMap((one) => (one.key === key ? (change(one) ?? []) : one));

/** `null`: nobody but this page knew of it, so it is gone without a trace. */
export const takenBack: Change = (one) => {
  const { going } = one;
  if (going.is === "waiting") return going.tried ? { ...one, going: { is: "back", draftId: null } } : null;
  if (going.is === "held") return { ...one, going: { is: "back", draftId: going.draftId } };
  return going.is === "here" || going.is === "failed" ? null : one;
};

/** What may still be taken back; a failed one is put away by the same act. */
export const mayTakeBack = ({ going }: Outgoing): boolean => going.is === "waiting" || going.is === "held" || going.is === "here";

type Answer = DraftView | MessageView | { id: string };
const isDraft = (answer: Answer): answer is DraftView => "releaseAt" in answer;

/** The server took it. */
export const accepted =
  (answer: Answer, now: number): Change =>
  (one) => {
    // What the assistant asks in our place is a message of its own.
    if (one.what.do === "evidence") return null;
    if (!isDraft(answer)) return { ...one, going: { is: "gone", messageId: answer.id, at: now } };
    if (one.going.is === "back") return { ...one, going: { is: "back", draftId: answer.id } };
    // Both moments are the server's; how long it holds is what counts here.
    const holdMs = Math.min(Date.parse(answer.releaseAt) - Date.parse(answer.createdAt), HOLD_SECONDS * 1_000);
    return { ...one, going: { is: "held", draftId: answer.id, until: now + holdMs } };
  };

/** The server refused it; `passing`: it may well take it later. */
export const refused =
  (problem: Problem, passing: boolean): Change =>
  (one) => {
    if (passing) return one;
    return one.going.is === "back" ? null : { ...one, going: { is: "failed", problem } };
  };

export interface Known {
  /** The agent's own id. */
  me: string;
  /** Oldest first. */
  messages: readonly MessageView[];
  /** Of the same agent in this conversation; null: not read yet. */
  drafts: readonly DraftView[] | null;
  /** Browser time. */
  now: number;
}

/**
 * What is left once the server's lists are known: what stands in the transcript goes, what it holds is held, what it could not send has
 * failed. Nothing is shown twice and nothing vanishes before its message is there.
 */
export function settled(all: readonly Outgoing[], known: Known): Outgoing[] {
  const claimed = new Map<string, number>();
  const left: Outgoing[] = [];
  for (const one of all) {
    const own = claimed.get(sameness(one)) ?? 0;
    const message = messageOf(one, known, own);
    if (message !== undefined && one.going.is !== "failed") claimed.set(sameness(one), message.seq);
    else left.push({ ...one, afterSeq: Math.max(one.afterSeq, own) });
  }
  return left.flatMap((one) => byDrafts(one, known) ?? []);
}

const sameness = ({ text, attachments }: Pick<Outgoing, "text" | "attachments">): string =>
  JSON.stringify([text.trim(), attachments.map(({ id }) => id)]);

function messageOf(one: Outgoing, { me, messages }: Known, after: number): MessageView | undefined {
  const { going } = one;
  if (going.is === "gone" && going.messageId !== null) return messages.find(({ id }) => id === going.messageId);
  if (one.what.do === "evidence" || going.is === "here" || (going.is === "waiting" && !going.tried)) return undefined;
  const from = Math.max(one.afterSeq, after);
  return messages.find(
    (each) => each.from === "agent" && each.agent === me && each.seq > from && sameness(each) === sameness(one),
  );
}

function byDrafts(one: Outgoing, { drafts, now }: Known): Outgoing | null {
  const { going } = one;
  if (going.is === "gone" && now - going.at > GONE_MOST_MS) return null;
  if (going.is !== "held" || drafts === null) return one;
  const draft = drafts.find(({ id }) => id === going.draftId);
  if (draft?.state === "failed") return { ...one, going: { is: "failed", problem: problemOf(draft) } };
  const over = draft === undefined && now > going.until;
  return over ? { ...one, going: { is: "gone", messageId: null, at: now } } : one;
}

const problemOf = ({ reason }: DraftView): Problem => ({
  status: 409,
  code: reason?.code ?? "parked",
  detail: reason?.code ?? "",
  ...(typeof reason?.holder === "string" ? { holder: { id: reason.holder, name: null } } : {}),
});

/** Held or failed at the server, and not of this page: written in another window, or before this browser forgot. */
export const foreignDrafts = (drafts: readonly DraftView[], all: readonly Outgoing[]): DraftView[] =>
  drafts.filter(({ id }) => !all.some(({ going }) => (going.is === "held" || going.is === "back") && going.draftId === id));
