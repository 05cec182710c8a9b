import { REPORT_PERIODS, type ReportPeriod } from "../../../../../application/reports/ports.js";

/** What the reports show, as their address says it; `list`: the drill-down, a list of the API with its filters. */
export interface Shown {
  period: ReportPeriod;
  at: string | null;
  team: string | null;
  agent: string | null;
  list: string | null;
  /** Which figure the list is of, in words. */
  of: string | null;
}

/** Lists that figures lead to, and no other path of the API. */
const LIST = /^(tickets|commitments|surveys)\?[\w=&%.,:+-]*$/;

export const listOf = (list: string | null): string | null => (list !== null && LIST.test(list) ? list : null);

export const shownBy = (params: URLSearchParams): Shown => ({
  period: REPORT_PERIODS.find((period) => period === params.get("period")) ?? "week",
  at: /^\d{4}-\d\d-\d\d$/.exec(params.get("at") ?? "")?.[0] ?? null,
  team: params.get("team"),
  agent: params.get("agent"),
  list: listOf(params.get("list")),
  of: params.get("of"),
});

/** The address with a change; of another period or of others, the list shown would be another. */
export function searchOf(shown: Shown, change: Partial<Shown>): string {
  const kept = "list" in change ? shown : { ...shown, list: null, of: null };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value !== null) params.set(name, value);
  return `?${params.toString()}`;
}

/** The local day of a moment as YYYY-MM-DD. */
export const dayIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
