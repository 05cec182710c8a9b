import type { QueueCustomer } from "../../../../../application/desk-pages.js";
import type { MessageHit, TicketHit } from "../../../../../application/search.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { PriorityBadge } from "../../ui/marks.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { partsOf } from "./find.js";
import { SEARCH_WORDS } from "./words.js";

export function TicketLine({ hit }: { hit: TicketHit }) {
  const terms = useWords(TERMS);
  return (
    <>
      <b className="nb">{hit.number}</b>
      <PriorityBadge priority={hit.priority} />
      <span className="words" lang={langOf(hit.text)}>
        {hit.text}
      </span>
      <span className="meta t3 nb">
        {terms.status[hit.status]}·{hit.ownerName}
      </span>
    </>
  );
}

export function CustomerLine({ hit: { number, name, company } }: { hit: QueueCustomer }) {
  const called = name ?? company ?? number;
  return (
    <>
      <b lang={langOf(called)}>{called}</b>
      <span className="words t2">{name === null ? null : company}</span>
      <span className="meta t3 nb">{number}</span>
    </>
  );
}

export function MessageLine({ hit }: { hit: MessageHit }) {
  const t = useWords(SEARCH_WORDS);
  const say = useSayTime();
  const now = useNow();
  const who = hit.customer?.name ?? hit.customer?.company ?? hit.customer?.number ?? t.from.customer;
  return (
    <>
      <span className="words" lang={langOf(hit.snippet)}>
        {partsOf(hit.snippet, hit.marks).map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text))}
      </span>
      <span className="meta t3 nb">
        {hit.from === "customer" ? who : `${t.from[hit.from]} → ${who}`}·{say.at(hit.at, now)}
      </span>
    </>
  );
}
