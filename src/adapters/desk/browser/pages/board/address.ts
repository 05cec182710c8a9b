import { useSearchParams } from "wouter";

/** What the board shows, as its address says: `?hours=4&team=technical&owedBy=…`. */
export interface Shown {
  hours: number;
  team: string | null;
  owedBy: string | null;
}

export const HOURS = [2, 4, 8, 24] as const;

export const shownBy = (params: URLSearchParams): Shown => ({
  hours: HOURS.find((hours) => String(hours) === params.get("hours")) ?? 2,
  team: params.get("team"),
  owedBy: params.get("owedBy"),
});

/** The address with a change; what is as usual is not in it. */
export function withShown(params: URLSearchParams, change: Partial<Shown>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change))
    if (value === null || (name === "hours" && value === 2)) next.delete(name);
    else next.set(name, String(value));
  return next;
}

export function useShown(): [shown: Shown, change: (change: Partial<Shown>) => void] {
  const [params, setParams] = useSearchParams();
  return [shownBy(params), (change) => setParams((current) => withShown(current, change), { replace: true })];
}
