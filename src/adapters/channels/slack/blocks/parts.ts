/** Room for the number of a part. */
const NUMBER_CHARACTERS = 12;

/**
 * Slack's markup in parts of at most `most` characters, cut at blank lines, lines or spaces where there are some, and never within an
 * entity, a link or a sign of two halves. Nothing gets lost but the white space at a cut.
 */
export function cut(mrkdwn: string, most: number): string[] {
  const parts: string[] = [];
  let rest = mrkdwn;
  while (rest.length > most) {
    const at = cutOf(rest, most);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== "" || parts.length === 0) parts.push(rest);
  return parts.filter((part, n) => part !== "" || n === 0);
}

/** Several parts say which of how many they are. */
export function numbered(mrkdwn: string, most: number): string[] {
  const parts = mrkdwn.length <= most ? [mrkdwn] : cut(mrkdwn, most - NUMBER_CHARACTERS);
  return parts.length === 1 ? parts : parts.map((part, n) => `(${n + 1}/${parts.length}) ${part}`);
}

function cutOf(text: string, most: number): number {
  const head = text.slice(0, most);
  for (const pause of ["\n\n", "\n", " "]) {
    const at = head.lastIndexOf(pause);
    if (at > most / 2 && !isInMark(head.slice(0, at))) return at;
  }
  const mark = markAt(head);
  const at = mark > 0 ? mark : most;
  return /[\ud800-\udbff]/.test(text[at - 1] ?? "") ? at - 1 : at;
}

const isInMark = (head: string): boolean => markAt(head) !== -1;

/** Where an entity or a link begins that is not yet closed at the end; -1: none. */
function markAt(head: string): number {
  const open = head.lastIndexOf("<");
  if (open !== -1 && head.indexOf(">", open) === -1) return open;
  const entity = /&[a-z]{0,3}$/.exec(head);
  return entity === null ? -1 : entity.index;
}
