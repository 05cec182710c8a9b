import { useMe } from "../../session/session.js";
import { Switch } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { readStaffAnew, useStaff } from "./staff.js";
import type { Person } from "./staff-of.js";
import { PEOPLE_WORDS } from "./words.js";

function useAvailable() {
  const act = useAct();
  const set = async (id: string, available: boolean): Promise<void> => {
    await act.run(`/agents/${id}`, { available }, { method: "PATCH" });
    readStaffAnew();
  };
  return { busy: act.busy, problem: act.problem, set };
}

/** One's own: on, new work comes. */
export function MySwitch() {
  const t = useWords(PEOPLE_WORDS);
  const me = useMe();
  const staff = useStaff().data;
  const { busy, problem, set } = useAvailable();
  const self = staff?.teams.flatMap(({ people }) => people).find(({ id }) => id === me.id);
  if (self === undefined) return null;
  return (
    <>
      <Switch
        label={self.available ? t.mine : t.mineOff}
        checked={self.available}
        disabled={busy}
        onChange={(event) => void set(me.id, event.currentTarget.checked)}
      />
      <ProblemLine problem={problem} />
    </>
  );
}

/** A colleague's: whoever plans shifts sets it, the others read it. */
export function AvailableCell({ person }: { person: Person }) {
  const t = useWords(PEOPLE_WORDS);
  const me = useMe();
  const { busy, problem, set } = useAvailable();
  if (!me.may("shifts") && person.id !== me.id) return person.available ? t.on : <span className="t3">{t.off}</span>;
  return (
    <>
      <Switch
        size="xs"
        aria-label={t.availableOf(person.name)}
        checked={person.available}
        disabled={busy}
        onChange={(event) => void set(person.id, event.currentTarget.checked)}
      />
      <ProblemLine problem={problem} />
    </>
  );
}
