import { v7 as uuid } from "uuid";
import type { Change, Loaded, TurnStore } from "../../../src/application/turn-store.js";
import type { TurnsDeps } from "../../../src/application/turns/deps.js";
import { makeTurns } from "../../../src/application/turns/turns.js";
import type { Instant } from "../../../src/domain/time.js";
import { aChange, aConversation, aMessage, anEvent, wantedOf } from "./sample.js";

/** A desk whose every turn says one message: its answer is the message's sequence, so losses, doubles and gaps all show. */
export interface Say {
  of: string;
  key: string | null;
  text: string;
}

function decide({ conversation: known }: Loaded, { of, key, text }: Say, now: Instant): Change {
  const conversation = known ?? aConversation({ id: of });
  const seq = conversation.seq + 1;
  return aChange(
    { ...conversation, seq },
    {
      wanted: wantedOf(conversation, key),
      readVersion: known?.version ?? null,
      messages: [aMessage({ id: uuid(), seq, at: now, text, clientKey: key })],
      events: [anEvent({ id: uuid(), at: now, data: { seq } })],
      answer: { seq },
    },
  );
}

export function countingDesk(store: TurnStore, given: Partial<TurnsDeps<Say, { seq: number }>> = {}) {
  const turns = makeTurns<Say, { seq: number }>({
    store,
    decide,
    onCommitted: () => undefined,
    log: { error: () => undefined },
    ...given,
  });
  const say = (of: string, key: string | null, text = "x") =>
    turns.submit({ wanted: wantedOf(aConversation({ id: of }), key), input: { of, key, text } });
  return { turns, say };
}
