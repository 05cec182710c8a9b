import type { Input } from "../input.js";
import type { Turn } from "../turn.js";
import type { Conversation } from "../conversation/conversation.js";
import { isMute } from "../conversation/mute.js";

/** Where a customer can be told something: a conversation of theirs. */
export type Place = Pick<Conversation, "id" | "channel" | "channelConversationId">;

/** What of this conversation goes to another of its customer's too: the sequences, both included. */
export interface Push {
  to: Place;
  from: number;
  upTo: number;
}

/** What is brought along from before at most. */
const CATCH_UP_MOST = 20;

/** Others read along in a shared channel of Slack: nothing that was said elsewhere goes there (I3). */
export const isPrivate = ({ channel, channelConversationId }: Omit<Place, "id">): boolean =>
  channel !== "slack" || /^[^/]+\/D[^#]*$/.test(channelConversationId);

/** The customer wrote here, at `seq`: from now on they are told here what falls due elsewhere. Where the file began that needs no writing. */
export function noteWhere(turn: Turn, seq: number): void {
  const { customer: file, conversation, mind } = turn;
  mind.wroteSeq = seq;
  if (!file || turn.blocked || !isPrivate(conversation) || file.wroteIn === conversation.id) return;
  if (file.wroteIn === null && mind.began) return;
  turn.customer = { ...file, wroteIn: conversation.id };
  turn.placed = { ...turn.placed, wroteIn: conversation.id };
}

/**
 * What the desk says of itself goes to where its customer wrote last, or chose, as well; with it, first, what they have not seen of
 * this conversation yet, so that accepted there is seen up to there (architecture 4). What answers a message goes where that came from.
 */
export function pushAlong(turn: Turn, input: Input): void {
  const to = placeFor(turn, input);
  const { conversation, mind } = turn;
  if (to === null || to.id === conversation.id || isMute(conversation)) return;
  if (!turn.said.some(({ from }) => from !== "customer")) return;
  const had = Math.max(conversation.seenSeq, mind.wroteSeq ?? 0, mind.pushed?.to === to.id ? mind.pushed.upTo : 0);
  turn.push = { to, from: Math.max(had + 1, conversation.seq - CATCH_UP_MOST + 1), upTo: conversation.seq };
  mind.pushed = { to: to.id, upTo: conversation.seq };
}

function placeFor({ customer }: Turn, input: Input): Place | null {
  if (input.kind === "pressed") return isPrivate(input.at) ? input.at : null;
  return input.kind === "due" || input.kind === "act" ? (customer?.reach ?? null) : null;
}
