import { Link } from "wouter";
import type { TicketView } from "../../../../../application/desk-views.js";
import { Reading } from "../../ui/panes.js";
import { useWords } from "../../words.js";
import { useTicketEvents } from "../../work/reads.js";
import { SIDE_WORDS } from "../side/words.js";
import { HistoryList, useHistoryLines } from "./history.js";
import { useLinkedNumbers } from "./linked-numbers.js";

/** The side's history: the same lines as the ticket's own page, which is one click away. */
export function HistoryTab({ ticket }: { ticket: TicketView }) {
  const t = useWords(SIDE_WORDS);
  const events = useTicketEvents(ticket.id);
  const items = events.data?.items ?? [];
  const numbers = useLinkedNumbers(ticket, items);
  const lines = useHistoryLines(ticket, items, numbers);
  return (
    <Reading query={events}>
      {() => (
        <>
          <HistoryList lines={lines} />
          <p className="sec small">
            <Link href={`/tickets/${ticket.number}/history`}>{t.allHistory}</Link>
          </p>
        </>
      )}
    </Reading>
  );
}
