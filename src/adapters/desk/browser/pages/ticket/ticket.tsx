import { Link, useLocation, useParams } from "wouter";
import type { TicketView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { useKeys } from "../../keys/keys.js";
import { PriorityBadge } from "../../ui/marks.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useCustomer, useTicket, useTicketEvents } from "../../work/reads.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { Links } from "../side/links.js";
import { CommitmentsTable } from "./commitments-table.js";
import { Download } from "./download.js";
import { Notes, Result, Surveys } from "./endings.js";
import { HistoryList, useHistoryLines } from "./history.js";
import { useLinkedNumbers } from "./linked-numbers.js";
import { TICKET_WORDS } from "./words.js";
import "../side/side.css";
import "./ticket.css";

/** One ticket's whole record: what happened, what was promised and what came of it. */
export function Page() {
  const { number = null } = useParams<{ number: string }>();
  const ticket = useTicket(number);
  return (
    <Reading query={ticket} rows={6}>
      {(data) => <Record ticket={data} />}
    </Reading>
  );
}

function Record({ ticket }: { ticket: TicketView }) {
  return (
    <div className="page ticket-page">
      <Head ticket={ticket} />
      <div className="ticket-columns">
        <div>
          <History ticket={ticket} />
        </div>
        <div>
          <CommitmentsTable ticket={ticket} />
          <Result ticket={ticket} />
          <Surveys ticket={ticket} />
          <section className="box">
            <Links ticket={ticket} />
          </section>
          <Notes ticket={ticket} />
        </div>
      </div>
    </div>
  );
}

function Head({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  const [, go] = useLocation();
  const { data: customer } = useCustomer(ticket.customerId);
  const back = `/tickets/${ticket.number}`;
  useKeys([{ press: "escape", does: t.back, run: () => go(back) }]);
  const about = [
    ...[customer?.name, customer?.company].filter((part) => part !== null && part !== undefined),
    t.owner(ticket.ownerName),
    ticket.closedAt === null ? terms.status[ticket.status] : `${terms.status[ticket.status]} ${time.at(ticket.closedAt, now)}`,
    ...(ticket.reopened === 0 ? [] : [t.reopened(ticket.reopened)]),
  ];
  return (
    <header>
      <h1>
        <span className="nb">{ticket.number}</span>{" "}
        <span className="demand" lang={langOf(ticket.text)}>
          {ticket.text}
        </span>
      </h1>
      <PriorityBadge priority={ticket.priority} />
      <p className="small t2">{about.join(t.dot)}</p>
      <div className="acts">
        <Download ticket={ticket} />
        <Link href={back} className="as-button">
          {t.back} <kbd>Esc</kbd>
        </Link>
      </div>
    </header>
  );
}

function History({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const time = useSayTime();
  const now = useNow();
  const events = useTicketEvents(ticket.id);
  const items = events.data?.items ?? [];
  const lines = useHistoryLines(ticket, items, useLinkedNumbers(ticket, items));
  return (
    <section className="box">
      <h2>
        {t.history} <small>{t.lines(String(lines.length), time.zoneName(now))}</small>
      </h2>
      {(events.data?.next ?? null) === null ? null : <p className="small t3 inset">{t.more}</p>}
      <Reading query={events} rows={6}>
        {() => <HistoryList lines={lines} />}
      </Reading>
    </section>
  );
}
