import { useState } from "react";
import { deskZone, useNow } from "../../../../clock/now.js";
import { useSayTime } from "../../../../clock/say-time.js";
import { Button } from "../../../../ui/controls.js";
import { useWords } from "../../../../words.js";
import { REPLY_WORDS } from "../words.js";
import { daysFrom, fieldOf, momentOf, timeOf } from "./zoned.js";

const MINUTE_MS = 60_000;
const OFFERED = [30, 60, 120].map((minutes) => minutes * MINUTE_MS);
const STEP_MS = 5 * MINUTE_MS;
const DAYS = 7;

interface NextTimeWish {
  next: number | null;
  set: (next: number | null) => void;
  /** A new time must be named; else the rule may name it. */
  required: boolean;
}

/** When the customer hears next, in the desk's zone and in 24 hours; offered times are whole five minutes. */
export function NextTime({ next, set, required }: NextTimeWish) {
  const t = useWords(REPLY_WORDS);
  const time = useSayTime();
  const now = useNow();
  const offer = (ms: number): number => Math.ceil((now + ms) / STEP_MS) * STEP_MS;
  return (
    <div className="next-time" role="group" aria-label={required ? t.moveTo : t.next}>
      <Picked key={next ?? 0} next={next} set={set} label={required ? t.moveTo : t.next} />
      {OFFERED.map((ms) => (
        <Button key={ms} size="compact-sm" variant="default" onClick={() => set(offer(ms))}>
          {t.after(time.span(ms))}
        </Button>
      ))}
      {required ? null : (
        <Button
          size="compact-sm"
          variant={next === null ? "light" : "default"}
          aria-pressed={next === null}
          onClick={() => set(null)}
        >
          {t.byRule}
        </Button>
      )}
      {next !== null && next <= now ? <span className="bad">{t.past}</span> : null}
    </div>
  );
}

/** A day and a time of it: a field of the browser's own would show the hours as the browser likes. */
function Picked({ next, set, label }: { next: number | null; set: (next: number | null) => void; label: string }) {
  const t = useWords(REPLY_WORDS);
  const time = useSayTime();
  const now = useNow();
  const zone = deskZone();
  const [day, setDay] = useState(fieldOf(next ?? now, zone).slice(0, 10));
  const [clock, setClock] = useState(next === null ? "" : time.clock(next));
  const take = (on: string, typed: string): void => {
    const read = timeOf(typed);
    const moment = read === null ? null : momentOf(`${on}T${read}`, zone);
    if (moment !== null && moment !== next) set(moment);
  };
  return (
    <>
      <span>{label}</span>
      <select
        aria-label={t.day}
        value={day}
        onChange={({ currentTarget: { value } }) => {
          setDay(value);
          take(value, clock);
        }}
      >
        {daysFrom(now, zone, DAYS).map(({ day: value, at }, index) => (
          <option key={value} value={value}>
            {index === 0 ? t.today : time.day(at)}
          </option>
        ))}
      </select>
      <input
        aria-label={t.time}
        placeholder="15:00"
        inputMode="numeric"
        value={clock}
        onChange={({ currentTarget: { value } }) => setClock(value)}
        onBlur={() => take(day, clock)}
        onKeyDown={(event) => event.key === "Enter" && take(day, clock)}
      />
    </>
  );
}
