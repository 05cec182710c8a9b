/** Minutes after local midnight, 0 to 1440; half-open. In a night, `to` at or before `from` means on the next day. */
export interface WallSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A make-up workday (调休上班) has hours of its own: it falls on a weekend, whose hours say nothing about it. */
export type DayKind = (typeof WEEKDAYS)[number] | "makeUp";

/** One year as published: ISO dates. A date in December of the year before may be among them. */
export interface YearTable {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** config/calendar.yaml after parseCalendar: zone known, spans sorted and disjoint, no date both holiday and workday. */
export interface CalendarPolicy {
  readonly zone: string;
  readonly hours: Readonly<Record<DayKind, readonly WallSpan[]>>;
  readonly night: WallSpan;
  readonly years: readonly YearTable[];
}
