import type { DeskClock, Tokens } from "../../../application/desk-ports.js";
import type { DeskQueries, MessageView, NoteView } from "../../../application/desk-queries.js";
import type { Act, Actor, Answer } from "../../../domain/input.js";
import type { Memo, RepeatKey } from "./repeat.js";

/**
 * `DeskActs`, with the hash of the body kept beside the answer under the key: a repeat with another body then shows.
 * An answer without `bodyHash` (given without a key) is taken as it is.
 */
export interface KeyedActs {
  act(request: {
    conversationId: string;
    by: Actor;
    act: Act;
    key: RepeatKey | null;
  }): Promise<Answer & { bodyHash?: string | null }>;
}

/** What an act just made, by the id its answer gave. */
export interface Written {
  message(id: string): Promise<MessageView | null>;
  note(id: string): Promise<NoteView | null>;
}

/** What the API needs of the desk. */
export interface Ports {
  acts: KeyedActs;
  queries: DeskQueries;
  written: Written;
  clock: DeskClock;
  tokens: Pick<Tokens, "find">;
}

export interface Desk extends Ports {
  moves: Memo;
}
