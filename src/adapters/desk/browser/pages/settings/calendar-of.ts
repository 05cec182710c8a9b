import type { SettingView } from "../../../../../application/settings.js";

export interface Holiday {
  name: string;
  from: string;
  to: string;
  line: number | null;
}

export interface Calendar {
  zone: string;
  night: { from: string; to: string } | null;
  /** By `mon` … `sun` and `makeUp`: from–to, none where there is no service. */
  hours: { day: string; spans: string[]; line: number | null }[];
  years: { year: string; holidays: Holiday[]; workdays: string[] }[];
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "makeUp"];

/** The calendar again from its settings, as `years.2026.holidays.0.name`. */
export function calendarOf(settings: readonly SettingView[]): Calendar {
  const by = new Map(settings.map((setting) => [setting.path, setting]));
  const text = (path: string): string => {
    const value = by.get(path)?.value ?? "";
    return typeof value === "string" ? value : "";
  };
  const texts = (path: string): string[] => {
    const value = by.get(path)?.value;
    return Array.isArray(value) ? value.map(String) : [];
  };
  const years = [...new Set(settings.flatMap(({ path }) => /^years\.(\d+)\./.exec(path)?.[1] ?? []))].sort();
  const holidaysOf = (year: string): Holiday[] =>
    settings
      .flatMap(({ path }) => new RegExp(`^years\\.${year}\\.holidays\\.\\d+(?=\\.name$)`).exec(path)?.[0] ?? [])
      .map((path) => ({
        name: text(`${path}.name`),
        from: text(`${path}.from`),
        to: text(`${path}.to`),
        line: by.get(`${path}.name`)?.line ?? null,
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    zone: text("zone"),
    night: by.has("night.from") ? { from: text("night.from"), to: text("night.to") } : null,
    hours: DAYS.filter((day) => by.has(`hours.${day}`)).map((day) => ({
      day,
      spans: texts(`hours.${day}`).map((span) => span.replace("-", "–")),
      line: by.get(`hours.${day}`)?.line ?? null,
    })),
    years: years.map((year) => ({ year, holidays: holidaysOf(year), workdays: texts(`years.${year}.workdays`) })),
  };
}
