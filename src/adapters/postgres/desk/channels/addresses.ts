import { v7 as newId } from "uuid";
import type { ChannelAddresses, ChannelPlace } from "../../../../application/channels.js";
import type { Vault } from "../../../../application/ports.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { findAddress } from "../../sql/channels/find-address.js";
import { findSent } from "../../sql/channels/find-sent.js";
import { keepAddress } from "../../sql/channels/keep-address.js";
import { BoundedMap } from "../shared/bounded-map.js";

/** Forgotten, one costs a statement. */
const KNOWN_MOST = 20_000;

interface Known {
  conversationId: string;
  /** As JSON; null: none. */
  reference: string | null;
}

interface Row {
  conversation_id: string;
  sealed: Buffer | null;
}

/** References are sealed under the desk's own key: they name people of the channel. */
export function makeChannelAddresses({ pool, vault }: { pool: Pool; vault: Vault }): ChannelAddresses {
  const known = new BoundedMap<string, Known>(KNOWN_MOST);
  const find = async (place: ChannelPlace): Promise<Known | null> => {
    const [row] = await run<Row>(pool, findAddress, [place.channel, place.channelConversationId]);
    if (!row) return null;
    const reference = row.sealed === null ? null : vault.open(null, nameOf(place), row.sealed);
    return { conversationId: row.conversation_id, reference };
  };
  const keep = async (place: ChannelPlace, reference: string | null): Promise<Known> => {
    const sealed = reference === null ? null : vault.seal(null, nameOf(place), reference);
    const values = [place.channel, place.channelConversationId, newId(), sealed];
    const [row] = await run<{ conversation_id: string }>(pool, keepAddress, values);
    return { conversationId: row!.conversation_id, reference };
  };
  return {
    conversationOf: async (place, reference) => {
      const wanted = reference === undefined ? null : JSON.stringify(reference);
      const found = known.get(nameOf(place)) ?? (await find(place));
      const isSettled = found !== null && (wanted === null || found.reference === wanted);
      const kept = isSettled ? found : await keep(place, wanted);
      known.set(nameOf(place), kept);
      return kept.conversationId;
    },
    // Always as it stands: another instance may have heard since from where the channel is reached now.
    referenceOf: async (place) => {
      const found = await find(place);
      return found === null || found.reference === null ? null : (JSON.parse(found.reference) as unknown);
    },
    messageOf: async (conversationId, key) => {
      const [row] = await run<{ id: string; ticket_id: string | null }>(pool, findSent, [conversationId, key]);
      return row ? { messageId: row.id, ticketId: row.ticket_id } : null;
    },
  };
}

const nameOf = ({ channel, channelConversationId }: ChannelPlace): string => `${channel}\n${channelConversationId}`;
