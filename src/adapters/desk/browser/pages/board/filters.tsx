import { useRef } from "react";
import { useKeys } from "../../keys/keys.js";
import { useMe } from "../../session/session.js";
import { SegmentedControl, Select, Switch } from "../../ui/controls.js";
import { useWords } from "../../words.js";
import { usePeople, useTeams } from "../people/teams.js";
import { HOURS, type Shown } from "./address.js";
import { BOARD_WORDS } from "./words.js";

const ANY = "";

/** Whose debts, and how far ahead; kept in the address. */
export function Filters({ shown, change }: { shown: Shown; change: (change: Partial<Shown>) => void }) {
  const t = useWords(BOARD_WORDS);
  const me = useMe();
  const teams = useTeams();
  const people = usePeople();
  const first = useRef<HTMLInputElement>(null);
  useKeys([{ press: "f", does: t.filterKey, run: () => first.current?.focus() }]);
  const options = (any: string, all: readonly { id: string; name: string }[]) => [
    { value: ANY, label: any },
    ...all.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="acts">
      <Switch
        size="xs"
        label={t.mine}
        checked={shown.owedBy === me.id}
        onChange={(event) => change({ owedBy: event.currentTarget.checked ? me.id : null })}
      />
      <Select
        ref={first}
        aria-label={t.team}
        size="xs"
        w={124}
        data={options(t.anyTeam, teams)}
        value={shown.team ?? ANY}
        onChange={(team) => change({ team: team === ANY ? null : team })}
      />
      <Select
        aria-label={t.person}
        size="xs"
        w={124}
        searchable
        data={options(t.anyPerson, people)}
        value={shown.owedBy ?? ANY}
        onChange={(owedBy) => change({ owedBy: owedBy === ANY ? null : owedBy })}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.hours}
        value={String(shown.hours)}
        onChange={(hours) => change({ hours: Number(hours) })}
        data={HOURS.map((hours) => ({ value: String(hours), label: t.hour(hours) }))}
      />
    </div>
  );
}
