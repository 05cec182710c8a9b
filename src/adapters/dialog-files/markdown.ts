const TEXT_LENGTH_MOST = 2_000;
/** Nothing to do: numbers of ours, names of teams and people, which most sentences are made of. */
const PLAIN = /^[a-z0-9\u3400-\u9fff][a-z0-9\u3400-\u9fff，。、：；？“”（）·@ :,/-]*$/i;
const SPECIAL = /[\\`*_[\]<>~|&]/g;
const LINE_START = /^[#+=-]/;
const LIST_START = /^(\d{1,9})([.)])/;
// Control characters, and those that turn the direction of what follows.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A person's own words, put into a sentence so that they are shown as typed: no link, no bold, no heading of theirs. Lines stay, blank
 * ones go, so that the sentence's own blocks hold together; very long texts are cut.
 */
export function escapeMarkdown(text: string, startsLine = true): string {
  if (PLAIN.test(text) && text.length <= TEXT_LENGTH_MOST && !text.endsWith(" ")) return text;
  const [first = "", ...rest] = tidy(text).replace(SPECIAL, "\\$&").split("\n");
  return [startsLine ? escapeStart(first) : first, ...rest.map(escapeStart)].join("\n");
}

/** What at the start of a line would make it a heading, a list, a rule. */
const escapeStart = (line: string): string => line.replace(LINE_START, "\\$&").replace(LIST_START, "$1\\$2");

/** Without what cannot be seen, without blank lines and outer space, at most {@link TEXT_LENGTH_MOST} long. */
export function tidy(text: string): string {
  const clean = text
    .slice(0, TEXT_LENGTH_MOST * 2)
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(UNSEEN, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
  return clean.length <= TEXT_LENGTH_MOST ? clean : `${clean.slice(0, TEXT_LENGTH_MOST).replace(/[\ud800-\udbff]$/, "")}…`;
}
