import { type Frame, readFrame } from "./read-frame.js";
import type { Transcript } from "./transcript.js";
import type { Visit } from "./visit.js";

/** How many messages were new; null: the server did not answer, or not to the end. */
export type Sync = () => Promise<number | null>;

export interface SyncDeps {
  visit: Visit;
  transcript: Transcript;
  onPage: (frame: Frame, page: { after: number; watermark: number }) => number;
  /** 404: the conversation is not there any more. */
  onGone: () => void;
}

/** Reads the log from the last whole sequence on, page by page until there is no more. One reader at a time; who asks meanwhile shares it. */
export function makeSync({ visit, transcript, onPage, onGone }: SyncDeps): Sync {
  let reading: Promise<number | null> | null = null;
  const read = async (): Promise<number | null> => {
    for (let news = 0; ;) {
      const [after, conversationId] = [transcript.whole(), visit.id()];
      const { status, body } = await visit.ask("GET", () => `/activities?watermark=${after}`);
      if (status === 404) onGone();
      const frame = status === 200 && conversationId !== null ? readFrame(body, conversationId) : null;
      if (frame === null || conversationId !== visit.id()) return null;
      const watermark = frame.watermark ?? after;
      news += onPage(frame, { after, watermark });
      if (watermark === after || frame.said.length === 0) return news;
    }
  };
  return () => (reading ??= read().finally(() => (reading = null)));
}
