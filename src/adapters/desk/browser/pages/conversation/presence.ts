import { useEffect, useRef, useState } from "react";
import type { Presence, PresenceState } from "../../../../../application/live.js";
import { act } from "../../api/client.js";
import { useLive } from "../../api/live.js";
import type { List } from "../../work/reads.js";
import { useMe } from "../../session/session.js";

const AGAIN_MS = 20_000;
/** As the server forgets them. */
const FORGOTTEN_MS = 30_000;
/** After so long without a key one is not writing any more. */
const PAUSE_MS = 10_000;

interface Here {
  /** Colleagues with the ticket open, by name. */
  others: readonly Presence[];
  /** To be called at each key in the reply. */
  wrote: () => void;
  /** Sent or put away. */
  rested: () => void;
}

/** Tells colleagues that one is here, and who of them is. */
export function usePresence(ticketId: string): Here {
  const me = useMe().id;
  const [known, setKnown] = useState<ReadonlyMap<string, Presence & { until: number }>>(new Map());
  const state = useRef<PresenceState>("viewing");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const heard = (items: readonly Presence[]): void =>
    setKnown((before) => {
      const next = new Map(before);
      for (const one of items.filter((each) => each.ticketId === ticketId && each.agent !== me))
        if (one.state === "away") next.delete(one.agent);
        else next.set(one.agent, { ...one, until: Date.now() + FORGOTTEN_MS });
      return next;
    });
  const tell = async (now: PresenceState): Promise<void> => {
    state.current = now;
    const answered = await act<List<Presence>>("POST", `/tickets/${ticketId}/presence`, { body: { state: now } });
    if (answered.ok && now !== "away") heard(answered.body.items);
  };

  useEffect(() => {
    setKnown(new Map());
    void tell("viewing");
    const again = setInterval(() => {
      void tell(state.current);
      setKnown((before) => new Map([...before].filter(([, { until }]) => until > Date.now())));
    }, AGAIN_MS);
    const left = (): void => void tell("away");
    window.addEventListener("pagehide", left);
    return () => {
      clearInterval(again);
      clearTimeout(timer.current);
      window.removeEventListener("pagehide", left);
      left();
    };
  }, [ticketId]);
  useLive((event) => {
    if (event.kind === "presence") heard([event]);
  });

  const rested = (): void => {
    clearTimeout(timer.current);
    if (state.current === "writing") void tell("viewing");
  };
  const wrote = (): void => {
    if (state.current !== "writing") void tell("writing");
    clearTimeout(timer.current);
    timer.current = setTimeout(rested, PAUSE_MS);
  };
  const others = [...known.values()].filter(({ until }) => until > Date.now());
  return { others: others.sort((a, b) => a.name.localeCompare(b.name)), wrote, rested };
}
