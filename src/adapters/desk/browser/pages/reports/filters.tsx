import { useRef } from "react";
import type { ReportView } from "../../../../../application/reports/ports.js";
import { useKeys } from "../../keys/keys.js";
import { useMe } from "../../session/session.js";
import { ActionIcon, SegmentedControl, Select } from "../../ui/controls.js";
import { IconChevronLeft, IconChevronRight } from "../../ui/icons.js";
import { useAgents } from "../../work/reads.js";
import { useWords } from "../../words.js";
import { usePeople, useTeams } from "../people/teams.js";
import { dayIn, type Shown } from "./address-of.js";
import { REPORT_WORDS } from "./words.js";

const ANY = "";

interface Filtering {
  shown: Shown;
  change: (change: Partial<Shown>) => void;
  report: ReportView | undefined;
}

/** Whose figures, and of which day, week or month; kept in the address. Supervisors choose within their own team. */
export function Filters({ shown, change, report }: Filtering) {
  const t = useWords(REPORT_WORDS);
  const me = useMe();
  const first = useRef<HTMLInputElement>(null);
  useKeys([{ press: "f", does: t.filterKey, run: () => first.current?.focus() }]);
  const own = me.role === "supervisor" ? me.team : null;
  const teams = useTeams().filter(({ id }) => own === null || id === own);
  const teamOf = new Map((useAgents().data?.items ?? []).map(({ id, team }) => [id, team]));
  const within = own ?? shown.team;
  const people = usePeople().filter(({ id }) => within === null || teamOf.get(id) === within);
  const options = (any: string, all: readonly { id: string; name: string }[]) => [
    { value: ANY, label: any },
    ...all.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <Select
        ref={first}
        size="xs"
        w={120}
        aria-label={t.team}
        data={options(t.anyTeam, teams)}
        value={shown.team ?? ANY}
        onChange={(team) => change({ team: team === ANY ? null : team, agent: null })}
      />
      <Select
        size="xs"
        w={120}
        searchable
        aria-label={t.agent}
        data={options(t.anyAgent, people)}
        value={shown.agent ?? ANY}
        onChange={(agent) => change({ agent: agent === ANY ? null : agent })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.period}
        value={shown.period}
        onChange={(period) => change({ period })}
        data={(["day", "week", "month"] as const).map((period) => ({ value: period, label: t.periods[period] }))}
      />
      <Steps change={change} report={report} />
    </>
  );
}

function Steps({ change, report }: Omit<Filtering, "shown">) {
  const t = useWords(REPORT_WORDS);
  if (report === undefined) return null;
  const to = Date.parse(report.to);
  const isLast = to > Date.parse(report.at);
  return (
    <span className="steps">
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t.earlier}
        onClick={() => change({ at: dayIn(report.zone, Date.parse(report.from) - 1) })}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t.later}
        disabled={isLast}
        onClick={() => change({ at: dayIn(report.zone, to) })}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </span>
  );
}
