import { useEffect, useRef } from "react";
import { Button } from "../../../ui/controls.js";
import { IconAlertTriangle } from "../../../ui/icons.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import type { Ask } from "./asks.js";
import { focusReply } from "./focus.js";
import type { Reply } from "./use-reply.js";
import { REPLY_WORDS } from "./words.js";

/** What is asked once before a reply goes; the cursor goes to the careful answer. */
export function AskLine({ ask, reply }: { ask: Ask; reply: Reply }) {
  const t = useWords(REPLY_WORDS);
  const { openTickets } = useAtHand();
  const careful = useRef<HTMLButtonElement>(null);
  useEffect(() => careful.current?.focus(), [ask.ask]);
  const no = (): void => {
    reply.dismissAsk();
    focusReply();
  };
  return (
    <div
      className="ask"
      role="alertdialog"
      aria-label={"name" in ask ? t.asks[ask.ask](ask.name) : t.asks[ask.ask]()}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        no();
      }}
    >
      <IconAlertTriangle size={16} aria-hidden />
      <span>{"name" in ask ? t.asks[ask.ask](ask.name) : t.asks[ask.ask]()}</span>
      {ask.ask === "which_ticket" ? (
        openTickets.map(({ id, number, text }) => (
          <Button key={id} size="compact-sm" title={text} onClick={() => reply.chooseTicket(id)}>
            {number}
          </Button>
        ))
      ) : (
        <Button size="compact-sm" onClick={() => reply.send(ask.ask)}>
          {t.yes}
        </Button>
      )}
      <Button ref={careful} size="compact-sm" variant="filled" onClick={no}>
        {t.no}
      </Button>
    </div>
  );
}
