import { useEffect, useState } from "react";
import { useProblemWords } from "../../../api/problem-words.js";
import type { Problem } from "../../../api/client.js";
import { IconAlertTriangle, IconClock } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { discard, sendAgain, takeBack } from "../reply/going/outbox.js";
import type { Outgoing } from "../reply/going/outgoing.js";
import { Files } from "./files.js";
import { RichText } from "./text/rich-text.js";
import { TRANSCRIPT_WORDS } from "./words.js";

/** A reply that the transcript does not hold yet: its mark says what is true of it. */
export function OnItsWay({ one, name }: { one: Outgoing; name: string }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const { going, what, text, attachments } = one;
  const kind = what.do === "update" ? t.progress : what.do === "evidence" ? t.evidence : null;
  return (
    <div className={`said out ${going.is === "failed" ? "failed" : going.is === "gone" ? "agent" : "held"}`} data-key={one.key}>
      <div className="who">
        <span>{name}</span>
        {kind === null ? null : <span>{kind}</span>}
        <Standing one={one} />
      </div>
      {text.trim() === "" ? null : (
        <div className="bubble">
          <RichText text={text} plain={false} />
        </div>
      )}
      <Files files={attachments} />
      {going.is === "failed" ? <Failed one={one} problem={going.problem} /> : null}
    </div>
  );
}

function Standing({ one }: { one: Outgoing }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const { going } = one;
  switch (going.is) {
    case "held":
    case "here":
      return <CountDown until={going.until} takeBack={() => takeBack(one.key)} />;
    case "waiting":
      return (
        <span className="tick held">
          <IconClock size={13} aria-hidden />
          <Patient since={one.writtenAt} soon={t.sending} late={t.waiting} />
          <UndoButton takeBack={() => takeBack(one.key)} />
        </span>
      );
    case "back":
      return <span className="tick">{t.takingBack}</span>;
    case "gone":
      return <span>{t.just}</span>;
    case "failed":
      return (
        <span className="tick bad">
          <IconAlertTriangle size={13} aria-hidden />
          {t.failed}
        </span>
      );
    default:
      return going satisfies never;
  }
}

const LATE_MS = 3_000;

/** Sending is a matter of a moment; what takes longer is said in full. */
function Patient({ since, soon, late }: { since: number; soon: string; late: string }) {
  const [isLate, setLate] = useState(Date.now() - since > LATE_MS);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), Math.max(0, since + LATE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [since]);
  return <span role="status">{isLate ? late : soon}</span>;
}

const STEP_MS = 200;

/** A number, not a ring; it is said to screen readers once, not each second. */
export function CountDown({ until, takeBack }: { until: number; takeBack: () => void }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  return (
    <span className="tick held">
      <IconClock size={13} aria-hidden />
      <span className="nb" aria-live="off">
        {left > 0 ? t.held(left) : t.sending}
      </span>
      {left > 0 ? <UndoButton takeBack={takeBack} /> : null}
    </span>
  );
}

function UndoButton({ takeBack: back }: { takeBack: () => void }) {
  const t = useWords(TRANSCRIPT_WORDS);
  return (
    <button type="button" className="undo" onClick={back}>
      {t.takeBack} <kbd>Z</kbd>
    </button>
  );
}

function Failed({ one, problem }: { one: Outgoing; problem: Problem }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const say = useProblemWords();
  const { nameOf } = useAtHand();
  const force = problem.code === "taken";
  const { holder } = problem as { holder?: { id: string } };
  const named = holder === undefined ? problem : { ...problem, holder: { name: nameOf(holder.id) } };
  return (
    <div className="undelivered" role="alert">
      <span>{say(named)}</span>
      <button type="button" className="link" onClick={() => sendAgain(one, force)}>
        {force ? t.force : t.again}
      </button>
      <button type="button" className="link" onClick={() => takeBack(one.key)}>
        {t.takeBack}
      </button>
      <button type="button" className="link" onClick={() => discard(one.key)}>
        {t.discard}
      </button>
    </div>
  );
}
