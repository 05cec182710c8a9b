import { Link } from "wouter";
import type { CustomerView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useConversation, useCustomer } from "../../work/reads.js";
import { TERMS } from "../../work/terms.js";
import { Contacts } from "./contacts.js";
import { named, SIDE_WORDS } from "./words.js";

/** Who it is, how they are reached, and what there has been; the whole file is one click away. */
export function CustomerBox({ id, conversationId }: { id: string; conversationId: string }) {
  const t = useWords(SIDE_WORDS);
  const customer = useCustomer(id);
  return (
    <section className="sec">
      <h3>
        {t.customer}
        {customer.data === undefined ? null : (
          <>
            <Link href={`/customers/${id}`} className="number">
              {customer.data.number}
            </Link>
            <small>{standingOf(customer.data, t)}</small>
          </>
        )}
      </h3>
      <Reading query={customer} rows={1}>
        {(file) => <Pairs customer={file} conversationId={conversationId} />}
      </Reading>
    </section>
  );
}

/** "高价值 · 核心" */
export const standingOf = ({ type, tier }: CustomerView, t: (typeof SIDE_WORDS)["en"]): string =>
  [named(t.type, type), named(t.tier, tier)].join(t.dot);

function Pairs({ customer, conversationId }: { customer: CustomerView; conversationId: string }) {
  const t = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const now = useNow();
  const time = useSayTime();
  const { data: conversation } = useConversation(conversationId);
  const { name, company, firstChannel, firstContactAt, lastContactAt, tickets, openTickets, optedOut } = customer;
  return (
    <dl className="pairs">
      <dt>{t.customer}</dt>
      <dd>{[name ?? t.nameless, company].filter((part) => part !== null).join(t.dot)}</dd>
      <dt>{t.phone}</dt>
      <dd>
        <Contacts customer={customer} kind="phone" />
      </dd>
      <dt>{t.email}</dt>
      <dd>
        <Contacts customer={customer} kind="email" />
      </dd>
      <dt>{t.channel}</dt>
      <dd>{terms.channel[conversation?.channel ?? firstChannel]}</dd>
      <dt>{t.first}</dt>
      <dd>
        {time.at(firstContactAt, now)}
        {t.dot}
        {terms.channel[firstChannel]}
      </dd>
      <dt>{t.last}</dt>
      <dd>{time.at(lastContactAt, now)}</dd>
      <dt>{t.dealings}</dt>
      <dd>
        {t.tickets(tickets, openTickets)}
        {optedOut ? <p className="ink-paused">{t.optedOut}</p> : null}
      </dd>
    </dl>
  );
}
