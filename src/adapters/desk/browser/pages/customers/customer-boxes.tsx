import { Link } from "wouter";
import type { CommitmentView, ConversationView, TicketView } from "../../../../../application/desk-views.js";
import { dueWord } from "../../../../../domain/commitment/due-word.js";
import { useRead } from "../../api/queries.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { StateChip } from "../../ui/marks.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import type { List } from "../../work/reads.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useSurveysOf, useTicketsOf } from "../side/customer-tab.js";
import { useNames } from "../side/promises/use-facts.js";
import { named } from "../side/words.js";
import { Scores } from "../ticket/endings.js";
import { ANSWERS_LEAST, marksOf } from "./tally.js";
import { CUSTOMER_WORDS } from "./words.js";

type Owing = { ticket: TicketView; commitment: CommitmentView };

/** What the desk owes this customer, on all their tickets, by its due. */
export function Owed({ customerId }: { customerId: string }) {
  const t = useWords(CUSTOMER_WORDS);
  const tickets = useTicketsOf(customerId);
  const owed = (tickets.data?.items ?? [])
    .flatMap((ticket) => ticket.commitments.map((commitment): Owing => ({ ticket, commitment })))
    .filter(
      ({ commitment: { state, owedTo, saidAt } }) =>
        ["owed", "paused"].includes(state) && owedTo === "customer" && saidAt === null,
    )
    .sort((a, b) => a.commitment.dueAt.localeCompare(b.commitment.dueAt));
  return (
    <section className="box">
      <h2>{t.owed}</h2>
      <Reading query={tickets} rows={2}>
        {() => (
          <div className="inset">
            {owed.length === 0 ? <p className="small t2">{t.nothingOwed}</p> : null}
            <ul className="promises">
              {owed.map((one) => (
                <OwedRow key={one.commitment.id} {...one} />
              ))}
            </ul>
          </div>
        )}
      </Reading>
    </section>
  );
}

function OwedRow({ ticket, commitment: c }: Owing) {
  const t = useWords(CUSTOMER_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  const nameOf = useNames();
  const saidAt = c.saidAt === null ? null : Date.parse(c.saidAt);
  const word = dueWord({ ...c, startedAt: Date.parse(c.startedAt), dueAt: Date.parse(c.dueAt), saidAt }, now);
  return (
    <li className="promise">
      <b className={`ink-${word}`}>{time.at(c.dueAt, now)}</b>
      <span>
        {terms.kind[c.kind]}
        <small>
          <Link href={`/tickets/${ticket.number}`}>{ticket.number}</Link>
          {t.dot}
          {nameOf(c.owedBy)}
        </small>
      </span>
      <StateChip word={word} />
    </li>
  );
}

/** Answers with their n: below ten a mean says nothing, and says so (design 3). */
export function Surveys({ customerId }: { customerId: string }) {
  const t = useWords(CUSTOMER_WORDS);
  const time = useSayTime();
  const now = useNow();
  const surveys = useSurveysOf(customerId);
  return (
    <section className="box">
      <h2>{t.surveys}</h2>
      <Reading query={surveys} rows={1}>
        {({ items }) => {
          const { n, mean } = marksOf(items);
          return (
            <div className="inset small">
              <p>{n === 0 ? t.noAnswers : n < ANSWERS_LEAST ? t.fewAnswers(n) : t.average((mean ?? 0).toFixed(1), n)}</p>
              <ul>
                {items
                  .filter(({ scores }) => scores !== null)
                  .map((survey) => (
                    <li key={survey.id}>
                      <span className="t3 nb">{time.at(survey.answeredAt ?? survey.askedAt, now)}</span>
                      <Scores survey={survey} />
                      {survey.comment === null ? null : <p lang={langOf(survey.comment)}>“{survey.comment}”</p>}
                    </li>
                  ))}
              </ul>
            </div>
          );
        }}
      </Reading>
    </section>
  );
}

/** Each conversation with the ticket it is read at. */
export function Talks({ customerId }: { customerId: string }) {
  const t = useWords(CUSTOMER_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  const tickets = useTicketsOf(customerId).data?.items ?? [];
  const talks = useRead<List<ConversationView>>(
    ["customer", customerId, "conversations"],
    `/conversations?customerId=${customerId}&limit=50`,
  );
  return (
    <section className="box">
      <h2>{t.talks}</h2>
      <Reading query={talks} rows={1}>
        {({ items }) => (
          <ul className="inset small">
            {items.length === 0 ? <li className="t2">{t.noTalks}</li> : null}
            {items.map((talk) => {
              const at = tickets.find(({ conversationId }) => conversationId === talk.id);
              return (
                <li key={talk.id}>
                  <span className="nb">{time.at(talk.lastAt, now)}</span> {terms.channel[talk.channel]}
                  {t.dot}
                  {talk.agentName ?? t.holder[talk.holder]}{" "}
                  {at === undefined ? null : <Link href={`/tickets/${at.number}`}>{at.number}</Link>}
                </li>
              );
            })}
          </ul>
        )}
      </Reading>
    </section>
  );
}

interface Look {
  id: string;
  at: string;
  agentName: string | null;
  detail: { kind?: unknown };
}

/** Who saw the contacts in full, from the audit. */
export function Looks({ customerId }: { customerId: string }) {
  const t = useWords(CUSTOMER_WORDS);
  const time = useSayTime();
  const now = useNow();
  const looks = useRead<List<Look>>(
    ["customer", customerId, "looks"],
    `/audit?action=contact_shown&subject=${customerId}&limit=20`,
  );
  return (
    <section className="box">
      <h2>{t.looks}</h2>
      <Reading query={looks} rows={1}>
        {({ items }) => (
          <ul className="inset small">
            {items.length === 0 ? <li className="t2">{t.noLooks}</li> : null}
            {items.map(({ id, at, agentName, detail }) => (
              <li key={id}>
                {t.look(agentName ?? "—", time.at(at, now), named({ phone: t.phone, email: t.email }, String(detail.kind)))}
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </section>
  );
}
