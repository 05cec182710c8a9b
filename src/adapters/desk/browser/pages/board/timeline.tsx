import type { BoardRow } from "../../../../../application/desk-pages.js";
import { useSayTime } from "../../clock/say-time.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { lanesOf, type Lane, type Placed } from "./lanes.js";
import { useWhom } from "./names.js";
import { dueOf, wordNow } from "./windows.js";
import { BOARD_WORDS } from "./words.js";

const HOUR_MS = 3_600_000;
const LANES_MOST = 6;
const PARTS = [0, 1, 2, 3, 4];

/** The hours ahead as a line, a lane a person: where it will be crowded. All of it stands in the table too. */
export function Timeline({ rows, hours, now }: { rows: readonly BoardRow[]; hours: number; now: number }) {
  const t = useWords(BOARD_WORDS);
  const terms = useWords(TERMS);
  const { whom, who } = useWhom();
  const to = now + hours * HOUR_MS;
  const ahead = rows.filter((row) => dueOf(row) >= now && dueOf(row) < to);
  if (ahead.length === 0) return null;
  const words = new Map(ahead.map((row) => [row.commitment.id, wordNow(row, now)]));
  const lanes = lanesOf(
    ahead.map((row) => ({
      id: row.commitment.id,
      who: who(row).name,
      at: dueOf(row),
      label: `${whom(row.customer).name} ${terms.kind[row.commitment.kind]}`,
    })),
    { from: now, to },
  );
  const hidden = lanes.length - LANES_MOST;
  return (
    <section className="box hours-ahead">
      <h2>
        {t.timeline(hours)} <small>{t.timelineNote}</small>
      </h2>
      <div role="img" aria-label={t.timelineLabel(ahead.length, lanes.length)}>
        <div className="lanes" aria-hidden="true">
          <Scale soon={Math.min(1, 0.5 / hours)} />
          {lanes.slice(0, LANES_MOST).map((lane) => (
            <LaneRow key={lane.who} lane={lane} inkOf={(id) => words.get(id) ?? "owed"} />
          ))}
        </div>
        <Ticks from={now} to={to} />
      </div>
      {hidden > 0 ? <p className="meta t3">{t.others(hidden)}</p> : null}
    </section>
  );
}

function Scale({ soon }: { soon: number }) {
  return (
    <div className="scale">
      <i className="soon" style={{ width: `${soon * 100}%` }} />
      {PARTS.map((part) => (
        <i key={part} className="tick" style={{ left: `${part * 25}%` }} />
      ))}
    </div>
  );
}

function LaneRow({ lane, inkOf }: { lane: Lane; inkOf: (id: string) => string }) {
  return (
    <div className="lane" style={{ height: `${lane.lines * 23 + 1}px` }}>
      <span className="who">{lane.who}</span>
      <div className="track">
        {lane.marks.map((mark) => (
          <Diamond key={mark.id} mark={mark} ink={inkOf(mark.id)} />
        ))}
      </div>
    </div>
  );
}

function Diamond({ mark, ink }: { mark: Placed; ink: string }) {
  return (
    <span className={`mark ink-${ink}`} style={{ left: `${mark.x * 100}%`, top: `${mark.line * 23}px` }}>
      <i />
      {mark.label === null ? null : <span>{mark.label}</span>}
    </span>
  );
}

function Ticks({ from, to }: { from: number; to: number }) {
  const say = useSayTime();
  return (
    <div className="ticks meta t3" aria-hidden="true">
      {PARTS.map((part) => (
        <span key={part} style={{ left: `${part * 25}%` }}>
          {say.clock(from + ((to - from) * part) / 4)}
        </span>
      ))}
    </div>
  );
}
