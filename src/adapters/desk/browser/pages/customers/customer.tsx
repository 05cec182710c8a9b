import { Link, useParams } from "wouter";
import type { CustomerView } from "../../../../../application/desk-views.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { useMe } from "../../session/session.js";
import { Face } from "../../ui/marks.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useCustomer } from "../../work/reads.js";
import { TERMS } from "../../work/terms.js";
import { Contacts } from "../side/contacts.js";
import { standingOf } from "../side/customer-box.js";
import { SIDE_WORDS, named } from "../side/words.js";
import { Affairs } from "./affairs.js";
import { Looks, Owed, Surveys, Talks } from "./customer-boxes.js";
import { CUSTOMER_WORDS } from "./words.js";
import "../side/side.css";
import "./customers.css";

/** One customer's file: who, how to reach them, what there was and what is owed. */
export function Page() {
  const { id = null } = useParams<{ id: string }>();
  const customer = useCustomer(id);
  return (
    <Reading query={customer} rows={6}>
      {(data) => <File customer={data} />}
    </Reading>
  );
}

function File({ customer }: { customer: CustomerView }) {
  const t = useWords(CUSTOMER_WORDS);
  const side = useWords(SIDE_WORDS);
  const me = useMe();
  const { id, number, name, company, position } = customer;
  const about = [company, position, standingOf(customer, side)].filter((part) => part !== null);
  return (
    <div className="page">
      <header className="customer-head">
        <Face name={name ?? "?"} silent />
        <div>
          <h1>
            {name ?? t.nameless} <small className="t3 nb">{number}</small>
          </h1>
          <p className="small t2">{about.join(t.dot)}</p>
        </div>
        <div className="acts">
          <Link href="/customers" className="link">
            {t.back}
          </Link>
        </div>
      </header>
      <div className="customer-columns">
        <div>
          <Basics customer={customer} />
          <Talks customerId={id} />
        </div>
        <Affairs customerId={id} />
        <div>
          <Owed customerId={id} />
          <Surveys customerId={id} />
          {me.may("audit") ? <Looks customerId={id} /> : null}
        </div>
      </div>
    </div>
  );
}

function Basics({ customer }: { customer: CustomerView }) {
  const t = useWords(CUSTOMER_WORDS);
  const side = useWords(SIDE_WORDS);
  const terms = useWords(TERMS);
  const time = useSayTime();
  const now = useNow();
  const { name, company, position, firstChannel, firstContactAt, lastContactAt, contacts, optedOut } = customer;
  const verified = [...new Set(contacts.map((contact) => named(t.how, contact.verified)))];
  const pairs: [string, React.ReactNode][] = [
    [t.name, name ?? "—"],
    [t.company, company ?? "—"],
    [t.position, position ?? "—"],
    [t.phone, <Contacts key="phone" customer={customer} kind="phone" />],
    [t.email, <Contacts key="email" customer={customer} kind="email" />],
    [t.verified, verified.length === 0 ? "—" : verified.join(t.dot)],
    [t.standing, standingOf(customer, side)],
    [t.first, [time.at(firstContactAt, now), terms.channel[firstChannel]].join(t.dot)],
    [t.last, time.at(lastContactAt, now)],
    [t.contactWish, optedOut ? <span className="ink-paused">{t.optedOut}</span> : t.consentFine],
  ];
  return (
    <section className="box">
      <h2>{t.file}</h2>
      <dl className="pairs inset">
        {pairs.map(([term, value]) => (
          <div key={term} className="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
