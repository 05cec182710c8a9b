import { useState } from "react";
import type { Role } from "../../../../../domain/words.js";
import type { Problem } from "../../api/client.js";
import { useProblemWords } from "../../api/problem-words.js";
import { useMe } from "../../session/session.js";
import { Button, Modal, TextInput } from "../../ui/controls.js";
import { IconPlus } from "../../ui/icons.js";
import { ProblemLine } from "../../ui/panes.js";
import { useAct } from "../../work/use-act.js";
import { useWords } from "../../words.js";
import { RoleAndTeam } from "./change.js";
import { LinkToHand, type Link } from "./link.js";
import { readStaffAnew } from "./staff.js";
import type { Person } from "./staff-of.js";
import { PEOPLE_WORDS } from "./words.js";

type Invited = Pick<Person, "name" | "role" | "team"> & { email: string };

/** Asks for a one-time link: for somebody new, or a fresh one for whoever has exactly these. */
function useInvite() {
  const act = useAct();
  const [link, setLink] = useState<Link | null>(null);
  const invite = async ({ name, email, role, team }: Invited): Promise<void> => {
    const answered = await act.run<Link>("/invites", { name, email, role, team });
    if (answered.ok) setLink(answered.body);
    readStaffAnew();
  };
  return { busy: act.busy, problem: act.problem, link, invite };
}

function useInviteProblem(): (problem: Problem) => string {
  const t = useWords(PEOPLE_WORDS);
  const say = useProblemWords();
  return (problem) =>
    problem.code === "name_taken" || problem.code === "email_taken"
      ? t.known
      : problem.code === "unknown_team"
        ? t.unknownTeam
        : say(problem);
}

export function InviteButton() {
  const t = useWords(PEOPLE_WORDS);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t.invite}
      </Button>
      {opened ? <InviteDialog close={() => setOpened(false)} /> : null}
    </>
  );
}

function InviteDialog({ close }: { close: () => void }) {
  const t = useWords(PEOPLE_WORDS);
  const me = useMe();
  const say = useInviteProblem();
  const { busy, problem, link, invite } = useInvite();
  const [role, setRole] = useState<Role>("agent");
  const [team, setTeam] = useState(me.team);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    void invite({ name: name.trim(), email: email.trim(), role, team });
  };
  if (link !== null)
    return (
      <Modal opened onClose={close} title={t.linkTitle(name)}>
        <LinkToHand link={link} close={close} />
      </Modal>
    );
  const field = { required: true, withAsterisk: false, autoComplete: "off", maxLength: 100 };
  return (
    <Modal opened onClose={close} title={t.inviteTitle}>
      <form className="fields" onSubmit={submit}>
        <TextInput
          {...field}
          label={t.fields.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          {...field}
          type="email"
          label={t.fields.email}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleAndTeam role={role} team={team} setRole={setRole} setTeam={setTeam} />
        <p className="meta t3">{t.inviteNote}</p>
        <ProblemLine problem={problem} say={say} />
        <Button type="submit" variant="filled" loading={busy}>
          {t.inviteGo}
        </Button>
      </form>
    </Modal>
  );
}

/** A fresh link for somebody known, as for a forgotten password. */
export function AgainDialog({ person, close }: { person: Person; close: () => void }) {
  const t = useWords(PEOPLE_WORDS);
  const say = useInviteProblem();
  const { busy, problem, link, invite } = useInvite();
  return (
    <Modal opened onClose={close} title={t.linkTitle(person.name)}>
      {link !== null ? (
        <LinkToHand link={link} close={close} />
      ) : (
        <div className="ask">
          <p>{t.linkOld}</p>
          <ProblemLine problem={problem} say={say} />
          <Button variant="filled" loading={busy} onClick={() => void invite({ ...person, email: person.email ?? "" })}>
            {t.inviteGo}
          </Button>
        </div>
      )}
    </Modal>
  );
}
