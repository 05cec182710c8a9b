import { Link } from "wouter";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { useMe } from "../../session/session.js";
import { Button } from "../../ui/controls.js";
import { IconCircleCheck } from "../../ui/icons.js";
import { Empty } from "../../ui/panes.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import type { Shown } from "./address.js";
import { useWhom } from "./names.js";
import { useKept, useNext } from "./reads.js";
import { BOARD_WORDS } from "./words.js";

/** Nothing owed: what comes next, and what was kept today. */
export function NothingOwed({ shown, clear }: { shown: Shown; clear: () => void }) {
  const t = useWords(BOARD_WORDS);
  const filtered = shown.team !== null || shown.owedBy !== null;
  const kept = useKept(shown)?.keptToday ?? 0;
  const me = useMe();
  return (
    <div className="box nothing">
      <Empty
        icon={<IconCircleCheck size={32} aria-hidden />}
        tone="good"
        title={filtered ? t.emptyFiltered(shown.hours) : t.emptyTitle(shown.hours)}
        acts={
          <>
            {filtered ? <Button onClick={clear}>{t.clear}</Button> : null}
            {kept > 0 && me.may("figures") ? (
              <Button component={Link} href="/reports?period=day">
                {t.seeKept(kept)}
              </Button>
            ) : null}
          </>
        }
      >
        <p>
          <NextOwed shown={shown} /> {kept > 0 && !me.may("figures") ? t.keptToday(kept) : null}
        </p>
      </Empty>
    </div>
  );
}

function NextOwed({ shown }: { shown: Shown }) {
  const t = useWords(BOARD_WORDS);
  const terms = useWords(TERMS);
  const say = useSayTime();
  const now = useNow();
  const { whom } = useWhom();
  const row = useNext(shown);
  const nearest = row?.nearest ?? null;
  if (row === undefined || nearest === null) return t.emptyNothing;
  return t.emptyNext(say.at(nearest.dueAt, now), whom(row.customer).name, terms.kind[nearest.kind]);
}
