import { useProblemWords } from "../../../api/problem-words.js";
import { queryClient } from "../../../api/queries.js";
import type { TicketView } from "../../../../../../application/desk-views.js";
import { useMe } from "../../../session/session.js";
import { doSoon } from "../../../ui/toast.js";
import { useAct } from "../../../work/use-act.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { sayInRaceLine } from "../strip/race-line.js";
import { ACT_WORDS } from "./words.js";

interface Soon {
  /** As the toast says it. */
  text: string;
  path: string;
  body: unknown;
  /** What the act rests on: if a colleague changes it within the five seconds, it is not done over their head. */
  of: (ticket: TicketView) => string;
}

/** Done after five seconds unless taken back; the loser of a race is told, and nothing is applied silently later (design 3). */
export function useSoon(): (wish: Soon) => void {
  const t = useWords(ACT_WORDS);
  const say = useProblemWords();
  const me = useMe();
  const act = useAct();
  const { ticket, nameOf } = useAtHand();
  return ({ text, path, body, of }) =>
    doSoon(text, () => {
      const now = latest(ticket);
      if (of(now) !== of(ticket)) {
        const by = lastBy(ticket.id, me.id);
        return sayInRaceLine(t.changedMeanwhile(by === null ? "" : nameOf(by)), ticket.id);
      }
      void act.run(path, body).then((answered) => {
        if (!answered.ok) sayInRaceLine(t.refused(text, say(answered.problem)), ticket.id);
      });
    });
}

/** As live hints have brought it, without asking: the page may be about to be left. */
function latest(ticket: TicketView): TicketView {
  const known = queryClient.getQueriesData<TicketView>({ queryKey: ["ticket"] }).map(([, data]) => data);
  return known.find((one) => one?.id === ticket.id && "commitments" in one) ?? ticket;
}

function lastBy(ticketId: string, me: string): string | null {
  const events = queryClient.getQueryData<{ by: string; type: string }[]>(["ticket", ticketId, "events", "all"]) ?? [];
  return events.findLast(({ by, type }) => by !== me && (type === "reprioritised" || type === "assigned"))?.by ?? null;
}
