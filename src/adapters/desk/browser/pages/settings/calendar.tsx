import type { SettingsView } from "../../../../../application/settings.js";
import { langOf } from "../../work/lang.js";
import { useWords } from "../../words.js";
import { calendarOf, type Calendar } from "./calendar-of.js";
import { CALENDAR, Source } from "./policy.js";
import { SETTINGS_WORDS } from "./words.js";

/** When the desk serves: zone, hours, nights, holidays. */
export function CalendarPart({ settings }: { settings: SettingsView }) {
  const t = useWords(SETTINGS_WORDS);
  const calendar = calendarOf(settings.files.find(({ file }) => file === CALENDAR)?.settings ?? []);
  return (
    <>
      <section className="box">
        <h2>
          {t.hours}
          <small lang="en">{CALENDAR}</small>
        </h2>
        <dl className="pairs">
          <dt>{t.zone}</dt>
          <dd lang="en">{calendar.zone}</dd>
          {calendar.night === null ? null : (
            <>
              <dt>{t.night}</dt>
              <dd className="nb">
                {calendar.night.from}–{calendar.night.to}
              </dd>
            </>
          )}
        </dl>
        <table className="plain">
          <tbody>
            {calendar.hours.map(({ day, spans, line }) => (
              <tr key={day}>
                <td>{t.weekdays[day] ?? day}</td>
                <td>{spans.length === 0 ? <span className="t3">{t.closed}</span> : <b>{spans.join(t.list)}</b>}</td>
                <td className="meta t3">
                  <Source file={CALENDAR} line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {calendar.years.map((year) => (
        <Year key={year.year} {...year} />
      ))}
    </>
  );
}

function Year({ year, holidays, workdays }: Calendar["years"][number]) {
  const t = useWords(SETTINGS_WORDS);
  return (
    <section className="box">
      <h2>{t.holidays(year)}</h2>
      <table className="plain">
        <tbody>
          {holidays.map(({ name, from, to, line }) => (
            <tr key={from}>
              <td lang={langOf(name)}>{name}</td>
              <td className="nb">{from === to ? from : `${from} – ${to}`}</td>
              <td className="meta t3">
                <Source file={CALENDAR} line={line} />
              </td>
            </tr>
          ))}
          {workdays.length === 0 ? null : (
            <tr>
              <td>{t.workdays}</td>
              <td colSpan={2}>{workdays.join(t.list)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
