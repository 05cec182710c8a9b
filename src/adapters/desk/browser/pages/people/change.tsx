import { useState } from "react";
import { ROLES, type Role } from "../../../../../domain/words.js";
import { Button, Modal, Select } from "../../ui/controls.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { TERMS } from "../../work/terms.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { readStaffAnew } from "./staff.js";
import type { Person } from "./staff-of.js";
import { useTeams } from "./teams.js";
import { PEOPLE_WORDS } from "./words.js";

/** Another role or team for somebody. */
export function ChangeDialog({ person, close }: { person: Person; close: () => void }) {
  const t = useWords(PEOPLE_WORDS);
  const act = useAct();
  const [role, setRole] = useState<Role>(person.role);
  const [team, setTeam] = useState(person.team);
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    const answered = await act.run(`/agents/${person.id}`, { role, team }, { method: "PATCH" });
    if (!answered.ok) return;
    close();
    toast(t.changed(person.name));
    readStaffAnew();
  };
  return (
    <Modal opened onClose={close} title={t.changeTitle(person.name)}>
      <form className="fields" onSubmit={(event) => void save(event)}>
        <RoleAndTeam role={role} team={team} setRole={setRole} setTeam={setTeam} />
        <p className="meta t3">{t.changeNote}</p>
        <ProblemLine problem={act.problem} />
        <Button type="submit" variant="filled" loading={act.busy} disabled={role === person.role && team === person.team}>
          {t.save}
        </Button>
      </form>
    </Modal>
  );
}

interface Choosing {
  role: Role;
  team: string;
  setRole: (role: Role) => void;
  setTeam: (team: string) => void;
}

export function RoleAndTeam({ role, team, setRole, setTeam }: Choosing) {
  const t = useWords(PEOPLE_WORDS);
  const terms = useWords(TERMS);
  const teams = useTeams();
  return (
    <>
      <Select
        label={t.fields.role}
        description={t.may[role]}
        data={ROLES.map((each) => ({ value: each, label: terms.role[each] }))}
        value={role}
        onChange={(value) => setRole(value ?? role)}
      />
      <Select
        label={t.fields.team}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={team}
        onChange={(value) => setTeam(value ?? team)}
      />
    </>
  );
}
