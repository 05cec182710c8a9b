import { useState } from "react";
import { useSearchParams } from "wouter";
import type { ReportView } from "../../../../../application/reports/ports.js";
import { query } from "../../api/client.js";
import { useRead } from "../../api/queries.js";
import { useSayTime } from "../../clock/say-time.js";
import { useKeys } from "../../keys/keys.js";
import { usePreferences } from "../../preferences.js";
import { Button } from "../../ui/controls.js";
import { Reading } from "../../ui/panes.js";
import { Tabs } from "../../ui/tabs.js";
import { useWords } from "../../words.js";
import { useShown } from "./address.js";
import { type Shown } from "./address-of.js";
import { Charts } from "./charts.js";
import { DigestList } from "./digests/digest-list.js";
import { Filters } from "./filters.js";
import { Kpi } from "./kpi.js";
import { DrillDown } from "./list/drill-down.js";
import { Kinds, Members, Survey } from "./tables.js";
import { REPORT_WORDS } from "./words.js";
import "./reports.css";

/** The figures of a day, week or month beside those of the one before; each leads to what it counts. */
export function Page() {
  const [params] = useSearchParams();
  return params.get("tab") === "digests" ? <Digests /> : <Figures />;
}

function PageTabs({ digests }: { digests: boolean }) {
  const t = useWords(REPORT_WORDS);
  return (
    <Tabs
      label={t.tabs.label}
      tabs={[
        { href: "/reports", name: t.tabs.figures, on: !digests },
        { href: "/reports?tab=digests", name: t.tabs.digests, on: digests },
      ]}
    />
  );
}

function Digests() {
  const t = useWords(REPORT_WORDS);
  return (
    <div className="page reports">
      <header>
        <h1>{t.title}</h1>
      </header>
      <PageTabs digests />
      <DigestList />
    </div>
  );
}

function useReport({ period, at, team, agent }: Shown) {
  const { locale } = usePreferences();
  const path = `/reports${query({ period, at, team, agent, locale })}`;
  return useRead<ReportView>(["reports", path], path);
}

function Figures() {
  const t = useWords(REPORT_WORDS);
  const [shown, change] = useShown();
  const report = useReport(shown);
  const [asTable, setAsTable] = useState(false);
  useKeys([{ press: "t", does: t.tableKey, run: () => setAsTable((before) => !before) }]);
  return (
    <div className="page reports">
      <header>
        <h1>{t.title}</h1>
        {report.data === undefined ? null : <Under report={report.data} />}
        <div className="acts">
          <Filters shown={shown} change={change} report={report.data} />
          <Button size="compact-md" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} rightSection={<kbd>T</kbd>}>
            {asTable ? t.asChart : t.asTable}
          </Button>
        </div>
      </header>
      <PageTabs digests={false} />
      <Reading query={report}>{(data) => <Body report={data} shown={shown} asTable={asTable} />}</Reading>
    </div>
  );
}

function Body({ report, shown, asTable }: { report: ReportView; shown: Shown; asTable: boolean }) {
  const t = useWords(REPORT_WORDS);
  return (
    <>
      <Kpi report={report} />
      <Charts report={report} asTable={asTable} />
      {shown.list === null ? null : <DrillDown list={shown.list} of={shown.of} />}
      <div className="charts">
        <Kinds report={report} />
        <Survey report={report} />
      </div>
      <Members title={t.teamsTitle} members={report.teams} />
      <Members title={t.agentsTitle} members={report.agents} />
    </>
  );
}

/** Which days, against which, as of when. */
function Under({ report }: { report: ReportView }) {
  const t = useWords(REPORT_WORDS);
  const say = useSayTime();
  const days = ({ from, to }: { from: string; to: string }): string => {
    const [first, last] = [say.day(from), say.day(Date.parse(to) - 1)];
    return first === last ? first : `${first}–${last}`;
  };
  return <span className="t2 small">{t.under(days(report), days(report.before), say.clock(report.at))}</span>;
}
