import type { SaidLine, Transcript } from "./transcript.js";
import { TRANSCRIPT_WORDS } from "./words.js";

export const TRANSCRIPT_FORMATS = ["md", "txt", "json"] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

export const TRANSCRIPT_TYPES: Record<TranscriptFormat, string> = {
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/**
 * As a file to take along. In the texts every line that a person wrote stands behind a mark of ours, so that it cannot pass for
 * another's words, for markup, or for a formula where a spreadsheet opens it.
 */
export function written(transcript: Transcript, format: TranscriptFormat): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(transcript, null, 2)}\n`;
    case "md":
      return inWords(transcript, { ...MARKDOWN, word: escaped });
    case "txt":
      return inWords(transcript, { ...PLAIN, word: (text) => text });
    default:
      return format satisfies never;
  }
}

interface Marks {
  heading: string;
  fact: string;
  quote: string;
  who: (name: string, at: string) => string;
  word: (text: string) => string;
}

const MARKDOWN = { heading: "# ", fact: "- ", quote: "> ", who: (name: string, at: string) => `**${name}** ${at}\n` };
const PLAIN = { heading: "", fact: "- ", quote: "  | ", who: (name: string, at: string) => `${at}  ${name}` };

function inWords(transcript: Transcript, marks: Marks): string {
  const { number, customer, createdAt, locale, zone, messages, cut } = transcript;
  const words = TRANSCRIPT_WORDS[locale];
  const colon = locale === "en" ? ": " : "：";
  const at = (iso: string): string => timeIn(zone, iso);
  const who = customer && [customer.name, customer.number].filter((part) => part !== null).join(" ");
  const facts = [
    ...(who === null ? [] : [`${words.customer}${colon}${marks.word(who)}`]),
    `${words.opened}${colon}${at(createdAt)}`,
    `${words.times}${colon}${zone}`,
    words[transcript.contacts],
  ];
  const said = messages.map((line) => {
    const more = [
      ...line.files.map((name) => `[${words.file}] ${name}`),
      ...line.edited.flatMap((edit) => [`[${words.edited} ${at(edit.at)}]`, ...edit.text.split("\n")]),
      ...(line.deletedAt === null ? [] : [`[${words.deleted} ${at(line.deletedAt)}]`]),
    ];
    const lines = [...linesOf(line), ...more].map((each) => `${marks.quote}${marks.word(each)}`);
    return [marks.who(marks.word(line.who), at(line.at)), ...lines].join("\n");
  });
  const top = [`${marks.heading}${number}`, facts.map((fact) => `${marks.fact}${fact}`).join("\n")];
  return `${[...top, ...said, ...(cut ? [`… ${words.cut}`] : [])].join("\n\n")}\n`;
}

const linesOf = ({ text }: SaidLine): string[] => (text === "" ? [] : text.split("\n"));

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&");

/** `2026-11-23 10:00`, in the desk's zone. */
const timeIn = (zone: string, iso: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(new Date(iso));
