import { Link } from "wouter";
import type { SurveyView, TicketView } from "../../../../../application/desk-views.js";
import { dueWord } from "../../../../../domain/commitment/due-word.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { PriorityBadge, StateChip } from "../../ui/marks.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useSurveysOf, useTicketsOf } from "../side/customer-tab.js";
import { overallOf, tallyOf } from "./tally.js";
import { CUSTOMER_WORDS } from "./words.js";

const ENDED = ["closed", "cancelled", "merged"];

/** All tickets of a customer with what became of their promises. */
export function Affairs({ customerId }: { customerId: string }) {
  const t = useWords(CUSTOMER_WORDS);
  const tickets = useTicketsOf(customerId);
  const surveys = useSurveysOf(customerId).data?.items ?? [];
  const items = tickets.data?.items ?? [];
  return (
    <section className="box">
      <h2>
        {t.affairs} <small>{t.affairsSum({ tickets: items.length, ...tallyOf(items) })}</small>
      </h2>
      <Reading query={tickets} rows={3}>
        {() =>
          items.length === 0 ? <p className="small t2 inset">{t.noTickets}</p> : <Table tickets={items} surveys={surveys} />
        }
      </Reading>
    </section>
  );
}

interface Listed {
  tickets: readonly TicketView[];
  surveys: readonly SurveyView[];
}

function Table({ tickets, surveys }: Listed) {
  const t = useWords(CUSTOMER_WORDS);
  const groups = [
    [t.going, tickets.filter(({ status }) => !ENDED.includes(status))],
    [t.ended, tickets.filter(({ status }) => ENDED.includes(status))],
  ] as const;
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t.ticket}</th>
          <th>{t.demand}</th>
          <th>{t.priority}</th>
          <th>{t.promise}</th>
          <th className="num">{t.mark}</th>
        </tr>
      </thead>
      {groups.map(([name, of]) =>
        of.length === 0 ? null : (
          <tbody key={name}>
            <tr className="group">
              <th colSpan={5} scope="rowgroup">
                {name}
              </th>
            </tr>
            {of.map((ticket) => (
              <Row key={ticket.id} ticket={ticket} survey={surveys.find(({ ticketId }) => ticketId === ticket.id)} />
            ))}
          </tbody>
        ),
      )}
    </table>
  );
}

function Row({ ticket, survey }: { ticket: TicketView; survey: SurveyView | undefined }) {
  const terms = useWords(TERMS);
  return (
    <tr>
      <td className="nb">
        <Link href={`/tickets/${ticket.number}`}>{ticket.number}</Link>
      </td>
      <td>
        <span className="demand-cell" lang={langOf(ticket.text)}>
          {ticket.text}
        </span>
        <small className="t3">{terms.status[ticket.status]}</small>
      </td>
      <td>
        <PriorityBadge priority={ticket.priority} />
      </td>
      <td>
        <Promises ticket={ticket} />
      </td>
      <td className="num">{survey === undefined ? "—" : (overallOf(survey) ?? "—")}</td>
    </tr>
  );
}

/** The nearest that is owed, else the worst of what there was: one chip says it. */
function Promises({ ticket }: { ticket: TicketView }) {
  const t = useWords(CUSTOMER_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  const next = ticket.commitments.find(({ state, saidAt }) => state === "owed" && saidAt === null);
  if (next !== undefined) {
    const word = dueWord({ ...next, startedAt: Date.parse(next.startedAt), dueAt: Date.parse(next.dueAt), saidAt: null }, now);
    return (
      <StateChip word={word}>
        {time.at(next.dueAt, now)} {terms.kind[next.kind]}
      </StateChip>
    );
  }
  const { kept, told, missed } = tallyOf([ticket]);
  if (missed > 0) return <StateChip word="overdue">{t.missed(missed)}</StateChip>;
  if (told > 0) return <StateChip word="told">{t.told(told)}</StateChip>;
  return kept > 0 ? <StateChip word="kept">{t.kept(kept)}</StateChip> : <span className="t3">—</span>;
}
