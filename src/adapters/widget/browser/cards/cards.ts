import { chunk } from "../chunk.js";
import type { Answered } from "../line/types.js";
import type { Locale } from "../words.js";

/**
 * Draws one card. `onSubmit` is called once at most: what is answered, and the words of it for the customer's own message. A card that cannot
 * be read gives an empty element: the message's text and suggested actions say all of it.
 */
export type RenderCard = (card: { content: object; locale: Locale; onSubmit: (answered: Answered, words: string) => void }) => {
  element: HTMLElement;
  dispose(): void;
};

/** Loads what draws cards, in a chunk of its own, and puts its style sheet into `root`: the shadow root the cards will stand in. */
export async function loadCards(root: ShadowRoot): Promise<RenderCard> {
  const { makeRenderCard } = await chunk(() => import("./render.js"));
  return makeRenderCard(root);
}
