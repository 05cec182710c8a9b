import type { PostedChart } from "../../../../../application/digests/charts.js";
import type { RenderPosts } from "../../../../../application/digests/ports.js";
import type { DigestDocument, DigestSection, DigestTable } from "../../../../../domain/digest/document.js";
import { escaped, linkOf } from "../../blocks/mrkdwn.js";
import { numbered } from "../../blocks/parts.js";

/** What a room is posted, as it waits in the outbox. */
export type RoomPost = { do: "post"; title: string; mrkdwn: string } | { do: "chart"; title: string; png: string };

/** All blocks of a message together take some 13,200 characters (slackapi/bolt-js#2509). */
const PART_CHARACTERS = 9_000;

/** A digest or alerts for a channel that our app is in: words and figures as blocks, each chart as a picture of its own. */
export function roomPosts(document: DigestDocument, charts: readonly PostedChart[] = []): ReturnType<RenderPosts> {
  const parts = numbered(textOf(document), PART_CHARACTERS);
  const posts: RoomPost[] = [
    ...parts.map((mrkdwn) => ({ do: "post" as const, title: document.title, mrkdwn })),
    ...charts.flatMap(({ title, png }) => (png === null ? [] : [{ do: "chart" as const, title, png: png.toString("base64") }])),
  ];
  return { channel: "slack", bodies: posts };
}

function textOf({ title, lines, sections, link }: DigestDocument): string {
  const parts = [
    [`*${escaped(title)}*`, ...lines.map(escaped)].join("\n"),
    ...sections.map((section) => sectionOf(section, link?.url ?? null)),
    ...(link === null ? [] : [linkOf(link.url, link.label)]),
  ];
  return parts.join("\n\n");
}

/** Each figure leads to the desk, which shows the rows that it counts. */
function sectionOf({ title, figures, tables, notes }: DigestSection, url: string | null): string {
  const values = figures.map(({ label, value, note }) => {
    const shown = url === null ? escaped(value) : linkOf(url, value);
    return `• ${escaped(label)}: *${shown}*${note === null ? "" : ` ${escaped(note)}`}`;
  });
  return [
    `*${escaped(title)}*`,
    ...values,
    ...tables.flatMap((table) => rowsOf(table, url)),
    ...notes.map((note) => `_${escaped(note)}_`),
  ].join("\n");
}

const TICKET = /^T-\d{6,12}$/;

function rowsOf({ title, columns, rows, more }: DigestTable, url: string | null): string[] {
  const cell = (text: string): string =>
    url !== null && TICKET.test(text) ? linkOf(`${url.replace(/\/reports(\?.*)?$/, "")}/tickets/${text}`, text) : escaped(text);
  return [
    ...(title === null ? [] : [`_${escaped(title)}_`]),
    columns.map(({ label }) => escaped(label)).join(" · "),
    ...rows.map((row) => `• ${row.map(cell).join(" · ")}`),
    ...(more === null ? [] : [escaped(more)]),
  ];
}
