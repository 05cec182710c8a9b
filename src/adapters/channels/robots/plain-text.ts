import type { DigestDocument, DigestSection, DigestTable } from "../../../domain/digest/document.js";
import { padded, widthOf } from "./width.js";

/** The digest for a terminal: tables in columns, as wide as their widest cell. */
export function plainText(document: DigestDocument): string {
  const head = [document.title, ...document.lines];
  const sections = document.sections.flatMap((section) => ["", `== ${section.title} ==`, ...sectionLines(section)]);
  const link = document.link ? ["", `${document.link.label}: ${document.link.url}`] : [];
  return [...head, ...sections, ...link].map(oneLine).join("\n");
}

function sectionLines({ figures, tables, notes }: DigestSection): string[] {
  const values = figures.map(({ label, value, note }) => `${label}: ${value}${note === null ? "" : ` (${note})`}`);
  return [...values, ...tables.flatMap(tableLines), ...notes.map((note) => `* ${note}`)];
}

const GAP = "  ";

export function tableLines({ title, columns, rows, more }: DigestTable): string[] {
  const cells = [columns.map(({ label }) => label), ...rows].map((row) => row.map(oneLine));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ""))));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => padded(cell, widths[index]!, columns[index]!.align))
      .join(GAP)
      .trimEnd(),
  );
  return [...(title === null ? [] : [title]), ...lines, ...(more === null ? [] : [more])];
}

/** Names cannot draw over the table or the terminal: control characters, line ends and direction marks go. */
export const oneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ");
