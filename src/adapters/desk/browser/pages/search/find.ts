/** `T-000123` for what is typed as a ticket's number: t-123, T000123; null: it is none. */
export function numberIn(q: string): string | null {
  const [, digits] = /^\s*[tT]-?0*(\d{1,9})\s*$/.exec(q.normalize("NFKC")) ?? [];
  return digits === undefined ? null : `T-${digits.padStart(6, "0")}`;
}

/** What is worth asking the server for: two characters at least. */
export const isAskable = (q: string): boolean => [...q.trim()].length >= 2;

export interface Part {
  text: string;
  marked: boolean;
}

/** A text cut where its marks begin and end; `marks` are [from, to) in UTF-16 units, as the API gives them, in order. */
export function partsOf(text: string, marks: readonly (readonly [number, number])[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) parts.push({ text: text.slice(at, from), marked: false });
    if (to > Math.max(at, from)) parts.push({ text: text.slice(Math.max(at, from), to), marked: true });
    at = Math.max(at, to);
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** Whether all that is typed stands in one of the names, whatever the case. */
export function isNamed(q: string, names: readonly string[]): boolean {
  const asked = q.trim().toLowerCase();
  return names.some((name) => name.toLowerCase().includes(asked));
}
