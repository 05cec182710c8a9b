import type { BoardRow, OwedCounts } from "../../../../../application/desk-pages.js";
import type { DueWord } from "../../../../../domain/commitment/due-word.js";
import { PRIORITIES } from "../../../../../domain/words.js";
import { useSayTime } from "../../clock/say-time.js";
import { Figure, FigureRow } from "../../ui/figure.js";
import { useWords } from "../../words.js";
import type { Shown } from "./address.js";
import { useWhom } from "./names.js";
import { useKept } from "./reads.js";
import { percentOf } from "../reports/share.js";
import { dueOf, windowOf } from "./windows.js";
import { BOARD_WORDS } from "./words.js";

interface Owed {
  rows: readonly BoardRow[];
  counts: OwedCounts;
  shown: Shown;
  now: number;
}

/** Five figures, each with its name and what stands behind it. Items (项) are commitments, never tickets. */
export function Figures({ rows, counts, shown, now }: Owed) {
  const t = useWords(BOARD_WORDS);
  return (
    <FigureRow>
      <Owing word="overdue" name={t.kpi.overdue} n={counts.overdue} more={counts.more}>
        <Longest rows={rows} now={now} />
      </Owing>
      <Owing word="due_soon" name={t.kpi.soon} n={counts.soon} more={counts.more}>
        <Nearest rows={rows} now={now} />
      </Owing>
      <Owing word="owed" name={t.kpi.hours(shown.hours)} n={counts.hours} more={counts.more}>
        <ByPriority rows={rows} now={now} />
      </Owing>
      <Kept shown={shown} />
    </FigureRow>
  );
}

interface Counted {
  word: DueWord;
  name: string;
  n: number;
  more?: boolean;
  of?: number;
  children: React.ReactNode;
}

function Owing({ word, name, n, more = false, of, children }: Counted) {
  return (
    <Figure
      ink={word}
      name={name}
      value={`${n}${more ? "+" : ""}`}
      tone={n === 0 || word === "owed" || word === "kept" ? undefined : word}
      {...(of === undefined ? {} : { of: `/ ${of}` })}
    >
      {children}
    </Figure>
  );
}

function Longest({ rows: [row], now }: Pick<Owed, "rows" | "now">) {
  const t = useWords(BOARD_WORDS);
  const say = useSayTime();
  const { who } = useWhom();
  if (row === undefined || windowOf(row, now) !== "overdue") return t.noOverdue;
  return t.longest(say.span(now - dueOf(row)), who(row).name);
}

function Nearest({ rows, now }: Pick<Owed, "rows" | "now">) {
  const t = useWords(BOARD_WORDS);
  const say = useSayTime();
  const { whom } = useWhom();
  const row = rows.find((each) => windowOf(each, now) === "soon");
  return row === undefined ? t.none : t.nearest(say.at(row.commitment.dueAt, now), whom(row.customer).name);
}

function ByPriority({ rows, now }: Pick<Owed, "rows" | "now">) {
  const t = useWords(BOARD_WORDS);
  const ahead = rows.filter((row) => dueOf(row) >= now);
  const parts = PRIORITIES.map(
    (priority) => [priority, ahead.filter(({ ticket }) => ticket?.priority === priority).length] as const,
  )
    .filter(([, n]) => n > 0)
    .map(([priority, n]) => `${priority} ${n}`);
  return parts.length === 0 ? t.none : parts.join("·");
}

function Kept({ shown }: { shown: Shown }) {
  const t = useWords(BOARD_WORDS);
  const meter = useKept(shown);
  if (meter === undefined) return null;
  const { keptToday, brokenToday } = meter;
  const ended = keptToday + brokenToday;
  const percent = percentOf(keptToday, ended);
  return (
    <>
      <Owing word="kept" name={t.kpi.kept} n={keptToday} {...(ended === 0 ? {} : { of: ended })}>
        {percent === null ? t.few(ended) : t.rate(percent, ended)}
      </Owing>
      <Owing word="overdue" name={t.kpi.broken} n={brokenToday}>
        {t.since}
      </Owing>
    </>
  );
}
