import { Link } from "wouter";
import type { AgentView } from "../../../../../application/desk-views.js";
import { useMe } from "../../session/session.js";
import { Face } from "../../ui/marks.js";
import { langOf } from "../../work/lang.js";
import { TERMS } from "../../work/terms.js";
import { useWords } from "../../words.js";
import { AvailableCell } from "./available.js";
import { Acts, Enable } from "./acts.js";
import type { Person, StaffTeam } from "./staff-of.js";
import { PEOPLE_WORDS } from "./words.js";

export function TeamBox({ team }: { team: StaffTeam }) {
  const t = useWords(PEOPLE_WORDS);
  const me = useMe();
  const acts = me.may("people");
  return (
    <section className="box">
      <h2>
        {team.name}
        <small>{team.duty === null ? t.noDuty : t.dutyOf(team.duty)}</small>
      </h2>
      {team.people.length === 0 ? (
        <p className="none t2 small">{t.nobody}</p>
      ) : (
        <table className="plain">
          <Columns acts={acts} />
          <tbody>
            {team.people.map((person) => (
              <Row key={person.id} person={person} acts={acts} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Columns({ acts }: { acts: boolean }) {
  const { columns } = useWords(PEOPLE_WORDS);
  return (
    <thead>
      <tr>
        <th scope="col">{columns.name}</th>
        <th scope="col">{columns.role}</th>
        <th scope="col">{columns.available}</th>
        <th scope="col">{columns.open}</th>
        <th scope="col">{columns.email}</th>
        {acts ? (
          <th scope="col">
            <span className="sr">{columns.act}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function Row({ person, acts }: { person: Person; acts: boolean }) {
  const t = useWords(PEOPLE_WORDS);
  const { role } = useWords(TERMS);
  const me = useMe();
  return (
    <tr>
      <td>
        <span className="name">
          <Face name={person.name} silent />
          <b lang={langOf(person.name)}>{person.name}</b>
          {person.id === me.id ? <span className="t3">{t.me}</span> : null}
          {person.onDuty ? <span className="state ink-owed">{t.duty}</span> : null}
        </span>
      </td>
      <td>{role[person.role]}</td>
      <td>
        <AvailableCell person={person} />
      </td>
      <td className="nb">
        {person.openTickets === 0 ? (
          <span className="t3">{t.tickets(0)}</span>
        ) : (
          <Link href={`/?owner=${person.id}`}>{t.tickets(person.openTickets)}</Link>
        )}
      </td>
      <td lang="en">{person.email ?? <span className="t3">{t.noEmail}</span>}</td>
      {acts ? (
        <td className="act">
          <Acts person={person} />
        </td>
      ) : null}
    </tr>
  );
}

/** Who left the desk; for administrators the way back. */
export function Left({ people }: { people: readonly AgentView[] }) {
  const t = useWords(PEOPLE_WORDS);
  const { role } = useWords(TERMS);
  const me = useMe();
  return (
    <section className="box">
      <h2>
        {t.left}
        <small>{t.leftNote}</small>
      </h2>
      <table className="plain">
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className="t2">
              <td>
                <span className="name">
                  <Face name={person.name} silent />
                  <span lang={langOf(person.name)}>{person.name}</span>
                </span>
              </td>
              <td>{role[person.role]}</td>
              <td lang="en">{person.email}</td>
              <td className="act">{me.may("people") ? <Enable person={person} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
