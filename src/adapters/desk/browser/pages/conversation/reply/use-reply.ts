import { useState } from "react";
import type { MessageFile } from "../../../../../../domain/conversation/display.js";
import { useNow } from "../../../clock/now.js";
import { useMe } from "../../../session/session.js";
import { useKeptText } from "../../../work/writing.js";
import { useAtHand } from "../at-hand.js";
import { lastQuarter, progressOwed } from "../strip/nearest.js";
import { firstAsk, type Ask } from "./asks.js";
import { replyKept, useKeptFiles } from "./going/kept.js";
import { send } from "./going/outbox.js";
import { HOLD_SECONDS, type What } from "./going/outgoing.js";

/** What the box is about to send: an answer, progress that counts, a promise moved, a request for more. */
export type Mode = "reply" | "update" | "move" | "evidence";

export interface Reply {
  text: string;
  setText: (text: string) => void;
  files: readonly MessageFile[];
  setFiles: (files: readonly MessageFile[]) => void;
  /** The ticket it is about; null: none, or not chosen yet. */
  ticketId: string | null;
  chooseTicket: (id: string) => void;
  /** The next time named, milliseconds; null: none. */
  next: number | null;
  setNext: (next: number | null) => void;
  /** A progress update is about to fall due, so that the reply may count as it. */
  mayCount: boolean;
  counts: boolean;
  setCounts: (counts: boolean) => void;
  /** What must be answered before it goes. */
  ask: Ask | null;
  dismissAsk: () => void;
  ready: boolean;
  send: (answered?: Ask["ask"]) => void;
}

interface Wish {
  mode: Mode;
  setMode: (mode: Mode) => void;
  /** Colleagues who write in this ticket just now. */
  writing: readonly string[];
  /** Files are on their way up. */
  busy: boolean;
  sent: () => void;
}

export function useReply({ mode, setMode, writing, busy, sent }: Wish): Reply {
  const me = useMe().id;
  const now = useNow();
  const { ticket, conversation, openTickets, agents, messages } = useAtHand();
  const { conversationId } = ticket;
  const [text, setText] = useKeptText(replyKept(conversationId));
  const [files, setFiles] = useKeptFiles(conversationId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [counting, setCounts] = useState(false);
  const [ask, setAsk] = useState<Ask | null>(null);
  const [answered, setAnswered] = useState<Ask["ask"][]>([]);

  const open = openTickets.map(({ id }) => id);
  const ticketId = chosen ?? (open.includes(ticket.id) ? ticket.id : open.length === 1 ? (open[0] ?? null) : null);
  const mayCount = mode === "reply" && ticketId === ticket.id && lastQuarter(progressOwed(ticket.commitments), now);
  const counts = mayCount && counting;
  const holder =
    conversation !== null && conversation.agent !== null && conversation.agent !== me ? conversation.agentName : null;
  const colleagues = agents.filter(({ id }) => id !== me).map(({ name }) => name);
  const ready = isReady({ mode, text, files: files.length, next, now }) && !busy;

  const go = (): void => {
    const common = { conversationId, ticketId, afterSeq: messages?.items.at(-1)?.seq ?? 0 };
    for (const one of partsOf({ mode: counts ? "update" : mode, text, files, next, force: holder !== null }))
      send({ ...common, ...one }, HOLD_SECONDS * 1_000);
    setText("");
    setFiles([]);
    setNext(null);
    setCounts(false);
    setAsk(null);
    setAnswered([]);
    setMode("reply");
    sent();
  };
  return {
    ...{ text, setText, files, setFiles, ticketId, next, setNext, mayCount, counts, setCounts, ask, ready },
    chooseTicket: (id) => {
      setChosen(id);
      setAsk(null);
    },
    dismissAsk: () => setAsk(null),
    send: (answer) => {
      if (!ready) return;
      const all = answer === undefined ? answered : [...answered, answer];
      setAnswered(all);
      const first = firstAsk({ text, openTickets: open, ticketId, holder, writing, colleagues }, all);
      if (first === null) go();
      else setAsk(first);
    },
  };
}

interface Draft {
  mode: Mode;
  text: string;
  files: readonly MessageFile[];
  next: number | null;
  force: boolean;
}

function isReady({
  mode,
  text,
  files,
  next,
  now,
}: {
  mode: Mode;
  text: string;
  files: number;
  next: number | null;
  now: number;
}): boolean {
  const words = text.trim() !== "" && !text.startsWith("/");
  if (mode === "move") return words && next !== null && next > now;
  if (mode === "update") return words && (next === null || next > now);
  return mode === "evidence" ? words : words || (files > 0 && text.trim() === "");
}

/** Progress and requests carry words alone: files beside them go as a reply of their own. */
function partsOf({ mode, text, files, next, force }: Draft): { text: string; attachments: readonly MessageFile[]; what: What }[] {
  const reply = { do: "reply", force } as const;
  if (mode === "reply") return [{ text, attachments: files, what: reply }];
  const nextUpdateAt = next === null ? null : new Date(next).toISOString();
  const what: What = mode === "evidence" ? { do: "evidence" } : { do: "update", nextUpdateAt };
  const words = { text, attachments: [], what };
  return files.length === 0 ? [words] : [words, { text: "", attachments: files, what: reply }];
}
