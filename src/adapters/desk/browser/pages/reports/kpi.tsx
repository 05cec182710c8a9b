import { Link } from "wouter";
import type { Figure as Counted, ReportView } from "../../../../../application/reports/ports.js";
import { Figure, FigureRow } from "../../ui/figure.js";
import { useWords } from "../../words.js";
import { useListHref, useSayFigure } from "./figure-link.js";
import { difference, type Unit } from "./say-figure.js";
import { REPORT_WORDS } from "./words.js";

/** Five figures of the period, each a link to what it counts. */
export function Kpi({ report: { demands, firstResponse, promises, survey } }: { report: ReportView }) {
  const t = useWords(REPORT_WORDS);
  const say = useSayFigure();
  const complaints = demands.byForm.find(({ form }) => form === "complaint")?.value ?? 0;
  const overall = survey.dimensions.find(({ dimension }) => dimension === "overall");
  return (
    <FigureRow>
      <One name={t.kpi.opened} figure={demands.opened} unit="count">
        {t.openedUnder(difference(demands.opened, demands.opened.before), complaints)}
      </One>
      <One name={t.kpi.first} figure={firstResponse.medianMs} unit="ms">
        {firstResponse.medianMs.n === 0 ? t.none : t.firstUnder(say(firstResponse.meanMs, "ms"), say(firstResponse.p90Ms, "ms"))}
      </One>
      <One name={t.kpi.kept} figure={promises.keptRate} unit="share">
        {t.keptUnder(promises.keptRate.n, promises.broken.value ?? 0, promises.told.value ?? 0)}
      </One>
      {overall === undefined ? null : (
        <One name={t.kpi.satisfied} figure={overall.satisfied} unit="answers">
          {t.satisfiedUnder(survey.answered.value ?? 0, survey.asked.value ?? 0)}
        </One>
      )}
      <One name={t.kpi.resolved} figure={demands.resolutionRate} unit="share">
        {t.resolvedUnder(demands.reopened.value ?? 0, demands.backlog.value ?? 0)}
      </One>
    </FigureRow>
  );
}

interface OneFigure {
  name: string;
  figure: Counted;
  unit: Unit;
  children: React.ReactNode;
}

function One({ name, figure, unit, children }: OneFigure) {
  const say = useSayFigure();
  const href = useListHref();
  const few = unit === "answers" && figure.n > 0 && figure.n < 10;
  return (
    <Figure
      name={name}
      value={few ? <span className="few">{say(figure, unit)}</span> : say(figure, unit)}
      {...(figure.n === 0 ? {} : { link: (inner: React.ReactNode) => <Link href={href(figure.tickets, name)}>{inner}</Link> })}
    >
      {children}
    </Figure>
  );
}
