import { Link } from "wouter";
import type { SurveyView, TicketView } from "../../../../../application/desk-views.js";
import { useRead } from "../../api/queries.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { PriorityBadge } from "../../ui/marks.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import type { List } from "../../work/reads.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { CustomerBox } from "./customer-box.js";
import { SIDE_WORDS } from "./words.js";

const SHOWN = 20;

export const useTicketsOf = (customerId: string) =>
  useRead<List<TicketView>>(["customer", customerId, "tickets"], `/tickets?customerId=${customerId}&limit=200`);

export const useSurveysOf = (customerId: string) =>
  useRead<List<SurveyView>>(["customer", customerId, "surveys"], `/surveys?customerId=${customerId}&limit=200`);

/** Who the customer is, and what there was before: whoever answers need not ask again. */
export function CustomerTab({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const tickets = useTicketsOf(ticket.customerId);
  return (
    <>
      <CustomerBox id={ticket.customerId} conversationId={ticket.conversationId} />
      <section className="sec">
        <h3>
          {t.recent}
          <Link href={`/customers/${ticket.customerId}`} className="link side-act">
            {t.file}
          </Link>
        </h3>
        <Reading query={tickets} rows={2}>
          {({ items }) => (
            <ul className="links">
              {items.slice(0, SHOWN).map((one) => (
                <One key={one.id} ticket={one} current={one.id === ticket.id} />
              ))}
            </ul>
          )}
        </Reading>
      </section>
    </>
  );
}

function One({ ticket, current }: { ticket: TicketView; current: boolean }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  return (
    <li>
      {current ? <b>{ticket.number}</b> : <Link href={`/tickets/${ticket.number}`}>{ticket.number}</Link>}{" "}
      <PriorityBadge priority={ticket.priority} />
      <small className="t3">
        {terms.status[ticket.status]}
        {t.dot}
        {time.at(ticket.createdAt, now)}
      </small>
      <p className="one-line" lang={langOf(ticket.text)}>
        {ticket.text}
      </p>
    </li>
  );
}
