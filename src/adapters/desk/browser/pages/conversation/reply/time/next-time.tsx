import { useState } from "react";
import { deskZone, useNow } from "../../../../clock/now.js";
import { useSayTime } from "../../../../clock/say-time.js";
import { Button } from "../../../../ui/controls.js";
import { useWords } from "../../../../words.js";
import { REPLY_WORDS } from "../words.js";
import { fieldOf, momentOf } from "./zoned.js";

const MINUTE_MS = 60_000;
const OFFERED = [30, 60, 120].map((minutes) => minutes * MINUTE_MS);
const STEP_MS = 5 * MINUTE_MS;

interface NextTimeWish {
  next: number | null;
  set: (next: number | null) => void;
  /** A new time must be named; else the rule may name it. */
  required: boolean;
}

/** When the customer hears next, in the desk's zone; offered times are whole five minutes. */
export function NextTime({ next, set, required }: NextTimeWish) {
  const t = useWords(REPLY_WORDS);
  const time = useSayTime();
  const now = useNow();
  const zone = deskZone();
  const [typed, setTyped] = useState<string | null>(null);
  const offer = (ms: number): number => Math.ceil((now + ms) / STEP_MS) * STEP_MS;
  const choose = (ms: number | null): void => {
    setTyped(null);
    set(ms);
  };
  return (
    <div className="next-time">
      <label htmlFor="reply-next">{required ? t.moveTo : t.next}</label>
      <input
        id="reply-next"
        type="datetime-local"
        value={typed ?? (next === null ? "" : fieldOf(next, zone))}
        min={fieldOf(now, zone)}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          set(momentOf(value, zone));
        }}
      />
      {OFFERED.map((ms) => (
        <Button key={ms} size="compact-sm" variant="default" onClick={() => choose(offer(ms))}>
          {t.after(time.span(ms))}
        </Button>
      ))}
      {required ? null : (
        <Button
          size="compact-sm"
          variant={next === null ? "light" : "default"}
          aria-pressed={next === null}
          onClick={() => choose(null)}
        >
          {t.byRule}
        </Button>
      )}
      {next !== null && next <= now ? <span className="bad">{t.past}</span> : null}
    </div>
  );
}
