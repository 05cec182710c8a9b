import type { CommitmentView } from "../../../../../../application/desk-views.js";
import { useNow } from "../../../clock/now.js";
import { useSayTime } from "../../../clock/say-time.js";
import { Button } from "../../../ui/controls.js";
import { StateGlyph, useStateWord } from "../../../ui/marks.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { lastTold, nearestOf, settledByHand, wordOf } from "./nearest.js";
import { STRIP_WORDS } from "./words.js";
import "./strip.css";

interface StripActs {
  settle: () => void;
  update: () => void;
  move: () => void;
  why: () => void;
}

/** The nearest thing owed: always here, always in this form. */
export function PromiseStrip(acts: StripActs) {
  const { ticket } = useAtHand();
  const nearest = nearestOf(ticket.commitments);
  return nearest === null ? <NothingOwed /> : <Owed nearest={nearest} {...acts} />;
}

function NothingOwed() {
  const t = useWords(STRIP_WORDS);
  const terms = useWords(TERMS);
  const { ticket, customerName } = useAtHand();
  const ended = ticket.status === "closed" || ticket.status === "cancelled" || ticket.status === "merged";
  return (
    <section className="promise calm" aria-label={t.strip}>
      <StateGlyph word={ended ? "kept" : "calm"} />
      <p>
        <b>{ended ? t.ended(terms.status[ticket.status]) : t.nothing(customerName)}</b>
        <br />
        {t.nothingText}
      </p>
    </section>
  );
}

const HOUR_MS = 3_600_000;

function Owed({ nearest, update, move, why, settle }: StripActs & { nearest: CommitmentView }) {
  const t = useWords(STRIP_WORDS);
  const say = useStateWord();
  const time = useSayTime();
  const now = useNow();
  const { ticket } = useAtHand();
  const word = wordOf(nearest, now);
  const at = time.at(nearest.dueAt, now);
  const paused = nearest.state === "paused";
  const working = ticket.status === "open" || ticket.status === "waiting";
  return (
    <section className={`promise ink-${word}`} aria-label={t.strip}>
      <StateGlyph word={word} />
      <span className="big nb">
        <span className="sr">{say(word)} </span>
        {paused ? say(word) : at}
      </span>
      <p>
        <Sentence nearest={nearest} now={now} />
        <br />
        <Told />{" "}
        <button type="button" className="link" onClick={why}>
          {t.why(at)}
        </button>
      </p>
      {working ? (
        <span className="acts">
          {settledByHand(nearest) ? (
            <Button onClick={settle}>{t.settle}</Button>
          ) : (
            <Button onClick={move} rightSection={<kbd>X</kbd>}>
              {t.move}
            </Button>
          )}
          <Button variant="filled" onClick={update} rightSection={<kbd>U</kbd>}>
            {t.update}
          </Button>
        </span>
      ) : null}
    </section>
  );
}

function Sentence({ nearest, now }: { nearest: CommitmentView; now: number }) {
  const t = useWords(STRIP_WORDS);
  const time = useSayTime();
  const { customerName } = useAtHand();
  const left = Date.parse(nearest.dueAt) - now;
  const what = nearest.why === "takeover" ? t.silence(customerName) : t.owed[nearest.kind](customerName);
  const relative =
    nearest.state === "paused"
      ? t.pausedNow
      : left < 0
        ? t.over(time.span(left))
        : left < 24 * HOUR_MS
          ? t.left(time.span(left))
          : t.stop;
  return (
    <>
      <b>{what}</b>
      {relative}
    </>
  );
}

function Told() {
  const t = useWords(STRIP_WORDS);
  const time = useSayTime();
  const now = useNow();
  const { messages, events } = useAtHand();
  const told = lastTold(messages?.items ?? [], events);
  return `${told === null ? t.neverTold : t.lastTold(time.at(told, now))}${t.stop}`;
}
