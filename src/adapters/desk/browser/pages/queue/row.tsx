import { memo } from "react";
import { Link } from "wouter";
import type { QueueRow } from "../../../../../application/desk-pages.js";
import { useSayTime } from "../../clock/say-time.js";
import { PriorityBadge, StateGlyph, useStateWord } from "../../ui/marks.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { sayDue, sayWaited } from "./due.js";
import type { StillRow } from "./still.js";
import { QUEUE_WORDS } from "./words.js";

export interface RowFacts {
  still: StillRow;
  search: string;
  /** Desk time in milliseconds. */
  now: number;
  selected: boolean;
  /** The one row that Tab comes to; J and K move it. */
  inTab: boolean;
  /** Said since the one signed in last looked. */
  unseen: boolean;
  /** Nobody on the list waits longer unseen. */
  longest: boolean;
  onFocus: (id: string) => void;
}

/** Chinese is read as Chinese on an English desk, and the other way round. */
export const langOf = (text: string): "zh-CN" | "en" => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");

/** One ticket at its nearest commitment; three lines of one height, so that thousands scroll as one. */
export const Row = memo(function Row({ still, search, now, selected, inTab, unseen, longest, onFocus }: RowFacts) {
  const t = useWords(QUEUE_WORDS);
  const { row, gone } = still;
  return (
    <Link
      href={`/tickets/${row.number}${search}`}
      className={`row${selected ? " on" : ""}${gone ? " gone" : ""}`}
      data-id={row.id}
      tabIndex={inTab ? 0 : -1}
      onFocus={() => onFocus(row.id)}
      {...(selected ? { "aria-current": "true" as const } : {})}
    >
      <Due row={row} now={now} />
      <span className="what">
        <span className="who">
          {still.fresh && !selected ? <i className="dot" role="img" aria-label={t.fresh} /> : null}
          <Who row={row} />
          <PriorityBadge priority={row.priority} />
        </span>
        <span className="of">
          <Kind row={row} />
          <span lang={langOf(row.text)}>{row.text}</span>
        </span>
        <span className="by">
          {gone ? <b>{t.gone}</b> : <By row={row} />}
          <Waits row={row} now={now} unseen={unseen} longest={longest} />
        </span>
      </span>
    </Link>
  );
});

function Due({ row, now }: { row: QueueRow; now: number }) {
  const t = useWords(QUEUE_WORDS);
  const say = useSayTime();
  const state = useStateWord();
  const { big, small, ink } = sayDue(row, now, { say, t });
  return (
    <span className={`due ink-${ink}`}>
      <b>{big}</b>
      <small>
        <StateGlyph word={ink} />
        {row.nearest === null ? null : <span className="sr">{state(row.nearest.word)} </span>}
        {small}
      </small>
    </span>
  );
}

function Who({ row: { customer } }: { row: QueueRow }) {
  const t = useWords(QUEUE_WORDS);
  const name = customer.name ?? t.noName(customer.number);
  const text = customer.company === null ? name : `${name}${t.between}${customer.company}`;
  return (
    <b title={text} {...(customer.name === null ? {} : { lang: langOf(text) })}>
      {text}
    </b>
  );
}

function Kind({ row: { nearest, status } }: { row: QueueRow }) {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  return (
    <>
      {nearest === null ? terms.status[status] : terms.kind[nearest.kind]}
      {t.between}
    </>
  );
}

function By({ row: { conversation, atDutyPost, ownerName } }: { row: QueueRow }) {
  const t = useWords(QUEUE_WORDS);
  const terms = useWords(TERMS);
  return (
    <span className="owner">
      {terms.channel[conversation.channel]}
      {t.between}
      {atDutyPost ? t.unassigned : <span lang={langOf(ownerName)}>{ownerName}</span>}
    </span>
  );
}

function Waits({ row, now, unseen, longest }: Pick<RowFacts, "now" | "unseen" | "longest"> & { row: QueueRow }) {
  const t = useWords(QUEUE_WORDS);
  const since = row.conversation.unansweredSince;
  if (since === null) return null;
  const span = sayWaited(since, now, t);
  if (!unseen) return <span className="waits">{t.unanswered(span)}</span>;
  return (
    <span className={`waits unseen${longest ? " longest" : ""}`} {...(longest ? { title: t.longest } : {})}>
      <i className="dot" />
      {t.unseen(span)}
      {longest ? <span className="sr"> {t.longest}</span> : null}
    </span>
  );
}
