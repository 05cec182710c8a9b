import type { TicketView } from "../../../../../application/desk-views.js";
import { BASE } from "../../page-facts.js";
import { IconDownload } from "../../ui/icons.js";
import { useWords } from "../../words.js";
import { TICKET_WORDS } from "./words.js";

/** What was said, as a file to keep; contacts masked. */
export function Download({ ticket }: { ticket: TicketView }) {
  const t = useWords(TICKET_WORDS);
  return (
    <a className="as-button" href={`${BASE}/api/v1/tickets/${ticket.number}/transcript?format=md`} download>
      <IconDownload size={16} aria-hidden /> {t.download}
    </a>
  );
}
