import { useLocation, Link } from "wouter";
import type { CustomerView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { Face } from "../../ui/marks.js";
import { useWords } from "../../words.js";
import { SIDE_WORDS, named } from "../side/words.js";
import { langOf } from "../../work/lang.js";
import { CUSTOMER_WORDS } from "./words.js";

const COLUMNS = ["name", "company", "number", "contact", "last"] as const;

export function CustomerTable({ customers }: { customers: readonly CustomerView[] }) {
  const t = useWords(CUSTOMER_WORDS);
  return (
    <div className="box customer-list">
      <table className="plain">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{t.columns[column]}</th>
            ))}
            <th className="num">{t.columns.tickets}</th>
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <Row key={customer.id} customer={customer} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ customer }: { customer: CustomerView }) {
  const { id, number, name, company, type, contacts, lastContactAt, tickets, openTickets } = customer;
  const t = useWords(CUSTOMER_WORDS);
  const side = useWords(SIDE_WORDS);
  const time = useSayTime();
  const now = useNow();
  const [, go] = useLocation();
  return (
    <tr onClick={() => go(`/customers/${id}`)}>
      <td>
        <span className="who">
          <Face name={name ?? "?"} silent />
          <Link href={`/customers/${id}`} onClick={(event) => event.stopPropagation()}>
            <span lang={langOf(name ?? t.nameless)}>{name ?? t.nameless}</span>
          </Link>
          {type === "high_value" ? <small className="t3">{named(side.type, type)}</small> : null}
        </span>
      </td>
      <td lang={langOf(company ?? "")}>{company ?? "—"}</td>
      <td className="nb">{number}</td>
      <td className="nb" lang="en">
        {contacts[0]?.value ?? "—"}
      </td>
      <td className="nb">{time.at(lastContactAt, now)}</td>
      <td className="num">
        {tickets}
        {openTickets === 0 ? null : <small className="ink-owed"> {t.open(openTickets)}</small>}
      </td>
    </tr>
  );
}
