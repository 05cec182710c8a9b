import { v7 as newId } from "uuid";
import { DEADLINE_MS } from "../../application/deliveries/outbox.js";
import type { NewDelivery } from "../../application/deliveries/outbox.js";
import type { Vault } from "../../application/ports.js";
import type { NewRevision } from "../../application/turn-store.js";
import { hex, iso } from "./rows.js";
import type { Sealer } from "./rows.js";

/** A delivery in the write of its turn; its payload belongs to the desk, whoever it goes to. */
export const deliveryRow = (conversationId: string, { id, messageId, payload, ...to }: NewDelivery, vault: Vault) => ({
  conversation_id: conversationId,
  id,
  ...to,
  payload: hex(vault.seal(null, id, JSON.stringify(payload))),
  message_id: messageId,
  deadline_ms: DEADLINE_MS[to.kind],
  /** The id of its destination, where that is new. */
  place: newId(),
});

export const revisionRow = (conversationId: string, { id, messageId, at, text, full }: NewRevision, sealer: Sealer) => ({
  id,
  message_id: messageId,
  conversation_id: conversationId,
  at: iso(at),
  text,
  sealed: full === null ? null : sealer.seal(id, full),
});
