import { useState } from "react";
import { Link } from "wouter";
import type { AgentView } from "../../../../../application/desk-views.js";
import { ActionIcon, Button, Menu } from "../../ui/controls.js";
import { Ask } from "../../ui/ask.js";
import { IconDots } from "../../ui/icons.js";
import { ProblemLine } from "../../ui/panes.js";
import { toast } from "../../ui/toast.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { ChangeDialog } from "./change.js";
import { AgainDialog } from "./invite.js";
import { readStaffAnew } from "./staff.js";
import type { Person } from "./staff-of.js";
import { PEOPLE_WORDS } from "./words.js";

type Doing = "change" | "again" | "disable" | null;

/** What an administrator does with somebody. */
export function Acts({ person }: { person: Person }) {
  const t = useWords(PEOPLE_WORDS);
  const [doing, setDoing] = useState<Doing>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t.acts(person.name)}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDoing("change")}>{t.change}</Menu.Item>
          <Menu.Item disabled={person.email === null} onClick={() => setDoing("again")}>
            {person.email === null ? t.againNone : t.again}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setDoing("disable")}>{t.disable}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === "change" ? <ChangeDialog person={person} close={close} /> : null}
      {doing === "again" ? <AgainDialog person={person} close={close} /> : null}
      <Disable person={person} opened={doing === "disable"} close={close} />
    </>
  );
}

function Disable({ person, opened, close }: { person: Person; opened: boolean; close: () => void }) {
  const t = useWords(PEOPLE_WORDS);
  const act = useAct();
  const run = async (): Promise<void> => {
    const answered = await act.run(`/agents/${person.id}`, { disabled: true }, { method: "PATCH" });
    if (!answered.ok) return;
    close();
    toast(t.disabled(person.name));
    readStaffAnew();
  };
  return (
    <Ask
      opened={opened}
      close={close}
      title={t.disableTitle(person.name)}
      act={t.disable}
      run={() => void run()}
      busy={act.busy}
      problem={act.problem}
    >
      <p>{t.disableText}</p>
      {person.openTickets === 0 ? null : (
        <p>
          {t.disableTickets(person.openTickets)} <Link href={`/?owner=${person.id}`}>{t.seeTickets}</Link>
        </p>
      )}
    </Ask>
  );
}

/** Takes somebody back who had left. */
export function Enable({ person }: { person: AgentView }) {
  const t = useWords(PEOPLE_WORDS);
  const act = useAct();
  const run = async (): Promise<void> => {
    const answered = await act.run(`/agents/${person.id}`, { disabled: false }, { method: "PATCH" });
    if (answered.ok) toast(t.enabled(person.name));
    readStaffAnew();
  };
  return (
    <>
      <Button size="compact-sm" loading={act.busy} onClick={() => void run()}>
        {t.enable}
      </Button>
      <ProblemLine problem={act.problem} />
    </>
  );
}
