import { memo } from "react";
import type { EventView, NoteView } from "../../../../../../application/desk-views.js";
import { deskZone, useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { usePreferences } from "../../../preferences.js";
import { IconLock } from "../../../ui/icons.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { dataOf, type Line } from "./lines.js";
import { Message } from "./message.js";
import { richOf } from "./text/rich.js";
import { Inlines, RichText } from "./text/rich-text.js";
import { TRANSCRIPT_WORDS } from "./words.js";

/** `seen`: the last message that the customer has seen. */
export function OneLine({ line, seen, chosen }: { line: Line; seen: number; chosen: string | null }) {
  const { nameOf, customerName, conversation } = useAtHand();
  switch (line.kind) {
    case "day":
      return <Day at={line.at} />;
    case "message": {
      const { message, headed } = line;
      const name =
        message.from === "customer"
          ? customerName
          : message.from === "bot"
            ? nameOf("bot")
            : (message.name ?? nameOf(message.agent ?? ""));
      const zone = conversation?.zone ?? null;
      const parts = { message, headed, name, chosen, zone: zone === deskZone() ? null : zone };
      return <Message {...parts} seen={message.seq <= seen} />;
    }
    case "note":
      return <Note note={line.note} />;
    case "event":
      return <Happened event={line.event} reason={line.reason} />;
    default:
      return line satisfies never;
  }
}

function Day({ at }: { at: string }) {
  const time = useSayTime();
  return (
    <p className="day">
      <time dateTime={at}>{time.day(at)}</time>
    </p>
  );
}

/** For colleagues alone: across the full width, hatched and locked, so that it can never be taken for a reply. */
const Note = memo(function Note({ note }: { note: NoteView }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const time = useSayTime();
  return (
    <section className="note" aria-label={t.note(note.agentName)}>
      <p className="who">
        <IconLock size={14} aria-hidden />
        {t.note(note.agentName)}
        <time dateTime={note.at}>{time.clock(note.at)}</time>
      </p>
      <RichText text={note.text} plain />
    </section>
  );
});

function Happened({ event, reason }: { event: EventView; reason: string | null }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow(60_000);
  const { nameOf, ticket } = useAtHand();
  const { locale } = usePreferences();
  const { kind, category, priority } = terms;
  const known: Record<string, string> = { ...kind, ...category, ...priority };
  const scores = (event.data as { scores?: number[] } | null)?.scores ?? [];
  const sentence = t.events[event.type]?.({
    by: nameOf(event.by),
    data: (field) => (field === "scores" ? scores.join(" ") : field === "ticket" ? ticket.number : dataOf(event, field)),
    name: nameOf,
    at: (iso) => time.at(iso, now),
    term: (word) => known[word] ?? word,
    reason: reason === null ? null : escaped(reason),
  });
  if (sentence === undefined) return null;
  const [block] = richOf(sentence.replace(/\n+/g, locale === "en" ? " " : "，"));
  return (
    <p className="event">
      <time dateTime={event.at} title={time.second(event.at)}>
        {time.clock(event.at)}
      </time>{" "}
      {block?.is === "lines" ? <Inlines all={block.lines.flat()} /> : null}
    </p>
  );
}

/** What a person wrote stands in our sentence as they wrote it. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&");
