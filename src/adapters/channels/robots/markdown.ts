import type { PostedChart } from "../../../application/digests/charts.js";
import type { DigestDocument, DigestSection, DigestTable } from "../../../domain/digest/document.js";
import type { Block } from "./parts.js";
import { oneLine } from "./plain-text.js";

/**
 * Robots' Markdown has no escape that all of them know, and `<` begins mentions and tags: what could be markup becomes its full-width
 * twin, which reads the same and does nothing.
 */
export const harmless = (text: string): string =>
  oneLine(text).replace(/[<>&*_[\]()`~#|@\\]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));

/** The digest as blocks of Markdown without tables, which these robots do not draw: a row is a line, its cells between dots. */
export function markdownBlocks(document: DigestDocument, charts: readonly PostedChart[] = []): Block[] {
  const link = document.link ? [`[${harmless(document.link.label)}](${document.link.url})`] : [];
  return [
    { lines: [...document.lines.map((line) => `> ${harmless(line)}`), ""] },
    ...document.sections.map((section) => ({ lines: sectionLines(section) })),
    { lines: charts.flatMap(({ title, url }) => (url === null ? [] : [`- [${harmless(title)}](${url})`])) },
    { lines: link },
  ];
}

function sectionLines({ title, figures, tables, notes }: DigestSection): string[] {
  const values = figures.map(
    ({ label, value, note }) => `- ${harmless(label)}: **${harmless(value)}**${note === null ? "" : ` ${harmless(note)}`}`,
  );
  return [`**${harmless(title)}**`, ...values, ...tables.flatMap(rowLines), ...notes.map((note) => `> ${harmless(note)}`), ""];
}

function rowLines({ title, columns, rows, more }: DigestTable): string[] {
  const line = (cells: string[]): string => cells.map(harmless).join(" · ");
  return [
    ...(title === null ? [] : [harmless(title)]),
    `> ${line(columns.map(({ label }) => label))}`,
    ...rows.map((row) => `- ${line(row)}`),
    ...(more === null ? [] : [`- ${harmless(more)}`]),
  ];
}
