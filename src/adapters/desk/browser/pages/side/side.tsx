import { lazy, Suspense, useState } from "react";
import type { TicketView } from "../../../../../application/desk-views.js";
import { useKeys } from "../../keys/keys.js";
import { Drawer, useMediaQuery } from "../../ui/controls.js";
import { IconInfoCircle, IconLock } from "../../ui/icons.js";
import { Reading, Waiting } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useTicket, useTicketEvents } from "../../work/reads.js";
import { setWriting } from "../../work/writing.js";
import { Classification } from "./classification.js";
import { CustomerBox } from "./customer-box.js";
import { Links } from "./links.js";
import { NoteDock } from "./note/note-dock.js";
import { Commitments } from "./promises/commitments.js";
import { SIDE_WORDS } from "./words.js";
import "./side.css";

const HistoryTab = lazy(async () => ({ default: (await import("../ticket/history-tab.js")).HistoryTab }));
const CustomerTab = lazy(async () => ({ default: (await import("./customer-tab.js")).CustomerTab }));

/** Narrower than this the side would leave the conversation too little. */
const NARROW = "(max-width: 1279px)";

/** `ticketRef`: T-000123; null: none is chosen. */
export function SidePane({ ticketRef }: { ticketRef: string | null }) {
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches);
  const ticket = useTicket(ticketRef);
  if (narrow) return ticket.data === undefined ? null : <Narrow key={ticket.data.id} ticket={ticket.data} />;
  return <Wide ticketRef={ticketRef} ticket={ticket} />;
}

function Wide({ ticketRef, ticket }: { ticketRef: string | null; ticket: ReturnType<typeof useTicket> }) {
  const t = useWords(SIDE_WORDS);
  return (
    <aside className="pane side" aria-label={t.pane}>
      {ticketRef === null ? (
        <p className="side-none small t3">{t.none}</p>
      ) : (
        <Reading query={ticket} rows={4}>
          {(data) => <About ticket={data} />}
        </Reading>
      )}
    </aside>
  );
}

/** A drawer: its handles stand beside the conversation, the note's too. */
function Narrow({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const [open, setOpen] = useState(false);
  const note = (): void => {
    setOpen(true);
    setWriting("note");
  };
  const close = (): void => {
    setOpen(false);
    setWriting("reply");
  };
  useKeys(open ? [] : [{ press: "n", does: t.noteKey, run: note }]);
  return (
    <aside className="side-handles" aria-label={t.pane}>
      <button type="button" onClick={() => setOpen(true)} aria-label={t.openSide} aria-expanded={open}>
        <IconInfoCircle size={20} aria-hidden />
        {t.open}
      </button>
      <button type="button" className="note-handle" onClick={note} aria-label={t.noteKey}>
        <IconLock size={20} aria-hidden />
        <kbd>N</kbd>
      </button>
      <Drawer
        opened={open}
        onClose={close}
        size={360}
        title={ticket.number}
        closeButtonProps={{ "aria-label": t.close }}
        classNames={{ content: "side-drawer", body: "side" }}
      >
        <About ticket={ticket} />
      </Drawer>
    </aside>
  );
}

const TABS = ["overview", "history", "customer"] as const;
type Tab = (typeof TABS)[number];

function About({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const [tab, setTab] = useState<Tab>("overview");
  const step = (by: 1 | -1) => (): void => setTab(TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!);
  useKeys([
    { press: "[", does: t.previousTab, run: step(-1) },
    { press: "]", does: t.nextTab, run: step(1) },
  ]);
  return (
    <>
      <Tabs ticketId={ticket.id} tab={tab} setTab={setTab} />
      <div className="side-body" role="tabpanel" id="side-panel" aria-labelledby={`side-tab-${tab}`} tabIndex={0}>
        {tab === "overview" ? (
          <>
            <Commitments ticket={ticket} />
            <CustomerBox id={ticket.customerId} conversationId={ticket.conversationId} />
            <Classification ticket={ticket} />
            <Links ticket={ticket} />
          </>
        ) : (
          <Suspense fallback={<Waiting />}>
            {tab === "history" ? <HistoryTab ticket={ticket} /> : <CustomerTab ticket={ticket} />}
          </Suspense>
        )}
      </div>
      <NoteDock ticketId={ticket.id} />
    </>
  );
}

function Tabs({ ticketId, tab, setTab }: { ticketId: string; tab: Tab; setTab: (tab: Tab) => void }) {
  const t = useWords(SIDE_WORDS);
  const events = useTicketEvents(ticketId).data;
  const count = events === undefined ? "" : `${events.items.length}${events.next === null ? "" : "+"}`;
  const move = (event: React.KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!;
    setTab(next);
    document.getElementById(`side-tab-${next}`)?.focus();
  };
  return (
    <div className="side-tabs" role="tablist" aria-label={t.tabList}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`side-tab-${name}`}
          aria-selected={name === tab}
          aria-controls="side-panel"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => setTab(name)}
          onKeyDown={move}
        >
          {t.tabs[name]}
          {name === "history" && count !== "" ? <small>{count}</small> : null}
        </button>
      ))}
    </div>
  );
}
