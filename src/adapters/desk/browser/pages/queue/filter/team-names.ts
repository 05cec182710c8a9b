import type { Locale } from "../../../../../../domain/words.js";
import { useRead } from "../../../api/queries.js";
import { usePreferences } from "../../../preferences.js";
import type { List } from "../../../work/reads.js";

/** Every team by its id, with its name in the language chosen. */
export function useTeamNames(): ReadonlyMap<string, string> {
  const { locale } = usePreferences();
  const teams = useRead<List<{ id: string; name: Record<Locale, string> }>>(["teams"], "/teams").data?.items ?? [];
  return new Map(teams.map(({ id, name }) => [id, name[locale]]));
}
