import { memo, useEffect, useMemo } from "react";
import { deskZone } from "../../../clock/now.js";
import { useMe } from "../../../session/session.js";
import { Empty, Waiting } from "../../../ui/panes.js";
import { useWords } from "../../../words.js";
import { useAtHand } from "../at-hand.js";
import { fieldOf } from "../reply/time/zoned.js";
import { settleWith, useOutgoing } from "../reply/going/outbox.js";
import { foreignDrafts, settled, type Outgoing } from "../reply/going/outgoing.js";
import { useFollow } from "./follow.js";
import { seenUpTo } from "./gather.js";
import { chosenOf, chunksOf, linesOf } from "./lines.js";
import { ForeignDraft } from "./foreign-draft.js";
import { OneLine } from "./line.js";
import { OnItsWay } from "./on-its-way.js";
import { PreviousTalk } from "./previous-talk.js";
import { TRANSCRIPT_WORDS } from "./words.js";
import "./transcript.css";

/** What was said and done, oldest first, kept to its end. */
export const Transcript = memo(function Transcript() {
  const t = useWords(TRANSCRIPT_WORDS);
  const me = useMe();
  const { ticket, messages, drafts, loadOlder } = useAtHand();
  const all = useOutgoing(ticket.conversationId);
  useEffect(() => {
    if (messages !== null) settleWith(ticket.conversationId, { me: me.id, messages: messages.items, drafts });
  }, [messages, drafts, all, ticket.conversationId]);
  // What has just come among the messages is not shown beside them for even one frame.
  const outgoing = useMemo(
    () => (messages === null ? all : settled(all, { me: me.id, messages: messages.items, drafts, now: Date.now() })),
    [all, messages, drafts],
  );
  const items = messages?.items ?? [];
  const follow = useFollow({
    of: ticket.conversationId,
    last: `${items.at(-1)?.id ?? ""} ${outgoing.at(-1)?.key ?? ""}`,
    first: items[0]?.id ?? "",
    others: items.filter(({ from, agent }) => from === "customer" || (agent !== null && agent !== me.id)),
    loadOlder,
  });
  return (
    <div className="log-frame">
      <div
        ref={follow.log}
        className="log"
        role="log"
        aria-live="polite"
        aria-label={t.log}
        tabIndex={0}
        onScroll={follow.onScroll}
      >
        <div ref={follow.content} className="lines">
          {messages === null ? <Waiting /> : <Lines outgoing={outgoing} />}
        </div>
      </div>
      {follow.away ? (
        <button type="button" className="to-end" onClick={follow.toEnd}>
          {follow.fresh > 0 ? t.fresh(follow.fresh) : t.toEnd}
        </button>
      ) : null}
    </div>
  );
});

function Lines({ outgoing }: { outgoing: readonly Outgoing[] }) {
  const t = useWords(TRANSCRIPT_WORDS);
  const me = useMe();
  const { ticket, conversation, messages, notes, events, drafts } = useAtHand();
  const zone = deskZone();
  const items = messages?.items ?? [];
  const cut = typeof messages?.older === "string";
  const lines = useMemo(
    () => linesOf({ messages: items, notes, events, cut, dayOf: (at) => fieldOf(Date.parse(at), zone).slice(0, 10) }),
    [items, notes, events, cut, zone],
  );
  const chunks = useMemo(() => chunksOf(lines), [lines]);
  const chosen = useMemo(() => chosenOf(items), [items]);
  const seen = seenUpTo(items, conversation?.unseen ?? Infinity);
  const others = foreignDrafts(drafts ?? [], outgoing);
  if (lines.length === 0 && outgoing.length === 0)
    return (
      <Empty title={t.noneTitle}>
        <p>{t.noneText}</p>
      </Empty>
    );
  return (
    <>
      {cut ? <p className="event t3">{t.older}</p> : <PreviousTalk ticket={ticket} />}
      {chunks.map(({ key, lines: some }) => (
        <div key={key} className="chunk">
          {some.map((line) => (
            <OneLine key={line.key} line={line} seen={seen} chosen={line.kind === "message" ? chosen(line.message) : null} />
          ))}
        </div>
      ))}
      {others.map((draft) => (
        <ForeignDraft key={draft.id} draft={draft} name={me.name} />
      ))}
      {outgoing.map((one) => (
        <OnItsWay key={one.key} one={one} name={me.name} />
      ))}
    </>
  );
}
