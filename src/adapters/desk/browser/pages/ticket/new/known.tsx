import { Link } from "wouter";
import type { QueueCustomer } from "../../../../../../application/desk-pages.js";
import type { SearchPage } from "../../../../../../application/search.js";
import { query } from "../../../api/client.js";
import { useRead } from "../../../api/queries.js";
import { Button, useDebouncedValue } from "../../../ui/controls.js";
import { useWords } from "../../../words.js";
import { langOf } from "../../../work/lang.js";
import { useCustomer } from "../../../work/reads.js";
import { useTicketsOf } from "../../side/customer-tab.js";
import type { Draft } from "./form.js";
import { NEW_WORDS } from "./words.js";

const SETTLED_MS = 350;
const SHOWN_MOST = 4;
const OPEN = ["open", "waiting", "resolved"];

const PHONE = /(?:\d[\s-]*){7,}/;

function useFound(q: string): QueueCustomer[] {
  const [settled] = useDebouncedValue(q, SETTLED_MS);
  const found = useRead<SearchPage>(
    ["customer", "search", settled],
    settled === "" ? null : `/search${query({ q: settled, limit: 1 })}`,
  );
  return q === "" || settled !== q ? [] : (found.data?.customers ?? []).slice(0, SHOWN_MOST);
}

const once = (customers: readonly QueueCustomer[]): QueueCustomer[] => [
  ...new Map(customers.map((one) => [one.id, one])).values(),
];

/** Whom the desk knows already: by the contact, exactly; or perhaps, by the name. What they have open may be the same matter. */
export function Known({
  draft,
  choose,
  choices,
}: {
  draft: Draft;
  choose: (id: string) => void;
  choices: readonly QueueCustomer[];
}) {
  const t = useWords(NEW_WORDS);
  const { phone, email, name, customerId } = draft;
  const byPhone = useFound(PHONE.test(phone) ? phone.trim() : "");
  const byEmail = useFound(/\S@\S/.test(email) ? email.trim() : "");
  const byName = useFound([...name.trim()].length > 1 ? name.trim() : "");
  if (customerId !== "") return <Chosen id={customerId} other={() => choose("")} />;
  const sure = once([...choices, ...byPhone, ...byEmail]);
  const alike = byName.filter(({ id }) => !sure.some((one) => one.id === id));
  return (
    <div role="status" className="known-customers">
      {sure.length === 0 ? null : <p className="small">{t.known}</p>}
      {sure.map((customer) => (
        <Card key={customer.id} customer={customer} take={sure.length > 1 ? choose : null} />
      ))}
      {alike.length === 0 || sure.length > 0 ? null : <p className="small">{t.alike}</p>}
      {sure.length > 0 ? null : alike.map((customer) => <Card key={customer.id} customer={customer} take={choose} />)}
    </div>
  );
}

function Chosen({ id, other }: { id: string; other: () => void }) {
  const t = useWords(NEW_WORDS);
  const { data } = useCustomer(id);
  return (
    <div role="status" className="known-customers">
      <p className="small">{t.taken}</p>
      {data === undefined ? null : <Card customer={data} take={null} />}
      <Button onClick={other}>{t.other}</Button>
    </div>
  );
}

/** `take` null: it is this one anyway. */
function Card({ customer, take }: { customer: QueueCustomer; take: ((id: string) => void) | null }) {
  const t = useWords(NEW_WORDS);
  const { id, number, name, company } = customer;
  const open = (useTicketsOf(id).data?.items ?? []).filter(({ status }) => OPEN.includes(status));
  return (
    <div className="known-customer">
      <p>
        <b lang={langOf(name ?? "")}>{name ?? t.nameless}</b>
        {company === null ? null : <span lang={langOf(company)}>{[" ", company].join("")}</span>}{" "}
        <Link href={`/customers/${id}`} className="t3 nb">
          {number}
        </Link>
      </p>
      {open.length === 0 ? null : (
        <p className="small">
          {t.openTickets(open.length)}
          {t.dot}
          {t.maybeSame}
        </p>
      )}
      <ul className="small">
        {open.slice(0, SHOWN_MOST).map((ticket) => (
          <li key={ticket.id} className="one-line">
            <Link href={`/tickets/${ticket.number}`}>{ticket.number}</Link> <span lang={langOf(ticket.text)}>{ticket.text}</span>
          </li>
        ))}
      </ul>
      {take === null ? null : <Button onClick={() => take(id)}>{t.take}</Button>}
    </div>
  );
}
