import type { PostedChart } from "../../../application/digests/charts.js";
import type { DigestDocument, DigestSection } from "../../../domain/digest/document.js";
import { parsed, type RobotAdapter } from "./format.js";
import { partsOf, type Block } from "./parts.js";
import { oneLine, tableLines } from "./plain-text.js";

/** Slack cuts a text above 40,000 characters and folds long before: parts that a reader takes in. */
const PART_BYTES = 3_800;
const FENCE = "```";

/** `& < >` as Slack documents it; a backtick could end a code block. */
export const escaped = (text: string): string =>
  oneLine(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("`", "ˋ");

const linked = (url: string, label: string): string => `<${escaped(url)}|${escaped(label)}>`;

/** Incoming webhooks of Slack and of what takes the same (Mattermost, Rocket.Chat). One post a second. */
export const slack: RobotAdapter = {
  channel: "slack_webhook",
  paceMs: 1_100,
  bodies: (document, charts) =>
    partsOf(`*${escaped(document.title)}*`, blocksOf(document, charts), PART_BYTES).map((text) => ({
      text,
      // Links in names are not fetched to be shown, nor is `@here` looked for.
      unfurl_links: false,
      unfurl_media: false,
      parse: "none",
      link_names: 0,
    })),
  sign: ({ address, body }) => ({ address, body }),
  judge: (text) => {
    const answer = parsed(text);
    return text.trim() === "ok" || answer?.["ok"] === true || answer?.["success"] === true
      ? { status: "sent" }
      : { status: "unknown" };
  },
};

const blocksOf = (document: DigestDocument, charts: readonly PostedChart[] = []): Block[] => [
  { lines: document.lines.map(escaped) },
  ...document.sections.flatMap(sectionBlocks),
  { lines: charts.flatMap(({ title, url }) => (url === null ? [] : [`• ${linked(url, title)}`])) },
  { lines: document.link ? [linked(document.link.url, document.link.label)] : [] },
];

function sectionBlocks({ title, figures, tables, notes }: DigestSection): Block[] {
  const values = figures.map(
    ({ label, value, note }) => `• ${escaped(label)}: *${escaped(value)}*${note === null ? "" : ` ${escaped(note)}`}`,
  );
  return [
    { lines: ["", `*${escaped(title)}*`, ...values] },
    // Laid out first, escaped then: an entity is shown as one character.
    ...tables.map((table) => ({ lines: tableLines(table).map(escaped), open: FENCE, close: FENCE })),
    { lines: notes.map((note) => `_${escaped(note)}_`) },
  ];
}
