import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Failed, Waiting } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useTeamName } from "../people/teams.js";
import { useShown, type Shown } from "./address.js";
import { NothingOwed } from "./empty.js";
import { Figures } from "./figures.js";
import { Filters } from "./filters.js";
import { useBoard, type Board } from "./reads.js";
import { Rows } from "./rows.js";
import { Timeline } from "./timeline.js";
import { BOARD_WORDS } from "./words.js";
import "./board.css";

const HOUR_MS = 3_600_000;

/** What we owe in the next hours, one line a commitment, by due time. */
export function Page() {
  const [shown, change] = useShown();
  const { board, error, refetch, hasNextPage, fetchNextPage } = useBoard(shown);
  return (
    <div className="page board">
      <Head shown={shown} change={change} at={board?.at ?? 0} />
      {board !== undefined ? (
        <Body
          board={board}
          shown={shown}
          clear={() => change({ team: null, owedBy: null })}
          more={hasNextPage ? fetchNextPage : null}
        />
      ) : error === null ? (
        <Waiting rows={6} />
      ) : (
        <Failed error={error} again={() => void refetch()} />
      )}
    </div>
  );
}

function Head({ shown, change, at }: { shown: Shown; change: (change: Partial<Shown>) => void; at: number }) {
  const t = useWords(BOARD_WORDS);
  const say = useSayTime();
  const now = Math.max(useNow(), at);
  const teamName = useTeamName();
  const whose = shown.team === null ? t.everybody : teamName(shown.team);
  return (
    <header>
      <h1>{t.title}</h1>
      <span className="t2 small">{t.under(say.clock(now), say.clock(now + shown.hours * HOUR_MS), whose)}</span>
      <Filters shown={shown} change={change} />
    </header>
  );
}

function Body(p: { board: Board; shown: Shown; clear: () => void; more: (() => unknown) | null }) {
  const t = useWords(BOARD_WORDS);
  const { rows, counts, at } = p.board;
  // The page's clock may not have been set yet.
  const now = Math.max(useNow(), at);
  return (
    <>
      <Figures rows={rows} counts={counts} shown={p.shown} now={now} />
      {rows.length === 0 ? (
        <NothingOwed shown={p.shown} clear={p.clear} />
      ) : (
        <>
          <Timeline rows={rows} hours={p.shown.hours} now={now} />
          <Rows rows={rows} now={now} />
          {p.more === null ? null : (
            <p>
              <button type="button" className="link" onClick={() => void p.more?.()}>
                {t.more}
              </button>
            </p>
          )}
        </>
      )}
    </>
  );
}
