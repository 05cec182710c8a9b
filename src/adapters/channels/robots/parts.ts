/** Lines that belong into one block; a part holds whole lines. */
export interface Block {
  lines: string[];
  /** Put around the lines of each part that a block is split over. */
  open?: string;
  close?: string;
}

const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8");

/**
 * Texts of at most `bytes` each, in order, numbered where there are several. A line that alone is too long is cut: only a name can be,
 * and names are bounded far below.
 */
export function partsOf(title: string, blocks: readonly Block[], bytes: number): string[] {
  const room = bytes - bytesOf(`${title} (99/99)\n`);
  const parts: string[] = [];
  let part = "";
  const flush = (): void => {
    if (part !== "") parts.push(part.trimEnd());
    part = "";
  };
  for (const { lines, open = "", close = "" } of blocks) {
    const around = bytesOf(open) + bytesOf(close) + 2;
    for (let i = 0; i < lines.length;) {
      let body = "";
      for (; i < lines.length; i++) {
        const line = cut(lines[i]!, room - around - 1);
        if (bytesOf(part) + bytesOf(body) + bytesOf(line) + 1 + around > room) break;
        body += `${line}\n`;
      }
      if (body !== "") part += open === "" ? body : `${open}\n${body}${close}\n`;
      if (i < lines.length) flush();
    }
  }
  flush();
  if (parts.length <= 1) return [`${title}\n${parts[0] ?? ""}`.trimEnd()];
  return parts.map((text, index) => `${title} (${index + 1}/${parts.length})\n${text}`);
}

function cut(line: string, bytes: number): string {
  let text = line;
  while (bytesOf(text) > bytes) text = [...text].slice(0, -Math.max(1, Math.ceil((bytesOf(text) - bytes) / 4))).join("");
  return text;
}
