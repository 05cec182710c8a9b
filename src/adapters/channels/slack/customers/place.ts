import type { ChannelAddresses, ChannelPlace } from "../../../../application/channels.js";

/** `T…/D…` for direct messages, `T…/C…#<ts>` for a thread: what follows `#` is no part of the delivery's address. */
export interface SlackPlace extends ChannelPlace {
  channel: "slack";
}

export const placeOf = (at: { team: string; channel: string; threadTs: string | null }): SlackPlace => ({
  channel: "slack",
  channelConversationId: `${at.team}/${at.channel}${at.threadTs === null ? "" : `#${at.threadTs}`}`,
});

/** Where a message goes, from the channel's own name of its conversation or from a delivery's address. Null: no such name. */
export function postedTo(channelConversationId: string): { channel: string; thread_ts?: string } | null {
  const [, channel, threadTs] = /^[TE][A-Z0-9]+\/([A-Z0-9]+)(?:#(\d+\.\d+))?$/.exec(channelConversationId) ?? [];
  if (channel === undefined) return null;
  return threadTs === undefined ? { channel } : { channel, thread_ts: threadTs };
}

export const userOf = (team: string, user: string): string => `${team}/${user}`;

/** Kept with a thread: whose it is. What others write there is theirs, not the customer's (I3). */
export interface ThreadReference {
  opener: string;
}

/** Null: nobody opened a conversation there. */
export async function openerOf(addresses: Pick<ChannelAddresses, "referenceOf">, place: SlackPlace): Promise<string | null> {
  const reference = (await addresses.referenceOf(place)) as Partial<ThreadReference> | null;
  return typeof reference?.opener === "string" ? reference.opener : null;
}
