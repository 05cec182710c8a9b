import { useMemo } from "react";
import type { AgentView } from "../../../../../application/desk-views.js";
import type { ShiftView } from "../../../../../application/settings.js";
import { queryClient, useRead } from "../../api/queries.js";
import { usePreferences } from "../../preferences.js";
import type { List } from "../../work/reads.js";
import { staffOf, type Staff } from "./staff-of.js";

/** Teams with who is in them, in the order of their names; and who left. */
export function useStaff(): { data: Staff | undefined; error: unknown; refetch: () => void } {
  const { locale } = usePreferences();
  const teams = useRead<List<ShiftView>>(["teams"], "/teams");
  const agents = useRead<List<AgentView>>(["agents"], "/agents?limit=200");
  const data = useMemo(
    () =>
      teams.data === undefined || agents.data === undefined ? undefined : staffOf(teams.data.items, agents.data.items, locale),
    [teams.data, agents.data, locale],
  );
  const refetch = (): void => {
    void teams.refetch();
    void agents.refetch();
  };
  return { data, error: teams.error ?? agents.error, refetch };
}

/** After a change of who is there. */
export function readStaffAnew(): void {
  for (const queryKey of [["teams"], ["agents"], ["audit"]]) void queryClient.invalidateQueries({ queryKey });
}
