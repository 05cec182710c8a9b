import { useEffect, useState } from "react";
import { useProblemWords } from "../../../api/problem-words.js";
import { useSayTime } from "../../../clock/say-time.js";
import { useMe } from "../../../session/session.js";
import { IconInfoCircle } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { replyKept } from "../reply/going/kept.js";
import { onTooLate } from "../reply/going/outbox.js";
import { racesOf, type Race } from "./races.js";
import { STRIP_WORDS } from "./words.js";

let tell: ((text: string, of: string) => void) | null = null;

/** Says in the line under the strip why an act of one's own did not take place; `of`: the ticket's id. */
export const sayInRaceLine = (text: string, of: string): void => tell?.(text, of);

/** What a colleague did while one looked, by name and second, with what was kept. */
export function RaceLine() {
  const t = useWords(STRIP_WORDS);
  const say = useProblemWords();
  const { ticket } = useAtHand();
  const race = useRace();
  const [own, setOwn] = useState<{ text: string; of: string } | null>(null);
  useEffect(() => {
    tell = (text, of) => setOwn({ text, of });
    onTooLate((problem) => setOwn({ text: say(problem), of: ticket.id }));
    return () => void (tell = null);
  });
  const said = own !== null && own.of === ticket.id ? own.text : null;
  const dismiss = (): void => {
    setOwn(null);
    race.dismiss();
  };
  return (
    <div role="status">
      {said === null && race.last === null ? null : (
        <div className="race">
          <IconInfoCircle size={16} aria-hidden />
          <span>{said ?? (race.last === null ? "" : <Told race={race.last} />)}</span>
          <button type="button" className="link" onClick={dismiss}>
            {t.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}

function Told({ race }: { race: Race }) {
  const t = useWords(STRIP_WORDS);
  const time = useSayTime();
  const { nameOf, ticket } = useAtHand();
  const [name, at] = [nameOf(race.by), time.second(race.at)];
  const sentence =
    race.what === "priority"
      ? t.race.priority(name, at, race)
      : race.what === "assigned"
        ? t.race.assigned(name, at, nameOf(race.to))
        : t.race[race.what](name, at);
  const hasDraft = localStorage.getItem(`frontdoor.desk.text.${replyKept(ticket.conversationId)}`) !== null;
  return (
    <>
      <b>{sentence}</b>
      {hasDraft ? t.kept : t.plain}
    </>
  );
}

/** The newest one since this ticket was opened that was not put away. */
function useRace(): { last: Race | null; dismiss: () => void } {
  const me = useMe().id;
  const { ticket, conversation, events, messages } = useAtHand();
  const [after, setAfter] = useState<{ of: string; id: string } | null>(null);
  const newest = [events.at(-1)?.id ?? "", messages?.items.at(-1)?.id ?? ""].sort().at(-1) ?? "";
  const ready = messages !== null && events.length > 0;
  useEffect(() => {
    if (ready && after?.of !== ticket.id) setAfter({ of: ticket.id, id: newest });
  }, [ready, ticket.id, newest, after]);
  const since = after?.of === ticket.id ? after.id : null;
  const races =
    since === null
      ? []
      : racesOf({ me, holder: conversation?.agent ?? null, after: since, events, messages: messages?.items ?? [] });
  return { last: races.at(-1) ?? null, dismiss: () => setAfter({ of: ticket.id, id: newest }) };
}
