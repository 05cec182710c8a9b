import { useMemo } from "react";
import type { ShiftView } from "../../../../../application/settings.js";
import { useRead } from "../../api/queries.js";
import { usePreferences } from "../../preferences.js";
import { useAgents, type List } from "../../work/reads.js";

export interface Team {
  id: string;
  name: string;
}

const useTeamList = (): ShiftView[] | undefined => useRead<List<ShiftView>>(["teams"], "/teams").data?.items;

/** The desk's teams in the language chosen. */
export function useTeams(): Team[] {
  const { locale } = usePreferences();
  const teams = useTeamList();
  return useMemo(() => (teams ?? []).map(({ id, name }) => ({ id, name: name[locale] })), [teams, locale]);
}

/** A team's name; its id until the names are there. */
export function useTeamName(): (id: string) => string {
  const teams = useTeams();
  return (id) => teams.find((team) => team.id === id)?.name ?? id;
}

/** Whether an agent's id is that of a duty post: what stands there is nobody's own yet. */
export function useDuty(): (agentId: string) => boolean {
  const teams = useTeamList();
  return (agentId) => teams?.some(({ duty }) => duty?.id === agentId) ?? false;
}

/** Those who can be owed by, in the order of their names; pinyin for Chinese ones. */
export function usePeople(): { id: string; name: string }[] {
  const { locale } = usePreferences();
  const agents = useAgents().data?.items;
  return useMemo(
    () => (agents ?? []).filter(({ disabled }) => !disabled).sort((a, b) => a.name.localeCompare(b.name, locale)),
    [agents, locale],
  );
}
