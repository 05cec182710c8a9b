import type { AgentView } from "../../../../../application/desk-views.js";
import type { ShiftView } from "../../../../../application/settings.js";
import type { Locale } from "../../../../../domain/words.js";

/** Somebody of the desk, as far as the lists tell. */
export interface Person {
  id: string;
  name: string;
  role: AgentView["role"];
  team: string;
  available: boolean;
  onDuty: boolean;
  openTickets: number;
  email: string | null;
}

export interface StaffTeam {
  id: string;
  name: string;
  duty: string | null;
  people: Person[];
}

export interface Staff {
  teams: StaffTeam[];
  left: AgentView[];
}

export function staffOf(teams: readonly ShiftView[], agents: readonly AgentView[], locale: Locale): Staff {
  const emails = new Map(agents.map(({ id, email }) => [id, email]));
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, locale);
  return {
    teams: teams.map(({ id, name, duty, people }) => ({
      id,
      name: name[locale],
      duty: duty?.name ?? null,
      people: people.map((person) => ({ ...person, team: id, email: emails.get(person.id) ?? null })).sort(byName),
    })),
    left: agents.filter(({ disabled }) => disabled).sort(byName),
  };
}
