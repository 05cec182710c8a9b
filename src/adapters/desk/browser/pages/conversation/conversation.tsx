import { lazy, Suspense, useState } from "react";
import { problemOf } from "../../api/queries.js";
import { useMe } from "../../session/session.js";
import { Empty, Failed, Waiting } from "../../ui/panes.js";
import { useTicket } from "../../work/reads.js";
import { useWords } from "../../words.js";
import type { TicketView } from "../../../../../application/desk-views.js";
import { useActs } from "./acts/use-acts.js";
import { AtHandContext, useAtHand, useReadAtHand } from "./at-hand.js";
import { Head } from "./head.js";
import { usePresence } from "./presence.js";
import { useOutbox } from "./reply/going/outbox.js";
import { ReplyBox } from "./reply/reply-box.js";
import type { Mode } from "./reply/use-reply.js";
import { RaceLine } from "./strip/race-line.js";
import { PromiseStrip } from "./strip/strip.js";
import { Transcript } from "./transcript/transcript.js";
import { PANE_WORDS } from "./words.js";
import "./conversation.css";

// What is opened now and then comes when it is.
const Dialogs = lazy(() => import("./acts/dialogs.js"));
const WhyDialog = lazy(() => import("./strip/why-dialog.js"));

/** `ticketRef`: T-000123; null: none is chosen. */
export function ConversationPane({ ticketRef }: { ticketRef: string | null }) {
  const t = useWords(PANE_WORDS);
  const ticket = useTicket(ticketRef);
  useOutbox(useMe().id);
  return (
    <section className="pane conversation" aria-label={t.pane}>
      {ticketRef === null ? (
        <Empty title={t.noneTitle}>
          <p>{t.noneText}</p>
        </Empty>
      ) : ticket.data !== undefined ? (
        <Open key={ticket.data.id} ticket={ticket.data} />
      ) : ticket.error === null ? (
        <Waiting />
      ) : problemOf(ticket.error).status === 404 || problemOf(ticket.error).status === 400 ? (
        <Empty title={t.unknownTitle}>
          <p>{t.unknownText}</p>
        </Empty>
      ) : (
        <Failed error={ticket.error} again={() => void ticket.refetch()} />
      )}
    </section>
  );
}

function Open({ ticket }: { ticket: TicketView }) {
  const atHand = useReadAtHand(ticket);
  return (
    <AtHandContext.Provider value={atHand}>
      <Parts />
    </AtHandContext.Provider>
  );
}

function Parts() {
  const here = usePresence(useAtHand().ticket.id);
  const [mode, setMode] = useState<Mode>("reply");
  const acts = useActs(setMode);
  return (
    <>
      <Head others={here.others} acts={acts} />
      <PromiseStrip
        update={() => acts.mode("update")}
        move={() => acts.mode("move")}
        why={() => acts.open("why")}
        settle={() => acts.open("settle")}
      />
      <RaceLine />
      <Transcript />
      <ReplyBox mode={mode} setMode={setMode} here={here} />
      <Suspense fallback={null}>
        {acts.opened === null ? null : acts.opened === "why" ? (
          <WhyDialog close={acts.close} />
        ) : (
          <Dialogs name={acts.opened} close={acts.close} />
        )}
      </Suspense>
    </>
  );
}
