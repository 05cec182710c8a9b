import { useWords } from "../../words.js";
import { COMMITMENT_WORDS } from "../side/promises/commitment-words.js";

/** The rule that made a commitment, as the ticket's own page says it; one without words stands by its name. */
export function useWhy(): (why: string) => string {
  const { rule } = useWords(COMMITMENT_WORDS);
  return (why) => rule(why).short || why;
}
