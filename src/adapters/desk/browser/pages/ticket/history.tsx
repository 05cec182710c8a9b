import type { EventView, TicketView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import {
  IconAlertTriangle,
  IconBell,
  IconCircleCheck,
  IconHistory,
  IconInfoCircle,
  IconLink,
  IconLock,
  IconPlus,
  IconSend,
  IconUser,
} from "../../ui/icons.js";
import { StateGlyph } from "../../ui/marks.js";
import { useWords, words } from "../../words.js";
import { useNotes } from "../../work/reads.js";
import { TERMS } from "../../work/terms.js";
import { useNames } from "../side/promises/use-facts.js";
import { historyLines, type HistoryLine, type Mark, type Sayings, type Sign, type Speaker } from "./history-line.js";
import { HISTORY_EN } from "./history-words-en.js";
import { HISTORY_ZH } from "./history-words-zh.js";
import "./history.css";

const SAYINGS = words<Sayings>(HISTORY_ZH, HISTORY_EN);
const COMMA = words("；", "; ");
const ANOTHER = words("另一张工单", "another ticket");

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The ticket's events in words, newest first. `numbers`: of linked tickets, by id. */
export function useHistoryLines(
  ticket: TicketView,
  events: readonly EventView[],
  numbers: ReadonlyMap<string, string>,
): HistoryLine[] {
  const terms = useWords(TERMS);
  const sayings = useWords(SAYINGS);
  const comma = useWords(COMMA);
  const another = useWords(ANOTHER);
  const time = useSayTime();
  const now = useNow();
  const nameOf = useNames();
  const notes = useNotes(ticket.id).data?.items ?? [];
  const groups: Record<string, Record<string, string>> = {
    ...{ category: terms.category, form: terms.form, nature: terms.nature, link: terms.link },
    ...{ urgency: terms.level, importance: terms.level },
  };
  const speaker = (event: EventView): Speaker => ({
    who: nameOf(event.by),
    name: (id) => (text(id) === "" ? "" : nameOf(text(id))),
    at: (iso) => (text(iso) === "" ? "" : time.at(text(iso), now)),
    span: (ms) => time.span(typeof ms === "number" ? ms : 0),
    kind: (kind) => (terms.kind as Record<string, string>)[text(kind)] ?? text(kind),
    term: (group, value) => (value === null ? terms.noCategory : (groups[group]?.[text(value)] ?? text(value))),
    note: (id) => notes.find((note) => note.id === id)?.text ?? "",
    number: (id) => numbers.get(text(id)) ?? another,
  });
  return historyLines(events, { sayings, speaker, comma });
}

const SIGNS: Record<Sign, typeof IconUser> = {
  opened: IconPlus,
  person: IconUser,
  said: IconSend,
  weighed: IconAlertTriangle,
  note: IconLock,
  asked: IconInfoCircle,
  alert: IconBell,
  done: IconCircleCheck,
  link: IconLink,
  other: IconHistory,
};

function MarkOf({ mark }: { mark: Mark }) {
  if ("state" in mark)
    return (
      <span className={`ink-${mark.state}`}>
        <StateGlyph word={mark.state} />
      </span>
    );
  const Icon = SIGNS[mark.sign];
  return (
    <span className={`sign-${mark.sign}`}>
      <Icon size={15} stroke={1.8} aria-hidden />
    </span>
  );
}

/** Lines under the day they belong to. */
export function HistoryList({ lines }: { lines: readonly HistoryLine[] }) {
  const time = useSayTime();
  const days = new Map<string, HistoryLine[]>();
  for (const line of lines) {
    const day = time.day(line.at);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days].map(([day, of]) => (
    <section key={day} className="history-day">
      <h3>{day}</h3>
      <ol className="history">
        {of.map((line) => (
          <li key={line.id}>
            <time dateTime={line.at}>{time.clock(line.at)}</time>
            <MarkOf mark={line.mark} />
            <p>
              {line.strong ? <b>{line.title}</b> : line.title}
              {line.detail === null ? null : <small>{line.detail}</small>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  ));
}
