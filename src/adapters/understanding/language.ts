import type { Locale } from "../../domain/words.js";
import type { Folded } from "./entities/fold.js";

const HAN = /[\u3400-\u9fff]/g;
const KANA = /[\u3040-\u30ff\uac00-\ud7af]/;
/** Words of letters alone: order numbers and models are written the same in every language. */
const WORDS = /(?<![\w@.-])[a-z][a-z']{1,}(?![\w@-])/g;
const GREETINGS = /^(?:hello|hi|hey|good (?:morning|afternoon|evening)|thanks|thank you|please|english)\b/;

/** The language a message is written in; null where it is too short, mixed or neither of ours. */
export function languageOf({ plain }: Folded, lower: string, known: boolean): Locale | null {
  if (KANA.test(plain)) return null;
  const han = plain.match(HAN)?.length ?? 0;
  const words = lower.match(WORDS)?.length ?? 0;
  if (han > 0) {
    if (han >= words) return "zh-CN";
    return words >= han * 3 && words >= 4 ? "en" : null;
  }
  if (words >= 3 || (words === 2 && known)) return "en";
  return GREETINGS.test(lower.trim()) ? "en" : null;
}
