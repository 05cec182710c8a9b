import { useId, useRef } from "react";
import { Button, Checkbox, Tooltip } from "../../../ui/controls.js";
import { IconArrowRight, IconPaperclip } from "../../../ui/icons.js";
import { TERMS } from "../../../work/terms.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { useCustomerTyping } from "./typing.js";
import type { Mode, Reply } from "./use-reply.js";
import { REPLY_WORDS } from "./words.js";

/** To whom it goes, and as what. */
export function BoxHead({ mode, reply }: { mode: Mode; reply: Reply }) {
  const t = useWords(REPLY_WORDS);
  const terms = useWords(TERMS);
  const { ticket, conversation, customerName, openTickets } = useAtHand();
  const typing = useCustomerTyping(ticket.conversationId);
  const titles: Record<Mode, string> = { reply: t.to, update: t.toUpdate, move: t.toMove, evidence: t.toEvidence };
  return (
    <div className="to">
      <IconArrowRight size={16} aria-hidden />
      <b>{titles[mode]}</b>
      <span>{t.who(customerName, conversation === null ? "" : terms.channel[conversation.channel])}</span>
      {openTickets.length > 1 ? <About reply={reply} /> : null}
      <span className="spread" />
      <span className="typing" role="status">
        {typing ? t.typing(customerName) : ""}
      </span>
    </div>
  );
}

function About({ reply }: { reply: Reply }) {
  const t = useWords(REPLY_WORDS);
  const id = useId();
  const { openTickets } = useAtHand();
  return (
    <span className="about">
      <label htmlFor={id}>{t.about}</label>
      <select id={id} value={reply.ticketId ?? ""} onChange={(event) => reply.chooseTicket(event.currentTarget.value)}>
        {reply.ticketId === null ? <option value="">{t.chooseTicket}</option> : null}
        {openTickets.map(({ id: ticketId, number }) => (
          <option key={ticketId} value={ticketId}>
            {number}
          </option>
        ))}
      </select>
    </span>
  );
}

interface FootWish {
  mode: Mode;
  reply: Reply;
  attach: (files: Iterable<File>) => void;
  phrases: () => void;
  ask: () => void;
}

export function BoxFoot({ mode, reply, attach, phrases, ask }: FootWish) {
  const t = useWords(REPLY_WORDS);
  const titles: Record<Mode, string> = { reply: t.send, update: t.sendUpdate, move: t.sendMove, evidence: t.sendEvidence };
  return (
    <div className="foot">
      {mode === "evidence" ? null : <Attach attach={attach} />}
      <Button variant="subtle" onClick={phrases} rightSection={<kbd>/</kbd>}>
        {t.phrases}
      </Button>
      {mode === "reply" ? (
        <Button variant="subtle" onClick={ask} rightSection={<kbd>M</kbd>}>
          {t.more}
        </Button>
      ) : null}
      <span className="spread" />
      {reply.mayCount ? (
        <Tooltip label={t.countsHint}>
          <Checkbox label={t.counts} checked={reply.counts} onChange={(event) => reply.setCounts(event.currentTarget.checked)} />
        </Tooltip>
      ) : null}
      <Button
        variant="filled"
        className="send"
        disabled={!reply.ready}
        onClick={() => reply.send()}
        rightSection={<kbd>Ctrl ↵</kbd>}
      >
        {reply.counts ? t.sendUpdate : titles[mode]}
      </Button>
    </div>
  );
}

function Attach({ attach }: { attach: (files: Iterable<File>) => void }) {
  const t = useWords(REPLY_WORDS);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="subtle" onClick={() => input.current?.click()} leftSection={<IconPaperclip size={16} aria-hidden />}>
        {t.attach}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t.attach}
        onChange={(event) => {
          attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
