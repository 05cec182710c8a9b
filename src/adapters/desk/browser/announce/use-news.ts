import { useEffect, useRef } from "react";
import { useRoute } from "wouter";
import { useLive } from "../api/live.js";
import { useRead } from "../api/queries.js";
import { useMe } from "../session/session.js";
import type { List } from "../work/reads.js";
import { alertNews, lookAtDesk, wordsSaid } from "./look.js";
import { cameSince, knownOf, together, type Known, type News } from "./news.js";

/** On a busy desk hints come many a second: they are looked into together. */
const LOOK_EVERY_MS = 2_000;
const FIRST_MS = 250;

/** Tells of new work as it comes. */
export function useNews(tell: (news: readonly News[]) => void): void {
  const me = useMe();
  const [, here] = useRoute("/tickets/:number/*?");
  const ours = useOurs(me.team);
  const latest = useRef({ tell, open: here?.number ?? null, ours });
  latest.current = { tell, open: here?.number ?? null, ours };
  const watch = useRef<Watch>(null);
  useEffect(() => {
    const made = makeWatch(me.id, latest);
    watch.current = made;
    return made.end;
  }, [me.id]);
  useLive((event) => {
    if (event.kind === "presence" || event.kind === "typing") return;
    if (event.kind === "said") watch.current?.said.add(event.conversationId);
    if (event.kind === "alert") watch.current?.alerts.push(event.ticketIds[0] ?? null);
    watch.current?.soon();
  });
}

type Latest = { current: { tell: (news: readonly News[]) => void; open: string | null; ours: (team: string) => boolean } };

interface Watch {
  /** Conversations in which a word was said since the last look. */
  said: Set<string>;
  alerts: (string | null)[];
  soon: () => void;
  end: () => void;
}

function makeWatch(me: string, latest: Latest): Watch {
  let known: Known | null = null;
  let lastLook = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const told = new Set<string>();
  const said = new Set<string>();
  const alerts: (string | null)[] = [];
  const look = async (): Promise<void> => {
    lastLook = Date.now();
    const desk = await lookAtDesk(me);
    if (desk === null) return;
    const [words, raised] = [[...said], alerts.splice(0)];
    said.clear();
    const came = known === null ? [] : cameSince(known, desk, latest.current);
    known = known === null ? knownOf(desk) : together(known, desk);
    const alerted = await Promise.all(raised.map((ticketId) => alertNews(ticketId, desk)));
    // What a new ticket began with is not told a second time.
    const spoken = (await wordsSaid(words, desk, { me, told })).filter(
      ({ number }) => !came.some((each) => each.number === number),
    );
    const news = [...came, ...spoken, ...alerted];
    if (news.length > 0) latest.current.tell(news);
  };
  const soon = (): void => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        void look();
      },
      Math.max(FIRST_MS, lastLook + LOOK_EVERY_MS - Date.now()),
    );
  };
  soon();
  return { said, alerts, soon, end: () => clearTimeout(timer) };
}

/** One's own team's work, and that of teams in which nobody is who could hear of it. */
function useOurs(own: string): (team: string) => boolean {
  const { data } = useRead<List<{ id: string; people: { onDuty: boolean }[] }>>(["teams"], "/teams");
  return (team) => team === own || data?.items.find(({ id }) => id === team)?.people.every(({ onDuty }) => onDuty) === true;
}
