import { useEffect, useRef } from "react";
import { sayTime } from "../../../../clock/say-time.js";
import { deskNow, deskZone } from "../../../../clock/now.js";
import { useAtHand } from "../../at-hand.js";
import { nearestOf } from "../../strip/nearest.js";
import type { Mode, Reply } from "../use-reply.js";
import { REPLY_WORDS } from "../words.js";

/** Proposes the words for a moved promise in the customer's language and time; what was typed is never overwritten. */
export function useMovedText(mode: Mode, { next, text, setText }: Reply): void {
  const { ticket, conversation } = useAtHand();
  const proposed = useRef("");
  useEffect(() => {
    if (mode !== "move" || next === null || (text.trim() !== "" && text !== proposed.current)) return;
    const locale = conversation?.locale ?? "zh-CN";
    const time = sayTime(locale, conversation?.zone ?? deskZone());
    const now = deskNow();
    const from = nearestOf(ticket.commitments);
    const words = REPLY_WORDS[locale];
    const to = time.at(next, now);
    proposed.current = from === null ? words.movedTextBare(to) : words.movedText(time.at(from.dueAt, now), to);
    setText(proposed.current);
  }, [mode, next]);
}
