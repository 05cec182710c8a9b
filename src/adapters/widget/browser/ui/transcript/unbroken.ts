/** Ticket numbers, times and spans of time, sizes, scores ("5 5 4 5"): a line never ends within one. */
const WHOLE = /[A-Z]{1,3}-\d{3,}|\d{1,2}:\d\d(?:[–-]\d{1,2}:\d\d)?|\d[\d.,]* ?[KMGT]B|\b[1-5](?: [1-5]){3}\b/g;

/** Sets them off, so that the style sheet can keep them together. What is copied stays the same. */
export function unbroken(text: DocumentFragment): DocumentFragment {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode() !== null)
    if ((walker.currentNode as Text).data.search(WHOLE) !== -1) found.push(walker.currentNode as Text);
  for (const node of found) node.replaceWith(...pieces(node.data));
  return text;
}

function pieces(text: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const { 0: whole, index } of text.matchAll(WHOLE)) {
    const span = document.createElement("span");
    span.className = "whole";
    span.textContent = whole;
    parts.push(text.slice(end, index), span);
    end = index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}
