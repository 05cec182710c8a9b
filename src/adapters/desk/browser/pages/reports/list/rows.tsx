import { Link } from "wouter";
import type { CommitmentView, SurveyView, TicketView } from "../../../../../../application/desk-views.js";
import type { CommitmentState } from "../../../../../../domain/words.js";
import { useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { PriorityBadge, StateGlyph, type Ink } from "../../../ui/marks.js";
import { langOf } from "../../../work/lang.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { REPORT_WORDS } from "../words.js";

function Head({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function useWhen(): (at: string | null) => string {
  const say = useSayTime();
  const now = useNow();
  return (at) => (at === null ? "" : say.at(at, now));
}

export function TicketRows({ rows }: { rows: readonly TicketView[] }) {
  const t = useWords(REPORT_WORDS).list;
  const terms = useWords(TERMS);
  const when = useWhen();
  return (
    <table className="plain">
      <Head names={[t.number, t.demand, t.priority, t.status, t.owner, t.opened]} />
      <tbody>
        {rows.map(({ id, number, text, priority, status, ownerName, createdAt }) => (
          <tr key={id}>
            <td className="nb">
              <Link href={`/tickets/${number}`}>{number}</Link>
            </td>
            <td>
              <span className="clip" lang={langOf(text)}>
                {text}
              </span>
            </td>
            <td>
              <PriorityBadge priority={priority} />
            </td>
            <td>{terms.status[status]}</td>
            <td lang={langOf(ownerName)}>{ownerName}</td>
            <td className="nb">{when(createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const INKS: Record<CommitmentState, Ink> = {
  owed: "owed",
  paused: "paused",
  met: "kept",
  broken: "overdue",
  dropped: "dropped",
};

export function CommitmentRows({ rows }: { rows: readonly CommitmentView[] }) {
  const words = useWords(REPORT_WORDS);
  const t = words.list;
  const terms = useWords(TERMS);
  const when = useWhen();
  return (
    <table className="plain">
      <Head names={[t.kind, t.due, t.state, t.ended, t.ticket]} />
      <tbody>
        {rows.map(({ id, kind, dueAt, state, toldBefore, endedAt, ticketId }) => {
          const ink = state === "broken" && toldBefore ? "told" : INKS[state];
          return (
            <tr key={id}>
              <td>{terms.kind[kind]}</td>
              <td className="nb">{when(dueAt)}</td>
              <td>
                <span className={`state ink-${ink}`}>
                  <StateGlyph word={ink} />
                  {ink === "told" ? words.toldBefore : words.state[state]}
                </span>
              </td>
              <td className="nb">{when(endedAt)}</td>
              <td>{ticketId === null ? null : <Link href={`/tickets/${ticketId}`}>{t.open}</Link>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function SurveyRows({ rows }: { rows: readonly SurveyView[] }) {
  const t = useWords(REPORT_WORDS).list;
  const when = useWhen();
  return (
    <table className="plain">
      <Head names={[t.scores, t.comment, t.answered, t.ticket]} />
      <tbody>
        {rows.map(({ id, scores, comment, answeredAt, ticketId }) => (
          <tr key={id}>
            <td className="nb">{scores === null ? t.unanswered : scores.join("·")}</td>
            <td lang={langOf(comment ?? "")}>{comment}</td>
            <td className="nb">{when(answeredAt)}</td>
            <td>
              <Link href={`/tickets/${ticketId}`}>{t.open}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
