import type { Locale } from "../words.js";

/** A digest in one language, before any channel's markup: every text is plain and is escaped by whoever shows it. */
export interface DigestDocument {
  locale: Locale;
  title: string;
  /** The period, the cut-off, whose figures they are, that it is late. */
  lines: string[];
  sections: DigestSection[];
  /** Where the desk shows more; needs a sign-in. Null without PUBLIC_URL. */
  link: { label: string; url: string } | null;
}

export interface DigestSection {
  title: string;
  figures: { label: string; value: string; note: string | null }[];
  tables: DigestTable[];
  notes: string[];
}

export interface DigestTable {
  title: string | null;
  columns: { label: string; align: "left" | "right" }[];
  rows: string[][];
  /** Says how many rows are left out. */
  more: string | null;
}
