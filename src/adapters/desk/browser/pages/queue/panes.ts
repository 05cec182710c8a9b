import { useRef } from "react";
import { useKeys } from "../../keys/keys.js";
import { useWords } from "../../words.js";
import { QUEUE_WORDS } from "./words.js";

/** F6 goes round the panes that are in sight: queue, conversation, side. Goes to what holds them. */
export function usePanes(): React.RefObject<HTMLDivElement | null> {
  const t = useWords(QUEUE_WORDS);
  const held = useRef<HTMLDivElement>(null);
  const run = (): void => {
    const panes = [...(held.current?.querySelectorAll<HTMLElement>(":scope > .pane") ?? [])].filter(
      ({ offsetWidth }) => offsetWidth > 0,
    );
    const at = panes.findIndex((pane) => pane.contains(document.activeElement));
    const next = panes[(at + 1) % panes.length];
    if (next === undefined) return;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus();
  };
  useKeys([{ press: "f6", does: t.nextPane, inText: true, run }]);
  return held;
}
