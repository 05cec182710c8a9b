import type { Outbox, Settled } from "../../../../application/deliveries/outbox.js";
import type { LiveEvent } from "../../../../application/live.js";
import type { Sightings } from "../../../../application/ports.js";
import { run } from "../../pool.js";
import type { Pool } from "../../pool.js";
import { raiseSent } from "../../sql/sightings/raise-sent.js";
import type { SentRow } from "../../sql/sightings/raise-sent.js";

export interface SettledDeps {
  pool: Pool;
  sightings: Sightings;
  live: { tell(event: LiveEvent): void };
}

/**
 * An outbox whose end of a message is known to its conversation: what its channel took counts as seen, and open pages hear of it. The
 * sight is stored before the delivery is: a crash between the two leaves a delivery in doubt, never a sight lost.
 */
export function settling(outbox: Outbox, { pool, sightings, live }: SettledDeps): Outbox {
  return {
    ...outbox,
    finish: async (finished) => {
      const ended = finished.flatMap(({ settled }) => settled.filter(isMessageEnded));
      if (ended.length === 0) return outbox.finish(finished);
      const sent = ended.map(({ state }) => state === "sent");
      const rows = await run<SentRow>(pool, raiseSent, [ended.map(({ messageId }) => messageId), sent]);
      const lost = await outbox.finish(finished);
      for (const { id, ticket_ids: ticketIds, upto } of rows) {
        if (Number(upto) > 0) sightings.seen(id, Number(upto));
        live.tell({ kind: "changed", conversationId: id, ticketIds });
      }
      return lost;
    },
  };
}

const isMessageEnded = ({ messageId, state }: Settled): boolean => messageId !== null && state !== "waiting";
