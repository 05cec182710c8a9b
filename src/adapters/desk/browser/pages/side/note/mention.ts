/** A name being called in a note: what stands after the `@` up to the caret, and where the `@` stands. */
export interface Call {
  at: number;
  typed: string;
}

const NAME_MOST = 20;

/** Null: nobody is being called. An address such as li@desk.example is no call. */
export function callAt(text: string, caret: number): Call | null {
  const before = text.slice(Math.max(0, caret - NAME_MOST - 1), caret);
  const found = /(?:^|[^A-Za-z0-9._%+-])@([^\s@]*)$/u.exec(before);
  if (found === null) return null;
  const typed = found[1] ?? "";
  return { at: caret - typed.length - 1, typed };
}

/** The text with the name in full in place of what was typed, and where the caret stands then. */
export function withName(text: string, call: Call, name: string): { text: string; caret: number } {
  const head = `${text.slice(0, call.at)}@${name} `;
  return { text: head + text.slice(call.at + 1 + call.typed.length).replace(/^ /, ""), caret: head.length };
}

/** Who may be meant: names that begin so first, then those that hold it. */
export function meant(names: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const holding = names.filter((name) => name.toLowerCase().includes(wanted));
  const begins = (name: string): boolean => name.toLowerCase().startsWith(wanted);
  return [...holding.filter(begins), ...holding.filter((name) => !begins(name))];
}
