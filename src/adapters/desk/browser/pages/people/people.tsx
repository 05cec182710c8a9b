import { useSearchParams } from "wouter";
import { useMe } from "../../session/session.js";
import { Tabs } from "../../ui/tabs.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { AuditList } from "./audit/audit-list.js";
import { InviteButton } from "./invite.js";
import { MySwitch } from "./available.js";
import { Left, TeamBox } from "./team-box.js";
import { useStaff } from "./staff.js";
import type { Staff } from "./staff-of.js";
import { PEOPLE_WORDS } from "./words.js";
import "./people.css";

/** Who is there, by team; one's own availability; for administrators letting people in and out; for managers the audit. */
export function Page() {
  const t = useWords(PEOPLE_WORDS);
  const me = useMe();
  const [params] = useSearchParams();
  const staff = useStaff();
  const audit = me.may("audit") && params.get("tab") === "audit";
  return (
    <div className="page people">
      <header>
        <h1>{t.title}</h1>
        {staff.data === undefined ? null : <Under staff={staff.data} />}
        <div className="acts">
          <MySwitch />
          {me.may("people") ? <InviteButton /> : null}
        </div>
      </header>
      {me.may("audit") ? (
        <Tabs
          label={t.tabs.label}
          tabs={[
            { href: "/people", name: t.tabs.people, on: !audit },
            { href: "/people?tab=audit", name: t.tabs.audit, on: audit },
          ]}
        />
      ) : null}
      {audit ? <AuditList /> : <Reading query={staff}>{(all) => <Teams staff={all} />}</Reading>}
    </div>
  );
}

function Under({ staff: { teams } }: { staff: Staff }) {
  const t = useWords(PEOPLE_WORDS);
  const people = teams.flatMap((team) => team.people);
  return <span className="t2 small">{t.under(people.length, people.filter(({ available }) => available).length)}</span>;
}

function Teams({ staff }: { staff: Staff }) {
  return (
    <>
      {staff.teams.map((team) => (
        <TeamBox key={team.id} team={team} />
      ))}
      {staff.left.length === 0 ? null : <Left people={staff.left} />}
    </>
  );
}
