import type { DueWord } from "../../../../domain/commitment/due-word.js";
import type { Priority } from "../../../../domain/words.js";
import { useWords, words } from "../words.js";
import "./marks.css";

/** `calm`: due later than anybody need look at now. */
export type Ink = DueWord | "calm";

const STATES = words<Record<DueWord, string>>(
  {
    owed: "欠着",
    due_soon: "快到期",
    overdue: "逾期",
    paused: "暂停",
    said: "已说，待看到",
    told: "失约，已先告知",
    kept: "守约",
    dropped: "不再欠",
  },
  {
    owed: "Owed",
    due_soon: "Due soon",
    overdue: "Overdue",
    paused: "Paused",
    said: "Said, not yet seen",
    told: "Missed, told in time",
    kept: "Kept",
    dropped: "No longer owed",
  },
);

export const useStateWord = (): ((word: DueWord) => string) => {
  const states = useWords(STATES);
  return (word) => states[word];
};

/** The glyph of a state: take the colour away and it still reads. */
export function StateGlyph({ word }: { word: Ink }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      {GLYPHS[word]}
    </svg>
  );
}

const CLOCK = (
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3.2l2 1.3" />
  </>
);
const CUT = { stroke: "var(--surface)" };

const GLYPHS: Record<Ink, React.ReactNode> = {
  owed: CLOCK,
  calm: CLOCK,
  due_soon: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  overdue: (
    <>
      <path d="M8 2 14.5 13.5h-13z" fill="currentColor" />
      <path d="M8 6.2v3.4M8 11.6v.1" {...CUT} />
    </>
  ),
  paused: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.4 5.8v4.4M9.6 5.8v4.4" />
    </>
  ),
  said: <path d="M2 3h12v8H8l-3 2.7V11H2z" />,
  told: (
    <>
      <path d="M2 3h12v8H8l-3 2.7V11H2z" fill="currentColor" />
      <path d="M8 5v2.6M8 9.2v.1" {...CUT} />
    </>
  ),
  kept: (
    <>
      <circle cx="8" cy="8" r="6" fill="currentColor" />
      <path d="m5.3 8.2 1.9 1.9 3.6-4" {...CUT} />
    </>
  ),
  dropped: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5 8h6" />
    </>
  ),
};

/** `children`: in place of the state's own word, such as "22 分"; the word is then said to screen readers. */
export function StateChip({ word, children }: { word: DueWord; children?: React.ReactNode }) {
  const say = useStateWord();
  return (
    <span className={`state ink-${word}`}>
      <StateGlyph word={word} />
      {children === undefined ? (
        say(word)
      ) : (
        <>
          <span className="sr">{say(word)} </span>
          {children}
        </>
      )}
    </span>
  );
}

const BARS = ["M0 7h1.6v2H0z", "M2.4 5H4v4H2.400z", "M4.8 3h1.6v6H4.800z", "M7.200 1h1.6v8H7.200z"];

/** Signal bars and the name; it never colours a row and never orders a list. */
export function PriorityBadge({ priority }: { priority: Priority }) {
  const lit = 5 - Number(priority.slice(1));
  return (
    <span className={`priority priority-${priority}`}>
      <svg viewBox="0 0 9 9" aria-hidden="true">
        {BARS.map((d, bar) => (
          <path key={d} d={d} opacity={bar < lit ? 1 : 0.28} />
        ))}
      </svg>
      {priority}
    </span>
  );
}

/** The first character of a name on a colour of its own; the name is read by screen readers unless it stands beside. */
export function Face({ name, silent = false }: { name: string; silent?: boolean }) {
  const tone = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 4;
  return (
    <span className={`face face-${tone}`} {...(silent ? { "aria-hidden": true } : { role: "img", "aria-label": name })}>
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
