import type { MessageView } from "../../../../../../application/desk-views.js";

/** What of a conversation is at hand: its end, and as much before it as was asked for. */
export interface Gathered {
  /** Oldest first. */
  items: readonly MessageView[];
  /** Where the page before them begins; null: these are all. */
  older: string | null;
}

interface Page {
  items: readonly MessageView[];
  next: string | null;
}

/**
 * The newest page takes its place at the end of what is known: what it tells anew replaces, what it does not hold stays. After so long
 * an absence that the two do not meet, the page stands alone, since a hole would look like silence.
 */
export function gather(known: Gathered | null, page: Page): Gathered {
  const [last, first] = [known?.items.at(-1), page.items[0]];
  if (known === null || last === undefined || first === undefined || first.seq > last.seq + 1)
    return { items: page.items, older: page.next };
  const before = known.items.filter(({ seq }) => seq < first.seq);
  return { items: [...before, ...page.items], older: before.length === 0 ? page.next : known.older };
}

/** The page before what is known. */
export function gatherOlder(known: Gathered, page: Page): Gathered {
  const first = known.items[0]?.seq ?? Infinity;
  return { items: [...page.items.filter(({ seq }) => seq < first), ...known.items], older: page.next };
}

/** The last message that the customer has seen: of what the desk said, the last `unseen` are not. 0: none of those at hand. */
export function seenUpTo(messages: readonly Pick<MessageView, "seq" | "from">[], unseen: number): number {
  const ours = messages.filter(({ from }) => from !== "customer");
  return ours[ours.length - 1 - unseen]?.seq ?? 0;
}
