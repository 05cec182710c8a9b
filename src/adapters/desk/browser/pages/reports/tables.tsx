import type { MemberFigures, ReportView } from "../../../../../application/reports/ports.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { Cell } from "./figure-link.js";
import { REPORT_WORDS } from "./words.js";

function Head({ first, others }: { first: string; others: readonly string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {others.map((name) => (
          <th key={name} scope="col" className="num">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Promises by their kind; kinds of which nothing ended are left out. */
export function Kinds({ report }: { report: ReportView }) {
  const t = useWords(REPORT_WORDS);
  const terms = useWords(TERMS);
  const c = t.columns;
  const kinds = report.promises.byKind.filter(({ keptRate }) => keptRate.n > 0);
  return (
    <section className="box">
      <h2>{t.kinds}</h2>
      {kinds.length === 0 ? (
        <p className="none t2 small">{t.nobody}</p>
      ) : (
        <table className="plain">
          <Head first={c.kind} others={[c.keptRate, c.kept, c.broken, c.told, c.bot]} />
          <tbody>
            {kinds.map(({ kind, keptRate, kept, broken, told, heldByBot }) => (
              <tr key={kind}>
                <th scope="row">{terms.kind[kind]}</th>
                <Cell figure={keptRate} unit="share" of={`${terms.kind[kind]}·${c.keptRate}`} />
                <Cell figure={kept} unit="count" of={`${terms.kind[kind]}·${c.kept}`} />
                <Cell figure={broken} unit="count" of={`${terms.kind[kind]}·${c.broken}`} />
                <Cell figure={told} unit="count" of={`${terms.kind[kind]}·${c.told}`} />
                <Cell figure={heldByBot} unit="count" of={`${terms.kind[kind]}·${c.bot}`} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What people said of the four aspects; each share with its n, of too few none. */
export function Survey({ report: { survey } }: { report: ReportView }) {
  const t = useWords(REPORT_WORDS);
  const c = t.columns;
  return (
    <section className="box">
      <h2>
        {t.surveyTitle}
        <small>{t.satisfiedUnder(survey.answered.value ?? 0, survey.asked.value ?? 0)}</small>
      </h2>
      <table className="plain">
        <Head first={c.dimension} others={[c.mean, c.satisfied]} />
        <tbody>
          {survey.dimensions.map(({ dimension, mean, satisfied }) => (
            <tr key={dimension}>
              <th scope="row">{t.dimension[dimension]}</th>
              <Cell figure={mean} unit="mark" of={t.dimension[dimension]} />
              <Cell figure={satisfied} unit="answers" of={t.dimension[dimension]} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Members({ title, members }: { title: string; members: readonly MemberFigures[] }) {
  const t = useWords(REPORT_WORDS);
  const c = t.columns;
  if (members.length === 0) return null;
  return (
    <section className="box">
      <h2>{title}</h2>
      <table className="plain">
        <Head first={c.name} others={[c.opened, c.closed, c.first, c.handling, c.keptRate, c.broken, c.reopened, c.satisfied]} />
        <tbody>
          {members.map((member) => (
            <Member key={member.id} member={member} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Member({ member }: { member: MemberFigures }) {
  const { columns: c } = useWords(REPORT_WORDS);
  const of = (column: string): string => `${member.name}·${column}`;
  return (
    <tr>
      <th scope="row" lang={langOf(member.name)}>
        {member.name}
      </th>
      <Cell figure={member.opened} unit="count" of={of(c.opened)} />
      <Cell figure={member.closed} unit="count" of={of(c.closed)} />
      <Cell figure={member.firstResponseMs} unit="ms" of={of(c.first)} />
      <Cell figure={member.handlingMs} unit="ms" of={of(c.handling)} />
      <Cell figure={member.keptRate} unit="share" of={of(c.keptRate)} />
      <Cell figure={member.broken} unit="count" of={of(c.broken)} />
      <Cell figure={member.reopened} unit="count" of={of(c.reopened)} />
      <Cell figure={member.satisfied} unit="answers" of={of(c.satisfied)} />
    </tr>
  );
}
