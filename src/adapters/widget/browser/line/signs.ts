import { type ReadonlySignal, signal } from "@preact/signals";
import type { Frame, Said } from "./read-frame.js";
import type { Line, MessageActivity } from "./types.js";
import type { World } from "./world.js";

const WRITING_MS = 8_000;
/** Less is the way there and back, and not worth a new drawing of every time on the page. */
const AHEAD_LEAST_MS = 2_000;

export interface Signs {
  typing: Line["typing"];
  clockAhead: ReadonlySignal<number>;
  hear(frame: Frame): void;
  /** The desk's clock showed this between these two moments of the machine's. */
  clockSeen(desk: string, between: [number, number]): void;
}

/** What passes by and is not kept: who is writing, and how far ahead the desk's clock is. */
export function makeSigns({ now, after }: Pick<World, "now" | "after">): Signs {
  const typing = signal<{ name: string; agent: boolean } | null>(null);
  const clockAhead = signal(0);
  let writer: string | null = null;
  let stop = (): void => undefined;

  const end = (): void => {
    stop();
    writer = null;
    typing.value = null;
  };
  const writes = ({ id, name, role }: MessageActivity["from"]): void => {
    if (role === "user") return;
    stop();
    stop = after(WRITING_MS, end);
    writer = id;
    const { name: shown, agent } = typing.value ?? {};
    const next = { name: name ?? "", agent: id !== "frontdoor" };
    if (shown !== next.name || agent !== next.agent) typing.value = next;
  };
  const setAhead = (ms: number): void => {
    if (Math.abs(ms - clockAhead.value) >= AHEAD_LEAST_MS) clockAhead.value = ms;
  };
  /** Nothing was said in the future: a clock that was moved forward shows at the next message. */
  const atLeast = ({ activity }: Said): void => {
    const ahead = Date.parse(activity.timestamp) - now();
    if (ahead > clockAhead.value) setAhead(ahead);
  };

  return {
    typing,
    clockAhead,
    hear: (frame) => {
      frame.said.forEach(atLeast);
      if (frame.said.some(({ activity }) => activity.from.id === writer)) end();
      frame.typing.forEach(writes);
    },
    clockSeen: (desk, [from, to]) => {
      const at = Date.parse(desk);
      if (!Number.isNaN(at)) setAhead(at - (from + to) / 2);
    },
  };
}
