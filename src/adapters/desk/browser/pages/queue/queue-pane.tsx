import { useRef } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useKeys } from "../../keys/keys.js";
import { Button } from "../../ui/controls.js";
import { IconCircleCheck, IconFilter } from "../../ui/icons.js";
import { Empty, Failed, Waiting } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { NewTicketLink } from "../ticket/new/new-ticket-link.js";
import { choiceIn, isFiltered, searchOf, TABS, unfiltered, type Choice, type Tab } from "./filter/address.js";
import { Chips } from "./filter/chips.js";
import { FilterButton } from "./filter/filter-button.js";
import { Rows } from "./rows.js";
import { useSeeing } from "./seen.js";
import { useStill, type Still } from "./still.js";
import { useCountsAnew, useQueueList, useTabCount, type QueueList } from "./use-queue.js";
import { QUEUE_WORDS } from "./words.js";
import "./rows.css";

/** `selected`: the number of the ticket in the address. */
export function QueuePane({ selected }: { selected: string | null }) {
  const t = useWords(QUEUE_WORDS);
  const { choice, change } = useChoice();
  const list = useQueueList(choice);
  const touched = useRef(false);
  const still = useStill(list, () => touched.current || selected !== null, selected);
  useSeeingSelected(still, selected);
  useCountsAnew();
  return (
    <section className="pane queue" aria-labelledby="queue-name" tabIndex={-1}>
      <div className="head">
        <h1 id="queue-name">{t.queue}</h1>
        <span className="small t3 always">{t.byDue}</span>
        <span className="spread" />
        <FilterButton choice={choice} change={change} counts={list.counts} />
        <NewTicketLink />
      </div>
      <Tabs choice={choice} list={list} />
      <Chips choice={choice} change={change} counts={list.counts} />
      <div className="body">
        {still === undefined ? (
          <Absent list={list} />
        ) : still.rows.length === 0 && still.waiting === 0 ? (
          <Nothing choice={choice} change={change} />
        ) : (
          <Rows
            rows={still.rows}
            counts={list.counts}
            selected={selected}
            search={searchOf(choice)}
            next={list.next}
            touched={touched}
          />
        )}
        <WaitingOrder still={still} />
      </div>
    </section>
  );
}

/** The choice stands in the address beside the ticket that is open; each change is a step that "back" takes back. */
function useChoice(): { choice: Choice; change: (to: Choice) => void } {
  const [path, go] = useLocation();
  return { choice: choiceIn(useSearch()), change: (to) => go(`${path}${searchOf(to)}`) };
}

function useSeeingSelected(still: Still | undefined, selected: string | null): void {
  const open = still?.rows.find(({ row }) => row.number === selected)?.row;
  useSeeing(open?.id ?? null, open?.conversation.unansweredSince ?? null);
}

function Absent({ list: { error, again } }: { list: QueueList }) {
  return error === null ? <Waiting rows={6} /> : <Failed error={error} again={again} />;
}

function Tabs({ choice, list }: { choice: Choice; list: QueueList }) {
  const t = useWords(QUEUE_WORDS);
  return (
    <nav className="tabs" aria-label={t.tabList}>
      {TABS.map((tab) => (
        <TabLink key={tab} tab={tab} choice={choice} list={list} />
      ))}
    </nav>
  );
}

function TabLink({ tab, choice, list }: { tab: Tab; choice: Choice; list: QueueList }) {
  const t = useWords(QUEUE_WORDS);
  const [path] = useLocation();
  const isHere = choice.tab === tab;
  const counted = useTabCount(tab, choice);
  // The list itself is newer than what was counted for the tabs.
  const here = isHere && !isFiltered(choice) && list.counts !== null ? { n: list.counts.total, more: list.counts.more } : counted;
  return (
    <Link href={`${path}${searchOf({ ...unfiltered(choice), tab })}`} {...(isHere ? { "aria-current": "true" as const } : {})}>
      {t.tabs[tab]}
      {here === null ? null : <small>{t.count(here.n, here.more)}</small>}
    </Link>
  );
}

/** What would move others waits here; it floats, so that it pushes nothing itself. */
function WaitingOrder({ still }: { still: Still | undefined }) {
  const t = useWords(QUEUE_WORDS);
  const waiting = still?.waiting ?? 0;
  useKeys(still !== undefined && waiting > 0 ? [{ press: ".", does: t.waitingKey, run: still.apply }] : []);
  return (
    <div className="waiting-order" role="status">
      {waiting === 0 ? null : (
        <button type="button" onClick={still?.apply}>
          {t.waiting(waiting)} <kbd>.</kbd>
        </button>
      )}
    </div>
  );
}

const NEXT_TAB: Record<Tab, Tab> = { mine: "unassigned", unassigned: "team", team: "waiting", waiting: "team" };

function Nothing({ choice, change }: { choice: Choice; change: (to: Choice) => void }) {
  const t = useWords(QUEUE_WORDS);
  const other = NEXT_TAB[choice.tab];
  const elsewhere = useTabCount(other, choice);
  const all = useTabCount(choice.tab, choice);
  if (isFiltered(choice))
    return (
      <Empty
        icon={<IconFilter size={32} stroke={1.6} aria-hidden />}
        title={t.noneFound}
        acts={
          <Button variant="filled" onClick={() => change(unfiltered(choice))}>
            {t.clear}
          </Button>
        }
      >
        <p>{t.noneFoundText(all?.n ?? null, all?.more === true)}</p>
      </Empty>
    );
  const { title, text } = t.empty[choice.tab];
  return (
    <Empty
      icon={<IconCircleCheck size={32} stroke={1.6} aria-hidden />}
      tone="good"
      title={title}
      acts={
        elsewhere === null || elsewhere.n === 0 ? null : (
          <Button onClick={() => change({ ...unfiltered(choice), tab: other })}>
            {t.see[other]} {t.count(elsewhere.n, elsewhere.more)}
          </Button>
        )
      }
    >
      <p>{text}</p>
    </Empty>
  );
}
