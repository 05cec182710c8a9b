import { unbroken } from "./unbroken.js";

/** A framed message in its parts: what is said first, the promise, then the facts. */
export interface Parts {
  lead: Node[];
  /** The paragraph of the promise: its first sentence, and what follows. */
  due: { first: Node[]; more: Node[] } | null;
  rest: Node[];
}

/**
 * Takes a ticket's or a card's shaped text apart. Of a ticket's, the last paragraph that holds something in bold beside the ticket's number
 * is the promise.
 */
export function partsOf(text: DocumentFragment, ticketNumber: string | null): Parts {
  const blocks = [...text.childNodes];
  const due = ticketNumber === null ? undefined : blocks.filter((block) => promises(block, ticketNumber)).pop();
  const firstList = blocks.findIndex((block) => block instanceof HTMLDListElement);
  const leadEnd = firstList === -1 ? blocks.length : firstList;
  const others = (part: Node[]): Node[] => part.filter((block) => block !== due);
  return {
    lead: others(blocks.slice(0, leadEnd)),
    due: due === undefined ? null : sentencesOf(due),
    rest: others(blocks.slice(leadEnd)),
  };
}

/** As the transcript shows what the desk says: lists of `label: value` as lists of terms, and what belongs together on one line. */
export function shaped(text: DocumentFragment): DocumentFragment {
  for (const list of text.querySelectorAll("ul")) termsOf(list);
  return unbroken(text);
}

const promises = (block: Node, number: string): boolean =>
  block instanceof HTMLParagraphElement && [...block.querySelectorAll("strong, b")].some((bold) => bold.textContent !== number);

const SENTENCE_END = /[。；]|\.(?=\s|$)/;

/** Cut after the first sentence; a full stop inside bold text ends none. */
function sentencesOf(paragraph: Node): { first: Node[]; more: Node[] } {
  const nodes = [...paragraph.childNodes];
  const at = nodes.findIndex((node) => node instanceof Text && SENTENCE_END.test(node.data));
  const end = nodes[at];
  if (!(end instanceof Text)) return { first: nodes, more: [] };
  const cut = end.data.search(SENTENCE_END) + 1;
  const after = document.createTextNode(end.data.slice(cut).trimStart());
  // The promise stands in large type of its own: without its full stop.
  const before = document.createTextNode(end.data.slice(0, cut - 1));
  const more = [after, ...nodes.slice(at + 1)].filter((node) => node.textContent !== "");
  return { first: [...nodes.slice(0, at), before], more };
}

const LABEL = /^\s*([^：:]{1,24})(?:：|: )\s*/;

/** A list of which every item has a label; others stay lists. */
function termsOf(list: Element): void {
  const items = [...list.children].map((item) => ({ item, text: firstText(item) }));
  if (items.length === 0 || !items.every(({ text }) => text !== null && LABEL.test(text.data))) return;
  const terms = document.createElement("dl");
  for (const { item, text } of items) {
    const term = document.createElement("dt");
    const value = document.createElement("dd");
    term.textContent = LABEL.exec(text!.data)?.[1]?.trim() ?? "";
    text!.data = text!.data.replace(LABEL, "");
    value.append(...item.childNodes);
    terms.append(term, value);
  }
  list.replaceWith(terms);
}

const firstText = (item: Element): Text | null => {
  const first = item.firstChild;
  if (first instanceof Text) return first;
  return first instanceof HTMLParagraphElement && first.firstChild instanceof Text ? first.firstChild : null;
};
