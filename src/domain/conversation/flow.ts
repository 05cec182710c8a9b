import type { IntakeSlot } from "./ask.js";
import type { SayKey, WordKey } from "../say.js";

/** A button a question offers: what it sends back, and the word on it. */
export interface FlowChoice {
  /** The last part of the word's key: `presale` of `category.presale`, `skip` of `choice.skip`. */
  choice: string;
  word: WordKey;
}

/** A question of the intake: how it is asked, how it is asked again, and its buttons. */
export interface FlowQuestion {
  slot: IntakeSlot;
  ask: SayKey;
  again: SayKey;
  choices: FlowChoice[];
  /** Asked only where the answer to an earlier question is this; null: always. */
  when: { slot: IntakeSlot; is: string } | null;
}

/** What is asked, in order, as the dialog files say it; which of it is still missing is decided from the answers. */
export interface Flow {
  questions: FlowQuestion[];
  /** The choices under the greeting. */
  quick: FlowChoice[];
}
