import type { Asked, Posted, SlackApi } from "../api/slack-api.js";

export const DELIVERY_EVENT = "frontdoor_delivery";

/** Slack's clock and ours may differ by as much. */
const CLOCKS_DIFFER_MS = 300_000;
const PAGES_MOST = 10;

export interface LookUp {
  channel: string;
  thread_ts?: string | undefined;
}

/** Which delivery a post of ours brought out, and which part of it. */
export const metadataOf = (deliveryId: string, part: number) => ({
  event_type: DELIVERY_EVENT,
  event_payload: { id: deliveryId, part },
});

/**
 * What stands there since the delivery was made, oldest first, whoever said it. The delivery's id tells when that was (UUID v7). Rejects
 * with `SlackFault`.
 */
export async function postedSince(api: Pick<SlackApi, "history" | "replies">, deliveryId: string, at: LookUp): Promise<Posted[]> {
  const madeMs = Number.parseInt(deliveryId.replaceAll("-", "").slice(0, 12), 16);
  const oldest = ((madeMs - CLOCKS_DIFFER_MS) / 1_000).toFixed(6);
  const found: Posted[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MOST; page++) {
    const asked: Asked = { channel: at.channel, oldest, ...(cursor === null ? {} : { cursor }) };
    const shown = at.thread_ts === undefined ? await api.history(asked) : await api.replies({ ...asked, ts: at.thread_ts });
    found.push(...shown.messages);
    cursor = shown.next;
    if (cursor === null) break;
  }
  return found.sort((one, other) => one.ts.localeCompare(other.ts));
}

/** The parts of a delivery among what stands there, each with its ts. */
export function partsThere(posted: readonly Posted[], deliveryId: string): Map<number, string> {
  const ours = posted.filter(
    ({ metadata }) => metadata?.event_type === DELIVERY_EVENT && metadata.event_payload["id"] === deliveryId,
  );
  return new Map(ours.map(({ ts, metadata }) => [Number(metadata!.event_payload["part"]) || 0, ts]));
}
