import type { SurveyView, TicketView } from "../../../../../application/desk-views.js";
import { useRead } from "../../api/queries.js";
import { useNow } from "../../clock/now.js";
import { useSayTime } from "../../clock/say-time.js";
import { IconLock } from "../../ui/icons.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useNotes, type List } from "../../work/reads.js";
import { useNames } from "../side/promises/use-facts.js";
import { named } from "../side/words.js";
import { langOf } from "../../work/lang.js";
import { TICKET_WORDS } from "./words.js";

/** What was done, what it brought, and what keeps it from coming back. */
export function Result({ ticket: { resolution } }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const time = useSayTime();
  const now = useNow();
  const nameOf = useNames();
  if (resolution === undefined) return null;
  const { summary, outcome, prevention, rootCause, by, at } = resolution;
  const pairs = [
    [t.summary, summary],
    [t.outcome, outcome],
    [t.prevention, prevention],
    [t.rootCause, rootCause === null ? null : causeOf(rootCause, t)],
  ] as const;
  return (
    <section className="box">
      <h2>
        {t.resolution} <small>{t.by(nameOf(by), time.at(at, now))}</small>
      </h2>
      <dl className="pairs inset">
        {pairs.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="pair">
              <dt>{name}</dt>
              <dd lang={langOf(value)}>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** `product_defect.systemic` */
function causeOf(rootCause: string, t: (typeof TICKET_WORDS)["en"]): string {
  const [kind = "", how = ""] = rootCause.split(".");
  return [named(t.cause, kind), named(t.causeHow, how)].filter((part) => part !== "").join(t.dot);
}

export function Surveys({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const time = useSayTime();
  const now = useNow();
  const surveys = useRead<List<SurveyView>>(["ticket", ticket.id, "surveys"], `/surveys?ticketId=${ticket.id}`);
  if (surveys.data !== undefined && surveys.data.items.length === 0) return null;
  return (
    <section className="box">
      <h2>{t.surveys}</h2>
      <Reading query={surveys} rows={1}>
        {({ items }) => (
          <ul className="inset small">
            {items.map((survey) => (
              <li key={survey.id}>
                <span className="t3 nb">{time.at(survey.answeredAt ?? survey.askedAt, now)}</span> {t.surveyState[survey.state]}
                <Scores survey={survey} />
                {survey.comment === null ? null : <p lang={langOf(survey.comment)}>“{survey.comment}”</p>}
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </section>
  );
}

export function Scores({ survey: { kind, scores } }: { survey: Pick<SurveyView, "kind" | "scores"> }) {
  const t = useWords(TICKET_WORDS);
  if (scores === null) return null;
  const names = kind === "short" ? [t.overall] : t.dimensions;
  return <span> {scores.map((score, index) => `${names[index] ?? ""} ${score}`).join(t.dot)}</span>;
}

export function Notes({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  const time = useSayTime();
  const now = useNow();
  const notes = useNotes(ticket.id);
  return (
    <section className="box notes-box">
      <h2>
        <IconLock size={16} aria-hidden /> {t.notes}
      </h2>
      <Reading query={notes} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="small inset">{t.noNotes}</p>
          ) : (
            <ul className="inset small">
              {[...items].reverse().map((note) => (
                <li key={note.id}>
                  <b>{note.agentName}</b> <span className="nb">{time.at(note.at, now)}</span>
                  <p lang={langOf(note.text)}>{note.text}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  );
}
